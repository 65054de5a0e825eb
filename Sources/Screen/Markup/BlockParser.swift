import Cells

/// Reads the lines of Markdown as blocks. What is no Markdown is text: nothing is refused.
struct BlockParser {
  private static let deepest = 8
  private var lines: ArraySlice<Substring>
  private let inlines: InlineParser
  private let depth: Int

  init(_ lines: some Sequence<Substring>, _ inlines: InlineParser, depth: Int = 0) {
    self.lines = ArraySlice(lines)
    self.inlines = inlines
    self.depth = depth
  }

  /// The blocks, without empty rows at the ends and with one at most between two.
  mutating func parse() -> [Block] {
    var blocks: [Block] = []
    while let line = lines.first {
      let text = line.drop { $0 == " " || $0 == "\t" }
      if text.isEmpty {
        lines.removeFirst()
        if let last = blocks.last, !last.isBlank { blocks.append(.blank) }
        continue
      }
      blocks += block(line, text)
    }
    if blocks.last?.isBlank == true { blocks.removeLast() }
    return blocks
  }

  private mutating func block(_ line: Substring, _ text: Substring) -> [Block] {
    if let fence = fence(text) { return [code(fence)] }
    if indent(of: line) >= 4 { return [indentedCode()] }
    if let heading = heading(text) {
      lines.removeFirst()
      return [heading]
    }
    if Self.isRule(text) {
      lines.removeFirst()
      return [.rule]
    }
    if text.first == ">" { return [quote()] }
    if let (mark, width) = Self.mark(text) {
      return [item(mark, width: indent(of: line) + width)]
    }
    if let table = table() { return [table] }
    return paragraph()
  }

  private func indent(of line: Substring) -> Int {
    line.prefix { $0 == " " || $0 == "\t" }.reduce(0) { $0 + ($1 == "\t" ? 4 : 1) }
  }

  private func fence(_ text: Substring) -> Substring? {
    guard let first = text.first, first == "`" || first == "~" else { return nil }
    let fence = text.prefix { $0 == first }
    return fence.count >= 3 ? fence : nil
  }

  /// The rows to the closing fence, or to the end where there is none.
  private mutating func code(_ fence: Substring) -> Block {
    let indent = indent(of: lines.first ?? "")
    lines.removeFirst()
    var rows: [String] = []
    while let line = lines.popFirst() {
      let text = line.drop { $0 == " " }
      if text.hasPrefix(fence), text.drop(while: { $0 == fence.first }).allSatisfy(\.isWhitespace) {
        break
      }
      rows.append(String(Self.dropping(indent, of: line)))
    }
    return .code(rows)
  }

  private mutating func indentedCode() -> Block {
    var rows: [String] = []
    while let line = lines.first, indent(of: line) >= 4 {
      rows.append(String(Self.dropping(4, of: line)))
      lines.removeFirst()
    }
    return .code(rows)
  }

  private func heading(_ text: Substring) -> Block? {
    let hashes = text.prefix { $0 == "#" }
    guard (1...6).contains(hashes.count) else { return nil }
    let rest = text.dropFirst(hashes.count)
    // Authors of panels often leave out the space.
    var title = rest.drop { $0 == " " }
    guard rest.first == " " || title.first?.isLetter == true || rest.isEmpty else { return nil }
    while title.last == "#" || title.last == " " { title.removeLast() }
    let style: Style = hashes.count <= 2 ? .title : .bright
    return .heading(level: hashes.count, inlines.parse(title, style))
  }

  static func isRule(_ text: Substring) -> Bool {
    let bare = text.filter { $0 != " " && $0 != "\t" }
    guard bare.count >= 3, let mark = bare.first, "-*_".contains(mark) else { return false }
    return bare.allSatisfy { $0 == mark }
  }

  private mutating func quote() -> Block {
    var inner: [Substring] = []
    while let line = lines.first {
      let text = line.drop { $0 == " " }
      guard let first = text.first else { break }
      if first == ">" {
        let rest = text.dropFirst()
        inner.append(rest.first == " " ? rest.dropFirst() : rest)
      } else if Self.mark(text) == nil, !Self.isRule(text), fence(text) == nil {
        inner.append(line)
      } else {
        break
      }
      lines.removeFirst()
    }
    return .quote(nested(inner))
  }

  /// A bullet or a number, and the columns to the text behind it.
  static func mark(_ text: Substring) -> (mark: String, width: Int)? {
    let rest: Substring
    var mark = ""
    if let first = text.first, "-*+".contains(first) {
      rest = text.dropFirst()
    } else {
      let digits = text.prefix { $0.isASCII && $0.isNumber }
      guard (1...9).contains(digits.count), let end = text.dropFirst(digits.count).first,
        end == "." || end == ")"
      else { return nil }
      mark = String(digits) + "."
      rest = text.dropFirst(digits.count + 1)
    }
    guard rest.isEmpty || rest.first == " " || rest.first == "\t" else { return nil }
    let spaces = rest.prefix { $0 == " " || $0 == "\t" }.count
    return (mark, text.count - rest.count + (1...4).clamp(spaces))
  }

