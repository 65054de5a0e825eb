/// What stands between `<` and `>`.
struct HTMLTag {
  /// In lower case, without a slash.
  let name: String
  let isEnd: Bool
  private let attributes: Substring

  init(_ inside: Substring) {
    var rest = inside
    isEnd = rest.first == "/"
    if isEnd { rest.removeFirst() }
    let word = rest.prefix { $0.isLetter || $0.isNumber || $0 == "!" || $0 == "-" }
    name = word.lowercased()
    attributes = rest[word.endIndex...]
  }

  /// The value of an attribute, in quotes or bare.
  func attribute(_ name: String) -> String? {
    guard let found = attributes.firstRange(of: name + "=") else { return nil }
    let rest = attributes[found.upperBound...]
    guard let quote = rest.first else { return nil }
    if quote == "\"" || quote == "'" {
      return String(rest.dropFirst().prefix { $0 != quote })
    }
    return String(rest.prefix { !$0.isWhitespace })
  }
}
