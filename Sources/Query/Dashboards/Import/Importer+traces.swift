import JSON

/// Questions for traces that Grafana keeps as fields of a form.
extension Importer {
  /// The question as text: TraceQL of Tempo's search forms, pairs of Jaeger's. `nil` for targets
  /// that have no such form.
  func traceSearch(_ place: Place) -> String? {
    func text(_ name: String) -> String? {
      place[name].value?.string.flatMap { $0.isEmpty ? nil : $0 }
    }
    switch place["queryType"].value?.string {
    case "traceqlSearch":
      return TraceForm.query(of: place["filters"].value?.array ?? [])
    case "nativeSearch":
      return TraceForm.query(
        service: text("serviceName"), name: text("spanName"), tags: text("search"),
        least: text("minDuration"), most: text("maxDuration"))
    case "search":
      guard let service = text("service") else { return nil }
      return TraceForm.pairs([
        ("service", service), ("operation", text("operation") == "All" ? nil : text("operation")),
        ("minDuration", text("minDuration")), ("maxDuration", text("maxDuration")),
      ]) + (text("tags").map { " " + $0 } ?? "")
    default: return nil
    }
  }
}

private enum TraceForm {
  /// Of filters as `{"tag": "service.name", "scope": "resource", "operator": "=", "value": […],
  /// "valueType": "string"}`; several values of one are alternatives.
  static func query(of filters: [JSONValue]) -> String {
    let conditions = filters.compactMap { filter -> String? in
      guard let tag = filter["tag"]?.string, !tag.isEmpty else { return nil }
      let values =
        filter["value"]?.array?.compactMap(\.string) ?? filter["value"]?.string.map { [$0] }
      guard let values, !values.isEmpty, values != [""] else { return nil }
      var op = filter["operator"]?.string ?? "="
      let name: String
      switch filter["scope"]?.string {
      case "intrinsic": name = tag
      case "resource": name = "resource.\(tag)"
      case "span": name = "span.\(tag)"
      case "event": name = "event.\(tag)"
      default: name = intrinsics.contains(tag) ? tag : ".\(tag)"
      }
      let isText = filter["valueType"]?.string.map { $0 == "string" } ?? !isBare(values[0])
      if values.count > 1, isText { op = op == "!=" ? "!~" : op == "=" ? "=~" : op }
      let joined = values.joined(separator: "|")
      // Durations are kept as two names, each of the same attribute.
      return "\(name)\(op)\(isText ? quoted(joined) : joined)"
    }
    return "{" + conditions.joined(separator: " && ") + "}"
  }

  /// Of the form that came before TraceQL.
  static func query(
    service: String?, name: String?, tags: String?, least: String?, most: String?
  ) -> String {
    var conditions: [String] = []
    if let service { conditions.append("resource.service.name=\(quoted(service))") }
    if let name { conditions.append("name=\(quoted(name))") }
    for pair in Logfmt.pairs(in: (tags ?? "").utf8) where pair.value != nil {
      conditions.append(".\(pair.key)=\(quoted(pair.value ?? ""))")
    }
    if let least { conditions.append("duration>=\(least)") }
    if let most { conditions.append("duration<=\(most)") }
    return "{" + conditions.joined(separator: " && ") + "}"
  }

  static func pairs(_ pairs: [(String, String?)]) -> String {
    pairs.compactMap { name, value in
      value.map { "\(name)=\($0.contains(" ") ? quoted($0) : $0)" }
    }.joined(separator: " ")
  }

  private static let intrinsics: Set = [
    "name", "status", "kind", "duration", "traceDuration", "rootName", "rootServiceName",
    "statusMessage",
  ]

  /// A number, a duration or a keyword, which stands without quotes.
  private static func isBare(_ text: String) -> Bool {
    ["error", "ok", "unset", "true", "false"].contains(text)
      || text.first?.isNumber == true && Double(text.prefix { $0.isNumber || $0 == "." }) != nil
  }

  private static func quoted(_ text: String) -> String {
    "\"" + String(text.flatMap { $0 == "\"" || $0 == "\\" ? ["\\", $0] : [$0] }) + "\""
  }
}
