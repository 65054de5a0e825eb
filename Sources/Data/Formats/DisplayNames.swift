package import Frames

/// The names that the fields of a panel are shown by, decided once for legends, columns, tiles,
/// overrides and transformations alike.
package struct DisplayNames {
  /// True where the frames' names tell series apart.
  private let framesDiffer: Bool
  /// The one label that any series has; `nil` when there are several.
  private let singleLabel: String?

  package init(_ frames: [Frame]) {
    framesDiffer = zip(frames, frames.dropFirst()).contains { $0.name != $1.name }
    singleLabel = Self.singleLabel(of: frames)
  }

  /// A displayName of the config (with `${__field.labels.x}` filled in), a transformation's name,
  /// the data source's, else what Grafana makes of field name and labels.
  package func name(of field: Field, in frame: Frame, _ config: FieldConfig? = nil) -> String {
    if let template = config?.displayName, !template.isEmpty {
      return NameTemplate.fill(template, field, plain: plainName(of: field, in: frame))
    }
    return plainName(of: field, in: frame)
  }

  /// The name without a word of the config.
  private func plainName(of field: Field, in frame: Frame) -> String {
    if let name = field.displayName ?? field.sourceName { return name }
    if field.times != nil, field.labels.isEmpty { return field.name }
    var parts: [String] = []
    if framesDiffer, let name = frame.name { parts.append(name) }
    let isValue = field.name == "Value"
    if !isValue { parts.append(field.name) }
    if !field.labels.isEmpty {
      parts.append(singleLabel.flatMap { field.labels[$0] } ?? field.labels.description)
    } else if isValue, parts.isEmpty, let name = frame.name, !name.isEmpty {
      parts.append(name)
    }
    let name = parts.isEmpty ? field.name : parts.joined(separator: " ")
    return name == field.name ? Self.unique(field, in: frame) : name
  }

  /// Columns of one name in a frame are counted: `Value 1`, `Value 2`.
  private static func unique(_ field: Field, in frame: Frame) -> String {
    let namesakes = frame.fields.filter { $0.name == field.name && $0.displayName == nil }
    guard namesakes.count > 1, let place = namesakes.firstIndex(of: field) else {
      return field.name
    }
    return "\(field.name) \(place + 1)"
  }

  private static func singleLabel(of frames: [Frame]) -> String? {
    var single: String?
    for field in frames.lazy.flatMap(\.fields) {
      for pair in field.labels.pairs {
        if single == nil { single = pair.name }
        if pair.name != single { return nil }
      }
    }
    return single
  }
}

extension Labels {
  /// `{a="1", b="2"}`.
  package var description: String {
    "{" + pairs.map { "\($0.name)=\"\($0.value)\"" }.joined(separator: ", ") + "}"
  }
}
