extension Pattern {
  /// The expression and the flags of `/expression/flags`; a bare one has none.
  static func parts(of source: String) -> (expression: Substring, flags: Substring) {
    guard source.hasPrefix("/"), let end = source.dropFirst().lastIndex(of: "/") else {
      return (source[...], "")
    }
    let flags = source[source.index(after: end)...]
    guard flags.allSatisfy({ "gimsuy".contains($0) }) else { return (source[...], "") }
    return (source[source.index(after: source.startIndex)..<end], flags)
  }

  /// JavaScript's spelling as RE2's: named groups; look-around and back-references are refused.
  static func translated(
    _ expression: Substring, isMultiline: Bool
  ) throws(PatternError) -> String {
    var text = isMultiline ? "(?m)" : ""
    var rest = expression
    var isInClass = false
    while let character = rest.popFirst() {
      text.append(character)
      switch character {
      case "\\":
        guard let escaped = rest.popFirst() else { break }
        if !isInClass, ("1"..."9").contains(escaped) || escaped == "k" {
          throw PatternError(
            code: .unsupported, description: "\(expression): a back-reference (\\\(escaped))")
        }
        // JavaScript escapes the slash that ends its literals.
        if escaped == "/" { text.removeLast() }
        text.append(escaped)
      case "[": isInClass = true
      case "]": isInClass = false
      case "(" where !isInClass:
        if rest.hasPrefix("?=") || rest.hasPrefix("?!") || rest.hasPrefix("?<=")
          || rest.hasPrefix("?<!")
        {
          throw PatternError(code: .unsupported, description: "\(expression): look-around")
        }
        if rest.hasPrefix("?<") {
          rest = rest.dropFirst(2)
          text += "?P<"
        }
      default: break
      }
    }
    return text
  }

  /// The text with each match (the first, unless the flag g is set) replaced; `$1`, `${1}` and
  /// `$<name>` stand for groups, `$$` for a dollar.
  package func replacing(in text: String, with template: String) -> String {
    let found = isGlobal ? matches(in: text) : firstMatch(in: text).map { [$0] } ?? []
    let bytes = Array(text.utf8)
    var result: [UInt8] = []
    var place = 0
    for match in found {
      result += bytes[place..<match.start]
      result += Array(expanded(template, match).utf8)
      place = match.end
    }
    return String(decoding: result + bytes[place...], as: UTF8.self)
  }

  private func expanded(_ template: String, _ match: Match) -> String {
    var text = ""
    var rest = template[...]
    while let character = rest.popFirst() {
      guard character == "$", let next = rest.first else {
        text.append(character)
        continue
      }
      if next == "$" {
        rest.removeFirst()
        text += "$"
      } else if next == "{" || next == "<", let end = rest.firstIndex(of: next == "{" ? "}" : ">") {
        text += value(of: String(rest[rest.index(after: rest.startIndex)..<end]), match) ?? ""
        rest = rest[rest.index(after: end)...]
      } else if next.isASCII, next.isNumber {
        rest.removeFirst()
        text += value(of: String(next), match) ?? ""
      } else {
        text += "$"
      }
    }
    return text
  }

  private func value(of group: String, _ match: Match) -> String? {
    guard let number = Int(group) ?? self.group(named: group), match.groups.indices.contains(number)
    else { return nil }
    return match.groups[number]
  }
}
