import JSON

// Options that a variable's file gives itself.
extension Importer {
  mutating func customOptions(_ place: Place) -> [Variable.Option] {
    let text = string(place["query"]) ?? ""
    guard place["valuesFormat"].value == "json" else { return Self.options(inList: text) }
    guard let list = (try? JSONValue(parsing: Array(text.utf8)))?.array else {
      note("bad-options", place["query"], "no list in JSON: taken as one with commas")
      return Self.options(inList: text)
    }
    return list.compactMap { value in
      guard let members = value.object else {
        let text = value.string ?? value.description
        return Variable.Option(text: text, value: text)
      }
      let properties = Dictionary(
        members.map { ($0.key, $0.value.string ?? $0.value.description) },
        uniquingKeysWith: { _, last in last })
      guard let value = properties["value"] ?? properties["text"] else { return nil }
      return Variable.Option(
        text: properties["text"] ?? value, value: value, properties: properties)
    }
  }

  /// `a, b, name : value`; `\,` is a comma of its own.
  static func options(inList text: String) -> [Variable.Option] {
    parts(ofList: text).map { part in
      guard let colon = part.lastRange(of: " : ") else {
        return Variable.Option(text: part, value: part)
      }
      return Variable.Option(
        text: trimmed(part[..<colon.lowerBound]), value: trimmed(part[colon.upperBound...]))
    }
  }

  static func parts(ofList text: String) -> [String] {
    var parts: [String] = []
    var part = ""
    var rest = text[...]
    while let character = rest.popFirst() {
      if character == "\\", rest.first == "," {
        part.append(",")
        rest.removeFirst()
      } else if character == "," {
        parts.append(part)
        part = ""
      } else {
        part.append(character)
      }
    }
    return (parts + [part]).map { trimmed($0[...]) }.filter { !$0.isEmpty }
  }

  private static func trimmed(_ text: Substring) -> String {
    let front = text.drop(while: \.isWhitespace)
    let end = front.lastIndex { !$0.isWhitespace }
    return end.map { String(front[...$0]) } ?? ""
  }
}

extension String {
  fileprivate func lastRange(of text: String) -> Range<Index>? { ranges(of: text).last }
}
