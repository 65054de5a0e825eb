import Cells

/// The text of HTML as blocks: what a reader would see, without looks.
struct HTMLText {
  private static let reach = 2_000

  private var blocks: [Block] = []
  private var spans: [Inline] = []
  private var isBold = 0
  private var isItalic = 0
  private var isCode = 0
  private var isPreformatted = 0
  private var heading: Int?
  private var counters: [Int?] = []
  private var mark: String?
  private var address: String?

  static func blocks(of source: Substring) -> [Block] {
    var reader = HTMLText()
    reader.read(source)
    reader.flush()
    return reader.blocks
  }

  private mutating func read(_ source: Substring) {
    var rest = source
    var failures = 0
    // Text that is full of angles that close nothing is no HTML.
    while failures < 50, let start = rest.firstIndex(of: "<") {
      append(rest[..<start])
      rest = rest[start...]
      let next = rest.dropFirst().first
      guard next.map({ $0.isLetter || $0 == "/" || $0 == "!" }) == true,
        let end = rest.prefix(Self.reach).firstIndex(of: ">")
      else {
        failures += 1
        append(rest.prefix(1))
        rest = rest.dropFirst()
        continue
      }
      let tag = HTMLTag(rest[rest.index(after: rest.startIndex)..<end])
      rest = rest[rest.index(after: end)...]
      apply(tag)
    }
    append(rest)
  }

  private var style: Style {
    if isCode > 0 || isPreformatted > 0 { return Style(.accent) }
    if address != nil { return Style(.accent, .underline) }
    if heading != nil { return .title }
    var attributes: Style.Attributes = []
    if isBold > 0 { attributes.insert(.bold) }
    if isItalic > 0 { attributes.insert(.italic) }
    return Style(isBold > 0 ? .bright : .text, attributes)
  }

  /// Text with its entities read and its blanks made one, as a browser does.
  private mutating func append(_ raw: Substring) {
    var text = ""
    var rest = raw
    while let character = rest.first {
      if character == "&", let (entity, after) = Self.entity(rest) {
        text += entity
        rest = after
        continue
      }
      if isPreformatted > 0, character.isNewline {
        spans.append(Inline(text: text, style: style, breaks: true))
        text = ""
      } else if isPreformatted == 0, character.isWhitespace {
        let isFirst = text.isEmpty && (spans.last.map { $0.breaks || $0.text.last == " " } ?? true)
        if !isFirst, text.last != " " { text += " " }
      } else {
        text.append(character)
      }
      rest = rest.dropFirst()
    }
    if !text.isEmpty { spans.append(Inline(text: text, style: style)) }
  }

  private mutating func apply(_ tag: HTMLTag) {
    let change = tag.isEnd ? -1 : 1
    switch tag.name {
    case "b", "strong", "th": isBold = max(0, isBold + change)
    case "i", "em": isItalic = max(0, isItalic + change)
    case "code", "kbd", "tt": isCode = max(0, isCode + change)
    case "a": link(tag)
    case "br": spans.append(Inline(text: "", style: style, breaks: true))
    case "img":
      if let text = tag.attribute("alt"), !text.isEmpty {
        spans.append(Inline(text: text, style: .dim))
      }
    case "hr":
      flush()
      blocks.append(.rule)
    case "pre":
      flush()
      isPreformatted = max(0, isPreformatted + change)
    case "h1", "h2", "h3", "h4", "h5", "h6":
      flush()
      heading = tag.isEnd ? nil : Int(tag.name.dropFirst())
    case "ul", "ol", "menu":
      flush()
      if !tag.isEnd {
        counters.append(tag.name == "ol" ? 0 : nil)
      } else if !counters.isEmpty {
        counters.removeLast()
      }
    case "li":
      flush()
      if !tag.isEnd { beginItem() }
    case "p", "div", "table", "section", "header", "footer", "center", "article", "blockquote":
      flush()
      if tag.name == "p", tag.isEnd, blocks.last?.isBlank == false { blocks.append(.blank) }
    case "tr", "dt", "dd", "figure", "iframe", "form", "fieldset": flush()
    case "td" where !tag.isEnd: beginCell()
    default: break
    }
    if tag.name == "th", !tag.isEnd { beginCell() }
  }

