package import Frames

/// Names with `${__field.name}`, `${__field.labels.x}`, `${__series.name}` to be filled in.
package enum NameTemplate {
  /// `plain` is the name that the field has without the template. An unknown variable stays as it
  /// is written; a label that the field lacks is nothing.
  package static func fill(_ template: String, _ field: Field, plain: String) -> String {
    guard template.contains("__") else { return template }
    var text = ""
    var rest = template[...]
    while let start = rest.firstIndex(of: "$") {
      text += rest[..<start]
      rest = rest[start...]
      guard let (path, end) = path(in: rest) else {
        text.append("$")
        rest = rest.dropFirst()
        continue
      }
      text += value(of: path, field, plain) ?? String(rest[..<end])
      rest = rest[end...]
    }
    return text + rest
  }

  /// The path of the variable at the start of a text, and where it ends.
  private static func path(in text: Substring) -> (Substring, Substring.Index)? {
    let inner = text.dropFirst()
    if inner.hasPrefix("{__"), let end = inner.firstIndex(of: "}") {
      return (inner[inner.index(after: inner.startIndex)..<end], inner.index(after: end))
    }
    guard inner.hasPrefix("__") else { return nil }
    let path = inner.prefix { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "." }
    return (path, path.endIndex)
  }

  private static func value(of path: Substring, _ field: Field, _ plain: String) -> String? {
    // A format after a colon changes nothing of one text.
    let path = path.split(separator: ":", maxSplits: 1).first ?? path
    switch path {
    case "__field.name": return field.name
    case "__field.displayName", "__series.name": return plain
    case "__field.labels": return field.labels.isEmpty ? "" : field.labels.description
    default: return label(in: path).map { field.labels[$0] ?? "" }
    }
  }

  /// The label of `__field.labels.x`, `__field.labels["x"]` or `__series.labels.x`.
  private static func label(in path: Substring) -> String? {
    for start in ["__field.labels", "__series.labels", "__labels"] where path.hasPrefix(start) {
      let rest = path.dropFirst(start.count)
      if rest.hasPrefix(".") { return String(rest.dropFirst()) }
      if rest.hasPrefix("[") { return String(rest.filter { !"[]\"'".contains($0) }) }
    }
    return nil
  }
}
