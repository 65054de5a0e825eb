/// Why there is no screen to draw on.
package struct TerminalError: Error, Hashable, Sendable, CustomStringConvertible {
  package enum Code: Hashable, Sendable {
    /// Standard output is a file or a pipe.
    case notATerminal
    /// TERM is unset, `dumb`, or names a terminal whose cursor can't be moved.
    case unusableTerminal
    /// The system refused something.
    case failed
  }

  package let code: Code
  /// One line for standard error, without the program's name.
  package let description: String

  init(_ code: Code, _ description: String) {
    self.code = code
    self.description = description
  }
}
