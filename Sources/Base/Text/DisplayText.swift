/// Text that may be drawn: free of control, bidirectional and zero-width characters.
///
/// Text from outside (labels, log lines, titles, errors, file names) is kept raw everywhere else;
/// this type is the only way from there to the screen, and its initialiser is the only sanitiser.
/// `Glyphs` says what becomes of each character. Clean texts stay clean when they are joined.
package struct DisplayText: Hashable, Sendable {
  /// The clean text.
  package let string: String
  /// The columns that the text takes on a terminal.
  package let width: Int

  package static let empty = DisplayText(clean: "", width: 0)

  /// Makes raw text safe to draw: what can't be shown becomes a visible stand-in.
  package init(_ raw: some StringProtocol) {
    let raw = String(raw)
    let count = raw.utf8.count
    if printableASCIIPrefix(of: raw, atMost: count) == count {
      self.init(clean: raw, width: count)
    } else {
      self.init(Glyphs(raw), bytes: count)
    }
  }

  /// Makes raw text safe to draw in a number of columns, and reads no more of it than needed. Text
  /// that is cut ends with the mark.
  package init(_ raw: some StringProtocol, limit columns: Int, mark: DisplayText = "…") {
    let columns = max(0, columns)
    let raw = String(raw)
    let start = raw.utf8.prefix(columns == .max ? columns : columns + 1).count
    if printableASCIIPrefix(of: raw, atMost: start) == start {
      self = DisplayText(clean: String(raw.unicodeScalars.prefix(start)), width: start)
        .truncated(to: columns, mark: mark)
      return
    }
    var bytes: [UInt8] = []
    var width = 0
    var glyphs = Glyphs(raw)
    // One glyph more than fits tells that the text has to be cut.
    while width <= columns, let glyph = glyphs.next() {
      glyph.append(to: &bytes)
      width += glyph.width
    }
    self = DisplayText(clean: String(decoding: bytes, as: UTF8.self), width: width)
      .truncated(to: columns, mark: mark)
  }

  /// Makes bytes that should be UTF-8 safe to draw: U+FFFD stands for those that are not.
  package init(utf8 bytes: some Collection<UInt8>) {
    self.init(String(decoding: bytes, as: UTF8.self))
  }

  /// Joins glyphs to a text.
  package init(_ glyphs: some Sequence<Glyph>) {
    self.init(glyphs, bytes: glyphs.underestimatedCount)
  }

  /// Joins glyphs to a text of about so many bytes.
  private init(_ glyphs: some Sequence<Glyph>, bytes count: Int) {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(count)
    var width = 0
    for glyph in glyphs {
      glyph.append(to: &bytes)
      width += glyph.width
    }
    self.init(clean: String(decoding: bytes, as: UTF8.self), width: width)
  }

  init(clean string: String, width: Int) {
    self.string = string
    self.width = width
  }

  package var isEmpty: Bool { width == 0 }

  /// Whether each character is a byte and a column: no other text has as many bytes as columns.
  var isASCII: Bool { string.utf8.count == width }

  /// The text in the pieces that cells hold.
  package var glyphs: Glyphs { Glyphs(string) }

  package static func + (left: DisplayText, right: DisplayText) -> DisplayText {
    DisplayText(clean: left.string + right.string, width: left.width + right.width)
  }

  package static func += (left: inout DisplayText, right: DisplayText) { left = left + right }

  package init(repeating glyph: Glyph, count: Int) {
    self.init(repeatElement(glyph, count: max(0, count)))
  }
}

extension DisplayText: ExpressibleByStringLiteral, ExpressibleByStringInterpolation {
  package init(stringLiteral value: String) { self.init(value) }
}

extension DisplayText: CustomStringConvertible {
  package var description: String { string }
}

extension Sequence<DisplayText> {
  package func joined(separator: DisplayText = .empty) -> DisplayText {
    var string = ""
    var width = 0
    for (place, text) in enumerated() {
      if place > 0 {
        string += separator.string
        width += separator.width
      }
      string += text.string
      width += text.width
    }
    return DisplayText(clean: string, width: width)
  }
}
