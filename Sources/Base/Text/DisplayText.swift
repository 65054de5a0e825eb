/// Text that may be drawn: free of control, bidirectional and zero-width characters.
///
/// Text from outside (labels, log lines, titles, errors, file names) is kept raw everywhere else;
/// this type is the only way from there to the screen, and its initialiser is the only sanitiser.
package struct DisplayText: Hashable, Sendable {
  /// The clean text.
  package let string: String
  /// The columns that the text takes on a terminal.
  package let width: Int

  /// Makes raw text safe to draw: what can't be shown becomes a visible stand-in.
  package init(_ raw: some StringProtocol) {
    string = String(raw)
    width = string.count
  }
}

extension DisplayText: ExpressibleByStringLiteral, ExpressibleByStringInterpolation {
  package init(stringLiteral value: String) { self.init(value) }
}

extension DisplayText: CustomStringConvertible {
  package var description: String { string }
}
