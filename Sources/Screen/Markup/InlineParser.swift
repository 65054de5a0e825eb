import Cells

/// Reads emphasis, code, links, images and tags inside a block of Markdown.
struct InlineParser {
  private static let deepest = 4
  /// How far a closing mark is looked for: what is not closed within a paragraph is text.
  private static let reach = 1_000

  /// Marks that close nothing, after which the rest of a paragraph is taken as it stands: a search
  /// for each of thousands would take seconds.
  private static let mostFailures = 50

  /// The addresses of `[name]: address`, by their names in lower case.
  var references: [String: String] = [:]

  func parse(_ source: Substring, _ style: Style) -> [Inline] { parse(source, style, depth: 0) }

  private func parse(_ source: Substring, _ style: Style, depth: Int) -> [Inline] {
    var spans: [Inline] = []
    var plain = ""
    var rest = source
    var failures = 0
    func flush(breaks: Bool = false) {
      if !plain.isEmpty || breaks {
        spans.append(Inline(text: plain, style: style, breaks: breaks))
      }
      plain = ""
    }
    while let character = rest.first {
      if character == "\\", let next = rest.dropFirst().first, next.isPunctuation || next.isSymbol {
        plain.append(next)
        rest = rest.dropFirst(2)
        continue
      }
      if character == "\n" {
        flush(breaks: true)
        rest = rest.dropFirst()
        continue
      }
      if character == "&", let (text, after) = HTMLText.entity(rest) {
        plain += text
        rest = after
        continue
      }
      if depth < Self.deepest, failures < Self.mostFailures, "`*_~![<h".contains(character) {
        if let (inner, after) = special(rest, character, style, after: plain.last, depth: depth) {
          flush()
          spans += inner
          rest = after
          continue
        }
        if character != "h" { failures += 1 }
      }
      plain.append(character)
      rest = rest.dropFirst()
    }
    flush()
    return spans
  }

  private func special(
    _ rest: Substring, _ character: Character, _ style: Style, after last: Character?, depth: Int
  ) -> ([Inline], Substring)? {
    switch character {
    case "`":
      let fence = rest.prefix { $0 == "`" }
      guard let (inside, after) = delimited(rest, String(fence)) else { return nil }
      var code = inside
      if code.first == " ", code.last == " ", code.count > 2 { code = code.dropFirst().dropLast() }
      return ([Inline(text: String(code), style: Style(.accent))], after)
    case "*", "_": return emphasis(rest, character, style, after: last, depth: depth)
    case "~":
      guard let (inside, after) = delimited(rest, "~~") else { return nil }
      return (parse(inside, .dim, depth: depth + 1), after)
    case "!":
      guard rest.dropFirst().first == "[", let (label, _, after) = link(rest.dropFirst()) else {
        return nil
      }
      return ([Inline(text: String(label), style: .dim)], after)
    case "[":
      guard let (label, address, after) = link(rest) else { return nil }
      return (linked(label, address, depth: depth), after)
    case "<": return tag(rest, style)
    case "h":
      guard last?.isLetter != true, let (address, after) = bareAddress(rest) else { return nil }
      return ([Inline(text: address, style: Style(.accent, .underline))], after)
    default: return nil
    }
  }

  private func emphasis(
    _ rest: Substring, _ mark: Character, _ style: Style, after last: Character?, depth: Int
  ) -> ([Inline], Substring)? {
    // An underline inside a word is part of it.
    if mark == "_", let last, last.isLetter || last.isNumber { return nil }
    let strong = String(repeating: mark, count: 2)
    if let (inside, after) = delimited(rest, strong), inside.first?.isWhitespace == false {
      let bold = Style(Ink(.bright), on: style.background, style.attributes.union(.bold))
      return (parse(inside, bold, depth: depth + 1), after)
    }
    guard let (inside, after) = delimited(rest, String(mark)), inside.first?.isWhitespace == false,
      inside.last?.isWhitespace == false
    else { return nil }
    if mark == "_", let next = after.first, next.isLetter || next.isNumber { return nil }
    let italic = Style(style.foreground, on: style.background, style.attributes.union(.italic))
    return (parse(inside, italic, depth: depth + 1), after)
  }

