package import Frames

/// The name that a field is shown by, decided once for legends, columns and tiles alike.
package enum DisplayName {
  /// A displayName of the config (with `${__field.labels.x}` filled in), else the data source's
  /// name, else what Grafana makes of field name and labels.
  package static func of(
    _ field: Field, in frame: Frame, among frames: [Frame], _ config: FieldConfig?
  )
    -> String
  {
    if let template = config?.displayName, !template.isEmpty { return fill(template, field) }
    if let name = field.sourceName { return name }
    var parts: [String] = []
    if let name = frame.name, Set(frames.map(\.name)).count > 1 { parts.append(name) }
    if field.name != "Value" { parts.append(field.name) }
    if !field.labels.isEmpty {
      if let only = field.labels.pairs.first, hasOneLabel(frames, only.name) {
        parts.append(only.value)
      } else {
        let pairs = field.labels.pairs.map { "\($0.name)=\"\($0.value)\"" }
        parts.append("{" + pairs.joined(separator: ", ") + "}")
      }
    }
    return parts.isEmpty ? frame.name ?? field.name : parts.joined(separator: " ")
  }

  /// True where the series differ by the values of this label alone.
  private static func hasOneLabel(_ frames: [Frame], _ name: String) -> Bool {
    frames.allSatisfy { frame in
      frame.fields.allSatisfy { $0.labels.pairs.allSatisfy { $0.name == name } }
    }
  }

  private static func fill(_ template: String, _ field: Field) -> String {
    var text = ""
    var rest = template[...]
    while let start = rest.firstRange(of: "${__field.") {
      text += rest[..<start.lowerBound]
      guard let end = rest[start.upperBound...].firstIndex(of: "}") else { break }
      let path = rest[start.upperBound..<end]
      if path.hasPrefix("labels.") {
        text += field.labels[String(path.dropFirst(7))] ?? ""
      } else {
        text += path == "name" || path == "displayName" ? field.sourceName ?? field.name : ""
      }
      rest = rest[rest.index(after: end)...]
    }
    return text + rest
  }
}
