package import Cells
import Text
package import Widgets

/// Markdown as lines for the screen: headings, emphasis, lists, code, links, rules. HTML is left
/// out and its text kept.
package enum Markdown {
  package static func lines(_ source: String, width: Int, glyphs: GlyphSet = .full) -> [Line] {
    var lines: [Line] = []
    var isCode = false
    for raw in source.split(separator: "\n", maxSplits: 2000, omittingEmptySubsequences: false) {
      let text = raw.drop { $0 == " " }
      if text.hasPrefix("```") {
        isCode.toggle()
      } else if isCode {
        lines.append(Line(DisplayText(raw, limit: 500), .dim))
      } else {
        lines += block(text, indent: raw.count - text.count, width: max(1, width), glyphs)
      }
    }
    return lines
  }

  private static func block(
    _ text: Substring, indent: Int, width: Int, _ glyphs: GlyphSet
  ) -> [Line] {
    let hashes = text.prefix { $0 == "#" }
    if (1...6).contains(hashes.count), text.dropFirst(hashes.count).first == " " {
      return wrapped(inline(text.dropFirst(hashes.count + 1), .title), width: width)
    }
    let bare = text.filter { $0 != " " }
    if bare.count >= 3, Set(bare).count == 1, let mark = bare.first, "-*_".contains(mark) {
      return [Line(DisplayText(repeating: glyphs.rule, count: width), Style(.border))]
    }
    if let first = text.first, "-*+".contains(first), text.dropFirst().first == " " {
      let bullet =
        Line(DisplayText(String(repeating: " ", count: min(indent, 8))))
        + Line(glyphs.isASCII ? "* " : "• ", .dim)
      return wrapped(bullet.spans + inline(text.dropFirst(2), .text), width: width)
    }
    return wrapped(inline(text, .text), width: width)
  }

  /// Emphasis, code, links and tags of one paragraph's line.
  private static func inline(_ text: Substring, _ base: Style) -> [StyledText] {
    var spans: [StyledText] = []
    var plain = ""
    var rest = text
    func flush() {
      if !plain.isEmpty { spans.append(StyledText(DisplayText(plain), base)) }
      plain = ""
    }
    while let character = rest.first {
      if let (inside, after) = delimited(rest, "**") ?? delimited(rest, "__") {
        flush()
        spans.append(StyledText(DisplayText(inside), Style(.bright, .bold)))
        rest = after
      } else if let (inside, after) = delimited(rest, "`") {
        flush()
        spans.append(StyledText(DisplayText(inside), Style(.accent)))
        rest = after
      } else if let (inside, after) = delimited(rest, "*") {
        flush()
        spans.append(
          StyledText(DisplayText(inside), Style(base.foreground, on: base.background, .italic)))
        rest = after
      } else if character == "[", let (label, after) = link(rest) {
        flush()
        spans.append(StyledText(DisplayText(label), Style(.accent, .underline)))
        rest = after
      } else if character == "<", let end = rest.firstIndex(of: ">"),
        rest.dropFirst().first.map({ $0.isLetter || $0 == "/" || $0 == "!" }) == true
      {
        rest = rest[rest.index(after: end)...]
      } else {
        plain.append(character)
        rest = rest.dropFirst()
      }
    }
    flush()
    return spans
  }

  private static func delimited(_ text: Substring, _ mark: String) -> (Substring, Substring)? {
    guard text.hasPrefix(mark) else { return nil }
    let inside = text.dropFirst(mark.count)
    guard let end = inside.firstRange(of: mark), end.lowerBound > inside.startIndex else {
      return nil
    }
    return (inside[..<end.lowerBound], inside[end.upperBound...])
  }

  /// The words of `[words](address)`.
  private static func link(_ text: Substring) -> (Substring, Substring)? {
    guard let close = text.firstRange(of: "]("),
      let end = text[close.upperBound...].firstIndex(of: ")")
    else { return nil }
    return (text.dropFirst()[..<close.lowerBound], text[text.index(after: end)...])
  }

  /// Breaks a line at spaces so that it fits; a longer word is cut.
  private static func wrapped(_ spans: [StyledText], width: Int) -> [Line] {
    var lines: [Line] = [Line()]
    var used = 0
    for span in spans {
      for (place, word) in span.text.string.split(separator: " ", omittingEmptySubsequences: false)
        .enumerated()
      {
        let text = DisplayText(place > 0 ? " " + word : String(word))
        if used > 0, used + text.width > width {
          lines.append(Line())
          used = 0
        }
        let shown = used == 0 ? DisplayText(word) : text
        lines[lines.count - 1].spans.append(StyledText(shown.prefix(width - used), span.style))
        used += min(shown.width, width - used)
      }
    }
    return lines
  }
}
