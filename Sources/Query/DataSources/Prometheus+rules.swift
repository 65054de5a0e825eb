import Frames
package import HTTP
import JSON
import Times

extension Prometheus {
  /// The request for the rules that a server evaluates, with their alerts.
  package static func rules(of source: DataSource) -> HTTPRequest {
    source.request(.get, "/api/v1/rules")
  }

  /// The request for the alerts alone: shorter, without the rules that they come from.
  package static func alerts(of source: DataSource) -> HTTPRequest {
    source.request(.get, "/api/v1/alerts")
  }

  /// The rules in a reply to `rules`; VictoriaMetrics without vmalert has none.
  package static func ruleReport(
    from response: HTTPResponse, of source: DataSource
  ) throws(DataSourceError) -> RuleReport {
    let (groups, notices) = try data(of: response, from: source.name) {
      (cursor) throws(JSONError) in
      try cursor.value()["groups"]?.array ?? []
    }
    return RuleReport(groups: (groups ?? []).map(group), notices: notices)
  }

  /// The alerts in a reply to `alerts`.
  package static func alerts(
    from response: HTTPResponse, of source: DataSource
  ) throws(DataSourceError) -> Listing<RuleReport.ActiveAlert> {
    let (alerts, notices) = try data(of: response, from: source.name) {
      (cursor) throws(JSONError) in
      try cursor.value()["alerts"]?.array ?? []
    }
    return Listing(elements: (alerts ?? []).compactMap(alert), notices: notices)
  }

  private static func group(_ value: JSONValue) -> RuleReport.Group {
    RuleReport.Group(
      name: value["name"]?.string ?? "", file: value["file"]?.string ?? "",
      interval: span(value["interval"]), evaluatedAt: instant(value["lastEvaluation"]),
      rules: (value["rules"]?.array ?? []).compactMap(rule))
  }

  private static func rule(_ value: JSONValue) -> RuleReport.Rule? {
    guard let name = value["name"]?.string else { return nil }
    return RuleReport.Rule(
      name: name, isAlerting: value["type"]?.string != "recording",
      expression: value["query"]?.string ?? "", holdFor: span(value["duration"]),
      keepFiringFor: span(value["keepFiringFor"]), labels: labels(value["labels"]),
      annotations: labels(value["annotations"]), health: value["health"]?.string ?? "unknown",
      error: value["lastError"]?.string.flatMap { $0.isEmpty ? nil : $0 },
      evaluatedAt: instant(value["lastEvaluation"]),
      alerts: (value["alerts"]?.array ?? []).compactMap(alert))
  }

  /// `nil` for what is neither pending nor firing: vmalert lists inactive ones too.
  private static func alert(_ value: JSONValue) -> RuleReport.ActiveAlert? {
    guard let state = value["state"]?.string, state == "pending" || state == "firing" else {
      return nil
    }
    return RuleReport.ActiveAlert(
      labels: labels(value["labels"]), annotations: labels(value["annotations"]),
      isFiring: state == "firing", activeAt: instant(value["activeAt"]),
      value: value["value"]?.lenientNumber)
  }

  private static func span(_ value: JSONValue?) -> Span {
    let seconds = value?.lenientNumber ?? 0
    return seconds.isFinite ? .seconds(max(0, seconds)) : .zero
  }

  private static func instant(_ value: JSONValue?) -> Instant? {
    value?.string.flatMap(Instant.init(iso8601:))
  }

  private static func labels(_ value: JSONValue?) -> Labels {
    Labels(
      (value?.object?.members ?? []).compactMap { member in
        member.value.string.map { (member.key, $0) }
      })
  }
}