  /// An item with all that is indented below it.
  private mutating func item(_ mark: String, width: Int) -> Block {
    var inner = [Self.dropping(width, of: lines.removeFirst(), all: true)]
    var mark = mark
    for (box, shown) in [("[ ] ", "[ ]"), ("[x] ", "[x]"), ("[X] ", "[x]")]
    where inner[0].hasPrefix(box) {
      inner[0] = inner[0].dropFirst(box.count)
      mark = shown
    }
    while let line = lines.first {
      let text = line.drop { $0 == " " || $0 == "\t" }
      if text.isEmpty {
        // An empty row belongs to the item when what follows does.
        guard let next = lines.dropFirst().first, indent(of: next) >= width else { break }
        inner.append("")
      } else if indent(of: line) >= min(width, 2), indent(of: line) >= width || depthMark(line) {
        inner.append(Self.dropping(width, of: line))
      } else if inner.last?.isEmpty == false, isContinuation(text) {
        inner.append(text)
      } else {
        break
      }
      lines.removeFirst()
    }
    return .item(mark: mark, nested(inner))
  }

  /// A mark that is indented by less than its parent's text, as many write.
  private func depthMark(_ line: Substring) -> Bool {
    Self.mark(line.drop { $0 == " " || $0 == "\t" }) != nil
  }

  private func isContinuation(_ text: Substring) -> Bool {
    Self.mark(text) == nil && !Self.isRule(text) && fence(text) == nil && heading(text) == nil
      && text.first != ">"
  }

  private func nested(_ inner: [Substring]) -> [Block] {
    guard depth < Self.deepest else {
      return [.paragraph(inlines.parse(Substring(inner.joined(separator: " ")), .text))]
    }
    var parser = BlockParser(inner, inlines, depth: depth + 1)
    return parser.parse()
  }

  private mutating func paragraph() -> [Block] {
    var text = ""
    while let line = lines.first {
      let bare = line.drop { $0 == " " || $0 == "\t" }
      guard !bare.isEmpty else { break }
      if !text.isEmpty {
        // A row of = or - makes the text above it a heading.
        if bare.allSatisfy({ $0 == "=" || $0 == "-" }), Set(bare).count == 1, bare.count > 1 {
          lines.removeFirst()
          return [.heading(level: bare.first == "=" ? 1 : 2, inlines.parse(text[...], .title))]
        }
        guard isContinuation(bare) else { break }
      }
      lines.removeFirst()
      let isBroken = line.hasSuffix("  ") || line.hasSuffix("\\")
      text += line.hasSuffix("\\") ? bare.dropLast() : bare
      text += isBroken ? "\n" : " "
    }
    let spans = inlines.parse(text[...], .text)
    // What held nothing but tags leaves no row.
    return spans.allSatisfy { $0.text.allSatisfy(\.isWhitespace) } ? [] : [.paragraph(spans)]
  }

  /// A row with bars above a row of dashes.
  private mutating func table() -> Block? {
    guard let line = lines.first, line.contains("|"), let second = lines.dropFirst().first,
      let alignments = Self.alignments(second)
    else { return nil }
    let head = Self.cells(line).map { inlines.parse($0, .dim) }
    guard head.count == alignments.count else { return nil }
    lines.removeFirst(2)
    var rows: [[[Inline]]] = []
    while let line = lines.first, line.contains("|") {
      rows.append(Self.cells(line).map { inlines.parse($0, .text) })
      lines.removeFirst()
    }
    return .table(MarkdownTable(head: head, rows: rows, alignments: alignments))
  }

  private static func cells(_ line: Substring) -> [Substring] {
    var text = line.drop { $0 == " " }
    while text.last?.isWhitespace == true { text.removeLast() }
    if text.first == "|" { text.removeFirst() }
    if text.last == "|", text.dropLast().last != "\\" { text.removeLast() }
    var cells: [Substring] = []
    var start = text.startIndex
    var isEscaped = false
    for place in text.indices {
      if text[place] == "|", !isEscaped {
        cells.append(text[start..<place])
        start = text.index(after: place)
      }
      isEscaped = text[place] == "\\" && !isEscaped
    }
    return (cells + [text[start...]]).map { cell in
      var cell = cell.drop { $0 == " " || $0 == "\t" }
      while cell.last == " " || cell.last == "\t" { cell.removeLast() }
      return cell
    }
  }

  private static func alignments(_ line: Substring) -> [MarkdownTable.Alignment]? {
    guard line.contains("-") else { return nil }
    var alignments: [MarkdownTable.Alignment] = []
    for cell in cells(line) {
      let (left, right) = (cell.first == ":", cell.last == ":" && cell.count > 1)
      let dashes = cell.dropFirst(left ? 1 : 0).dropLast(right ? 1 : 0)
      guard !dashes.isEmpty, dashes.allSatisfy({ $0 == "-" }) else { return nil }
      alignments.append(right ? (left ? .center : .trailing) : .leading)
    }
    return alignments
  }

  /// A line without so many columns of blanks, or, with `all`, without so many characters.
  private static func dropping(_ columns: Int, of line: Substring, all: Bool = false) -> Substring {
    if all { return line.dropFirst(columns) }
    var rest = line
    var dropped = 0
    while dropped < columns, let first = rest.first, first == " " || first == "\t" {
      dropped += first == "\t" ? 4 : 1
      rest.removeFirst()
    }
    return rest
  }
}

extension Block {
  var isBlank: Bool { if case .blank = self { true } else { false } }
}

extension ClosedRange<Int> {
  fileprivate func clamp(_ value: Int) -> Int {
    Swift.min(upperBound, Swift.max(lowerBound, value))
  }
}
