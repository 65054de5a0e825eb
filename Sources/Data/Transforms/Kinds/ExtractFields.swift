import Frames
import JSON
import OrderedCollections

extension Transformation {
  /// Columns of what the texts of one column hold: JSON, or keys with values.
  package struct ExtractFields: Hashable, Sendable, FrameTransformer {
    package enum Format: String, Hashable, Sendable { case json, kvp, auto }

    package var source: String
    package var format: Format
    /// The parts of JSON that are taken, by a path such as `a.b[0]`, each with a name of its own;
    /// all members of the object when empty.
    package var paths: [Path]
    /// The other columns go.
    package var replaces: Bool
    /// The times stay though the others go.
    package var keepsTime: Bool

    package struct Path: Hashable, Sendable {
      package var path: String
      package var alias: String?

      package init(_ path: String, alias: String? = nil) {
        self.path = path
        self.alias = alias
      }
    }

    package init(
      _ source: String, format: Format = .auto, paths: [Path] = [], replaces: Bool = false,
      keepsTime: Bool = false
    ) {
      self.source = source
      self.format = format
      self.paths = paths
      self.replaces = replaces
      self.keepsTime = keepsTime
    }

    private static let columnLimit = 500

    func apply(to frames: [Frame]) -> [Frame] {
      let names = Names(frames)
      return frames.map { frame in
        guard let index = names.index(of: source, in: frame) else { return frame }
        let field = frame.fields[index]
        var columns: OrderedDictionary<String, [Int: FieldValue]> = [:]
        for row in 0..<frame.rowCount {
          guard let text = field[row].text else { continue }
          for (name, value) in pairs(in: text) {
            guard columns[name] != nil || columns.count < Self.columnLimit else { continue }
            columns[name, default: [:]][row] = value
          }
        }
        var result = frame
        if replaces { result.fields = keepsTime ? frame.fields.filter { $0.times != nil } : [] }
        result.fields += columns.map { name, values in
          Field(
            name: name,
            values: .init((0..<frame.rowCount).map { values[$0] ?? .missing }))
        }
        return result
      }
    }

    private func pairs(in text: String) -> [(String, FieldValue)] {
      if format != .kvp, let value = try? JSONValue(parsing: Array(text.utf8)) {
        if !paths.isEmpty { return picked(from: value) }
        if let object = value.object { return object.map { ($0.key, $0.value.fieldValue) } }
        if let list = value.array {
          return list.enumerated().map { ("\($0.offset)", $0.element.fieldValue) }
        }
      }
      guard format != .json else { return [] }
      return KeyValueText.pairs(in: text).map { ($0.key, .string($0.value)) }
    }

    private func picked(from value: JSONValue) -> [(String, FieldValue)] {
      paths.map { path in
        var place: JSONValue? = value
        for step in path.path.split(whereSeparator: { ".[]".contains($0) }) {
          place = place?[String(step)] ?? Int(step).flatMap { place?[$0] }
        }
        return (path.alias ?? path.path, place?.fieldValue ?? .missing)
      }
    }
  }
}

extension JSONValue {
  /// Objects and lists as their JSON.
  fileprivate var fieldValue: FieldValue {
    switch self {
    case .null: .missing
    case .bool(let flag): .boolean(flag)
    case .number(let number): .number(number)
    case .string(let text): .string(text)
    case .array, .object: .string(description)
    }
  }
}

/// Keys and values in the looser ways of writing: `a=1 b=2`, `a: "1", b: "2"`, `{a="1",b="2"}`,
/// `a=1&b=2`.
private enum KeyValueText {
  static func pairs(in text: String) -> [(key: String, value: String)] {
    var pairs: [(String, String)] = []
    var rest = Substring(text)
    let between: (Character) -> Bool = { $0.isWhitespace || ",;&{}".contains($0) }
    while true {
      rest = rest.drop(while: between)
      guard !rest.isEmpty else { return pairs }
      let key = word(&rest) { $0 == "=" || $0 == ":" || between($0) }
      rest = rest.drop { $0 == " " }
      guard let sign = rest.first, sign == "=" || sign == ":" else {
        // A word alone says nothing; so does a sign without a key.
        continue
      }
      rest = rest.dropFirst().drop { $0 == " " }
      let value = word(&rest, until: between)
      if !key.isEmpty { pairs.append((key, value)) }
    }
  }

  /// A word, or what stands between quotes.
  private static func word(
    _ rest: inout Substring, until ends: (Character) -> Bool
  ) -> String {
    guard let quote = rest.first, quote == "\"" || quote == "'" else {
      let word = rest.prefix { !ends($0) }
      rest = rest.dropFirst(word.count)
      return String(word)
    }
    var word = ""
    rest = rest.dropFirst()
    while let character = rest.popFirst(), character != quote {
      if character == "\\", let next = rest.popFirst() {
        word.append(next)
      } else {
        word.append(character)
      }
    }
    return word
  }
}
