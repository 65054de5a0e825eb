package import Cells
import Text
package import Widgets

/// Texts of layouts as lines for the screen.
package enum Markdown {
  /// What is read of a text at most: a panel holds no book.
  private static let mostLines = 2_000
  private static let mostCharacters = 200_000

  /// Markdown: headings, emphasis, lists, tables, code, links, quotes, rules. HTML is left out and
  /// its text kept.
  package static func lines(_ source: String, width: Int, glyphs: GlyphSet = .full) -> [Line] {
    let text = HTMLText.withoutHidden(String(source.prefix(mostCharacters)))
    var inlines = InlineParser()
    var kept: [Substring] = []
    for line in text.split(
      maxSplits: mostLines, omittingEmptySubsequences: false,
      whereSeparator: {
        $0.isNewline
      })
    {
      if let (name, address) = reference(line) {
        inlines.references[name] = address
      } else {
        kept.append(line)
      }
    }
    var parser = BlockParser(kept.prefix(mostLines), inlines)
    return MarkupLayout(glyphs: glyphs).lines(parser.parse(), width: max(1, width))
  }

  /// The text of HTML.
  package static func lines(html source: String, width: Int, glyphs: GlyphSet = .full) -> [Line] {
    let text = HTMLText.withoutHidden(String(source.prefix(mostCharacters)))
    return MarkupLayout(glyphs: glyphs).lines(HTMLText.blocks(of: text[...]), width: max(1, width))
  }

  /// A text as it stands.
  package static func lines(plain source: String, glyphs: GlyphSet = .full) -> [Line] {
    source.prefix(mostCharacters).split(
      maxSplits: mostLines, omittingEmptySubsequences: false, whereSeparator: \.isNewline
    ).prefix(mostLines).map { Line(glyphs.text($0, limit: 500)) }
  }

  /// `[name]: address`.
  private static func reference(_ line: Substring) -> (String, String)? {
    guard line.first == "[", let end = line.prefix(200).firstRange(of: "]:") else { return nil }
    let name = line[line.index(after: line.startIndex)..<end.lowerBound]
    let address = line[end.upperBound...].drop { $0 == " " }.prefix { $0 != " " }
    guard !name.isEmpty, !address.isEmpty else { return nil }
    return (name.lowercased(), String(address))
  }
}
