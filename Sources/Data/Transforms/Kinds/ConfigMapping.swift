import Frames

/// What columns are taken for, by the words of Grafana's "config from data" and "rows to fields".
package struct ConfigMapping: Hashable, Sendable {
  /// The column, by its display name.
  package var field: String
  /// What it stands for: `max`, `unit`, `field.name`…; `__ignore` for nothing.
  package var key: String
  /// What makes one value of a column; each key has one of its own when `nil`.
  package var reducer: Reducer?
  /// The colour of a threshold.
  package var color: String?

  package init(_ field: String, _ key: String, reducer: Reducer? = nil, color: String? = nil) {
    (self.field, self.key, self.reducer, self.color) = (field, key, reducer, color)
  }

  /// The keys that say how a field is shown.
  static let settings: Set = [
    "max", "min", "unit", "decimals", "displayName", "color", "threshold1", "mappings.value",
    "mappings.color", "mappings.text", "__ignore",
  ]
}

extension [ConfigMapping] {
  /// What a column stands for: as a mapping says, else by its own name.
  func role(of name: String) -> ConfigMapping {
    first { $0.field == name } ?? ConfigMapping(name, name.lowercased())
  }
}

extension Field {
  /// Takes on what a value says of how the field is shown; what is no value of that kind says
  /// nothing.
  mutating func set(_ mapping: ConfigMapping, to value: FieldValue) {
    switch mapping.key {
    case "unit": unit = value.text ?? unit
    case "displayName": displayName = value.text ?? displayName
    case "color": if let color = value.text { settings.append(.color(color)) }
    case "min": if let number = value.setting { settings.append(.min(number)) }
    case "max": if let number = value.setting { settings.append(.max(number)) }
    case "decimals":
      if let count = value.setting.flatMap({ Int(exactly: $0) }), 0...15 ~= count {
        settings.append(.decimals(count))
      }
    case "threshold1":
      if let number = value.setting {
        settings.append(.threshold(number, color: mapping.color ?? "red"))
      }
    default: break
    }
  }

  /// Takes columns of values, texts and colours for the mappings of the field.
  mutating func setMappings(values: Field?, texts: Field?, colors: Field?) {
    guard let values else { return }
    let mappings = (0..<Swift.min(values.count, 1_000)).compactMap { row -> Mapping? in
      values[row].text.map { Mapping(value: $0, text: texts?[row].text, color: colors?[row].text) }
    }
    settings.append(.mappings(mappings))
  }
}

extension FieldValue {
  fileprivate var setting: Double? { number.flatMap { $0.isNaN ? nil : $0 } }
}
