/// Reads values by type and keeps what is wrong, so that one pass tells of every mistake.
package struct YAMLInspector: Sendable {
  package private(set) var problems: [YAMLProblem] = []

  package init() {}

  package mutating func report(
    _ level: YAMLProblem.Level, _ code: String, at place: YAMLPlace, _ message: String
  ) {
    problems.append(
      YAMLProblem(
        level, code, place.path, line: place.value.line, column: place.value.column, message))
  }

  /// Whether a place holds a mapping; the keys it has beside the known ones are reported.
  package mutating func isMapping(
    _ place: YAMLPlace, known keys: [String], _ level: YAMLProblem.Level = .warning
  ) -> Bool {
    guard place.isMapping else {
      report(.error, "wrong-type", at: place, "keys and values are expected here")
      return false
    }
    for entry in place.value.entries where !keys.contains(entry.key) {
      let near = keys.nearest(to: entry.key).map { "; did you mean \($0)?" } ?? ""
      let path = place.path.isEmpty ? entry.key : "\(place.path).\(entry.key)"
      problems.append(
        YAMLProblem(
          level, "unknown-key", path, line: entry.line, column: entry.column,
          "the key \(entry.key) is not known\(near)"))
    }
    return true
  }

  /// The elements of a sequence; nil, and a problem, when it is none.
  package mutating func sequence(_ place: YAMLPlace?) -> [YAMLPlace] {
    guard let place else { return [] }
    guard place.isSequence else {
      report(.error, "wrong-type", at: place, "a list is expected here")
      return []
    }
    return place.elements
  }

  /// The text of any scalar: a number without quotes is the text that it is written as.
  package mutating func text(_ place: YAMLPlace?) -> String? {
    guard let place else { return nil }
    if let text = place.value.text { return text }
    report(.error, "wrong-type", at: place, "a text is expected here")
    return nil
  }

  /// One text, or a list of them.
  package mutating func texts(_ place: YAMLPlace?) -> [String] {
    guard let place else { return [] }
    if place.value.text != nil { return text(place).map { [$0] } ?? [] }
    var texts: [String] = []
    for element in sequence(place) {
      if let text = text(element) { texts.append(text) }
    }
    return texts
  }

  package mutating func bool(_ place: YAMLPlace?) -> Bool? {
    guard let place else { return nil }
    if case .bool(let value) = place.value.node { return value }
    switch place.value.text?.lowercased() {
    case "true", "yes", "on", "1": return true
    case "false", "no", "off", "0": return false
    default:
      report(.error, "wrong-type", at: place, "true or false is expected here")
      return nil
    }
  }

  /// A number that has no quotes.
  package mutating func number(_ place: YAMLPlace?) -> YAMLNumber? {
    guard let place else { return nil }
    if case .number = place.value.node, let number = place.value.text.flatMap(YAMLNumber.init) {
      return number
    }
    report(.error, "wrong-type", at: place, "a number without quotes is expected here")
    return nil
  }

  /// The texts of a mapping's values, in the file's order; what is null is an empty text.
  package mutating func texts(of place: YAMLPlace?) -> [(key: String, text: String)] {
    guard let place, place.value.node != .null else { return [] }
    guard place.isMapping else {
      report(.error, "wrong-type", at: place, "keys and values are expected here")
      return []
    }
    return place.entries.compactMap { entry in
      if entry.place.value.node == .null { return (entry.key, "") }
      return text(entry.place).map { (entry.key, $0) }
    }
  }

  package mutating func integer(_ place: YAMLPlace?, in range: ClosedRange<Int>) -> Int? {
    guard let place else { return nil }
    if let value = place.value.text.flatMap({ Int($0) }), range.contains(value) { return value }
    report(
      .error, "wrong-type", at: place,
      "a whole number from \(range.lowerBound) to \(range.upperBound) is expected here")
    return nil
  }
}

extension [String] {
  /// The text that differs least from one mistyped, when it differs little enough.
  package func nearest(to text: String) -> String? {
    let found = map { (text: $0, distance: editDistance([UInt8]($0.utf8), [UInt8](text.utf8))) }
      .min { $0.distance < $1.distance }
    guard let found, found.distance <= (text.utf8.count + 1) / 3 else { return nil }
    return found.text
  }
}

/// Levenshtein's distance without regard to case; texts above 64 bytes are far from all others.
private func editDistance(_ a: [UInt8], _ b: [UInt8]) -> Int {
  guard a.count <= 64, b.count <= 64 else { return .max }
  func lower(_ byte: UInt8) -> UInt8 { (0x41...0x5A).contains(byte) ? byte + 32 : byte }
  var row = Array(0...b.count)
  for (i, x) in a.enumerated() {
    var diagonal = row[0]
    row[0] = i + 1
    for (j, y) in b.enumerated() {
      let change = lower(x) == lower(y) ? diagonal : diagonal + 1
      diagonal = row[j + 1]
      row[j + 1] = min(change, row[j] + 1, row[j + 1] + 1)
    }
  }
  return row[b.count]
}