  /// Cells of a row are told apart by a bar.
  private mutating func beginCell() {
    guard spans.contains(where: { $0.text.contains { !$0.isWhitespace } }) else { return }
    spans.append(Inline(text: " | ", style: .dim))
  }

  private mutating func beginItem() {
    mark = ""
    guard let last = counters.last, let count = last else { return }
    counters[counters.count - 1] = count + 1
    mark = "\(count + 1)."
  }

  private mutating func link(_ tag: HTMLTag) {
    guard tag.isEnd else {
      address = tag.attribute("href") ?? ""
      return
    }
    if let address, address.hasPrefix("http"), spans.last?.text != address {
      let short = address.drop { $0 != "/" }.drop { $0 == "/" }
      spans.append(Inline(text: " (" + short + ")", style: .dim))
    }
    address = nil
  }

  private mutating func flush() {
    defer { spans = [] }
    guard spans.contains(where: { $0.text.contains { !$0.isWhitespace } }) else { return }
    if let heading {
      blocks.append(.heading(level: heading, spans))
    } else if let mark {
      let depth = max(0, counters.count - 1)
      var item = Block.item(mark: mark, [.paragraph(spans)])
      for _ in 0..<min(depth, 8) { item = .item(mark: " ", [item]) }
      blocks.append(item)
      self.mark = nil
    } else {
      blocks.append(.paragraph(spans))
    }
  }
}

extension HTMLText {
  private static let entities: [String: String] = [
    "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": " ", "copy": "©",
    "reg": "®", "trade": "™", "mdash": "—", "ndash": "–", "hellip": "…", "rarr": "→", "larr": "←",
    "uarr": "↑", "darr": "↓", "bull": "•", "middot": "·", "times": "×", "deg": "°", "plusmn": "±",
    "le": "≤", "ge": "≥", "ne": "≠", "micro": "µ", "laquo": "«", "raquo": "»", "euro": "€",
  ]

  /// What an entity at the start stands for, and the rest.
  static func entity(_ text: Substring) -> (String, Substring)? {
    guard let end = text.prefix(12).firstIndex(of: ";") else { return nil }
    let name = text[text.index(after: text.startIndex)..<end]
    let after = text[text.index(after: end)...]
    if let known = entities[String(name)] { return (known, after) }
    guard name.first == "#" else { return nil }
    let digits = name.dropFirst()
    let code =
      digits.first == "x" || digits.first == "X"
      ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
    guard let code, let scalar = Unicode.Scalar(code) else { return nil }
    return (String(Character(scalar)), after)
  }

  /// A source without comments, scripts and styles, whose text is not for readers.
  static func withoutHidden(_ source: String) -> String {
    var text = source[...]
    var kept = ""
    while let start = text.firstIndex(of: "<") {
      kept += text[..<start]
      text = text[start...]
      var end: Substring.Index?
      if text.hasPrefix("<!--") {
        end = text.firstRange(of: "-->")?.upperBound ?? text.endIndex
      } else {
        for name in ["script", "style"]
        where text.dropFirst().prefix(6).lowercased().hasPrefix(name) {
          let close =
            text.firstRange(of: "</" + name) ?? text.firstRange(of: "</" + name.uppercased())
          end = close.map { text[$0.upperBound...].firstIndex(of: ">") ?? text.endIndex }
            .map { $0 == text.endIndex ? $0 : text.index(after: $0) }
        }
      }
      if let end {
        text = text[end...]
      } else {
        kept.append("<")
        text = text.dropFirst()
      }
    }
    return kept + text
  }
}
