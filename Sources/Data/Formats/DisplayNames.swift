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
  /// The field is told by its place in the frame.
  package func name(at index: Int, in frame: Frame, _ config: FieldConfig? = nil) -> String {
    guard frame.fields.indices.contains(index) else { return "" }
    let plain = plainName(at: index, in: frame)
    guard let template = config?.displayName, !template.isEmpty else { return plain }
    return NameTemplate.fill(template, frame.fields[index], plain: plain)
  }

  /// The name without a word of the config.
  private func plainName(at index: Int, in frame: Frame) -> String {
    let field = frame.fields[index]
    if let name = field.displayName ?? field.sourceName { return name }
    if field.times != nil, field.labels.isEmpty { return Self.unique(field.name, index, in: frame) }
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
    return name == field.name ? Self.unique(name, index, in: frame) : name
  }

  /// Columns of one name in a frame are counted, renamed ones too: `Value 1`, `Value 2`.
  private static func unique(_ name: String, _ index: Int, in frame: Frame) -> String {
    var (count, before) = (0, 0)
    for (place, field) in frame.fields.enumerated() where field.name == name {
      count += 1
      if place <= index { before += 1 }
    }
    return count > 1 ? "\(name) \(before)" : name
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