  private func delimited(_ text: Substring, _ mark: String) -> (Substring, Substring)? {
    guard text.hasPrefix(mark) else { return nil }
    let inside = text.dropFirst(mark.count)
    guard let end = inside.prefix(Self.reach).firstRange(of: mark),
      end.lowerBound > inside.startIndex
    else { return nil }
    return (inside[..<end.lowerBound], inside[end.upperBound...])
  }

  /// The words of a link, and its address where that says more than the words do.
  private func linked(_ label: Substring, _ address: String?, depth: Int) -> [Inline] {
    var spans = parse(label, Style(.accent, .underline), depth: depth + 1)
    guard let address, address.hasPrefix("http://") || address.hasPrefix("https://"),
      address != label, address.dropFirst(8) != label, !spans.isEmpty
    else { return spans }
    let short = address.drop { $0 != "/" }.drop { $0 == "/" }
    spans.append(Inline(text: " (" + short + ")", style: .dim))
    return spans
  }

  /// `[words](address "title")`, `[words][name]`, `[name]`.
  private func link(_ text: Substring) -> (Substring, String?, Substring)? {
    guard let close = closing(text) else { return nil }
    let label = text[text.index(after: text.startIndex)..<close]
    let rest = text[text.index(after: close)...]
    // In pointed brackets an address may have blanks and brackets.
    if rest.hasPrefix("(<"), let end = rest.prefix(Self.reach).firstRange(of: ">)") {
      let address = rest[rest.index(rest.startIndex, offsetBy: 2)..<end.lowerBound]
      return (label, String(address), rest[end.upperBound...])
    }
    if rest.first == "(" {
      guard let end = rest.prefix(Self.reach).firstIndex(of: ")") else { return nil }
      let address = rest[rest.index(after: rest.startIndex)..<end].prefix { $0 != " " }
      return (label, String(address), rest[rest.index(after: end)...])
    }
    if rest.first == "[", let end = rest.prefix(Self.reach).firstIndex(of: "]") {
      let name = rest[rest.index(after: rest.startIndex)..<end]
      let key = (name.isEmpty ? label : name).lowercased()
      guard let address = references[key] else { return nil }
      return (label, address, rest[rest.index(after: end)...])
    }
    guard let address = references[label.lowercased()] else { return nil }
    return (label, address, rest)
  }

  /// The bracket that closes the one at the start; those inside are matched.
  private func closing(_ text: Substring) -> Substring.Index? {
    var depth = 0
    for place in text.prefix(Self.reach).indices {
      if text[place] == "[" { depth += 1 }
      if text[place] == "]" {
        depth -= 1
        if depth == 0 { return place }
      }
    }
    return nil
  }

  private func tag(_ rest: Substring, _ style: Style) -> ([Inline], Substring)? {
    guard let end = rest.prefix(Self.reach).firstIndex(of: ">") else { return nil }
    let inside = rest[rest.index(after: rest.startIndex)..<end]
    let after = rest[rest.index(after: end)...]
    if inside.hasPrefix("http://") || inside.hasPrefix("https://") {
      return ([Inline(text: String(inside), style: Style(.accent, .underline))], after)
    }
    guard let first = inside.first, first.isLetter || first == "/" || first == "!" else {
      return nil
    }
    let tag = HTMLTag(inside)
    switch tag.name {
    case "br": return ([Inline(text: "", style: style, breaks: true)], after)
    case "img": return ([Inline(text: tag.attribute("alt") ?? "", style: .dim)], after)
    default: return ([], after)
    }
  }

  private func bareAddress(_ rest: Substring) -> (String, Substring)? {
    guard rest.hasPrefix("http://") || rest.hasPrefix("https://") else { return nil }
    var address = rest.prefix { !$0.isWhitespace && $0 != "<" && $0 != ">" && $0 != "\"" }
    while let last = address.last, ".,;:!?)".contains(last) { address.removeLast() }
    return (String(address), rest[address.endIndex...])
  }
}
