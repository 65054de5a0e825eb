extension Pattern {
  /// The text with every match replaced, as Go's `ReplaceAllString` does.
  package func replacingAll(in text: String, withGoTemplate template: String) -> String {
    let bytes = Array(text.utf8)
    var result: [UInt8] = []
    var place = 0
    for match in matches(in: text) {
      result += bytes[place..<match.start]
      result += Array(expandedAsGo(template, match).utf8)
      place = match.end
    }
    return String(decoding: result + bytes[place...], as: UTF8.self)
  }

  /// A template with the groups of a match, as Go's `Expand` has it: `$name` takes the longest
  /// run of word characters, `${name}` ends where it says, `$$` is a dollar; a group that is not
  /// there is empty.
  package func expandedAsGo(_ template: String, _ match: Match) -> String {
    var text = ""
    var rest = template[...]
    while let dollar = rest.firstIndex(of: "$") {
      text += rest[..<dollar]
      rest = rest[rest.index(after: dollar)...]
      if rest.first == "$" {
        text += "$"
        rest.removeFirst()
      } else if let name = Self.reference(&rest) {
        // A number does not begin with a zero.
        let isNumber = name == "0" || name.first != "0"
        let group = (isNumber ? Int(name) : nil) ?? self.group(named: name)
        if let group, match.groups.indices.contains(group) { text += match.groups[group] ?? "" }
      } else {
        text += "$"
      }
    }
    return text + rest
  }

  /// The group that stands behind a dollar; `nil`, and nothing taken, where that is no reference.
  private static func reference(_ rest: inout Substring) -> String? {
    func isWord(_ character: Character) -> Bool {
      character == "_" || character.isLetter || character.isNumber
    }
    if rest.first == "{" {
      let name = rest.dropFirst().prefix(while: isWord)
      guard !name.isEmpty, rest[name.endIndex...].first == "}" else { return nil }
      rest = rest[name.endIndex...].dropFirst()
      return String(name)
    }
    let name = rest.prefix(while: isWord)
    guard !name.isEmpty else { return nil }
    rest = rest[name.endIndex...]
    return String(name)
  }
}
