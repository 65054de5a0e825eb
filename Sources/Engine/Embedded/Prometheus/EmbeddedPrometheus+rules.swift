import Frames
import RuleEvaluation
import Rules
import Times

extension EmbeddedPrometheus {
  func rules(_ form: RequestForm, now: Instant) throws(APIError) -> [UInt8] {
    let type = form["type"].lowercased()
    guard ["", "alert", "record"].contains(type) else {
      throw .badParameter("type", "not supported value \(quoted(form["type"]))")
    }
    var json = JSONBytes()
    json.write("{\"groups\":[")
    for (index, outcome) in (backing.rules?.outcomes(at: now) ?? []).enumerated() {
      if index > 0 { json.write(",") }
      write(outcome, type, at: now, to: &json)
    }
    json.write("]}")
    return json.bytes
  }

  func alerts(now: Instant) -> [UInt8] {
    let rules = (backing.rules?.outcomes(at: now) ?? []).flatMap(\.rules)
    var json = JSONBytes()
    json.write("{\"alerts\":")
    json.write(alerts: rules.flatMap(\.alerting.active))
    json.write("}")
    return json.bytes
  }

  private func write(
    _ outcome: GroupOutcome, _ type: String, at now: Instant, to json: inout JSONBytes
  ) {
    let group = outcome.group
    let evaluated = backing.rules?.evaluated(group, at: now) ?? now
    let interval = group.interval ?? backing.rules?.history.interval ?? .seconds(15)
    json.write("{\"name\":")
    json.write(string: group.name)
    json.write(",\"file\":")
    json.write(string: group.file)
    json.write(",\"rules\":[")
    let shown = outcome.rules.filter {
      type.isEmpty || (type == "alert") == ($0.rule.alerting != nil)
    }
    for (index, rule) in shown.enumerated() {
      if index > 0 { json.write(",") }
      write(rule, at: evaluated, to: &json)
    }
    json.write("],\"interval\":")
    json.write(seconds: interval)
    json.write(",\"limit\":")
    json.write(integer: group.limit)
    json.write(",\"evaluationTime\":0.0012,\"lastEvaluation\":")
    json.write(time: evaluated)
    json.write("}")
  }

  private func write(_ outcome: RuleOutcome, at evaluated: Instant, to json: inout JSONBytes) {
    let rule = outcome.rule
    json.write("{")
    if rule.alerting != nil {
      json.write("\"state\":")
      json.write(string: outcome.alerting.state.rawValue)
      json.write(",")
    }
    json.write("\"name\":")
    json.write(string: rule.name)
    json.write(",\"query\":")
    json.write(string: "\(rule.expression)")
    if let alerting = rule.alerting {
      json.write(",\"duration\":")
      json.write(seconds: alerting.holdFor)
      json.write(",\"keepFiringFor\":")
      json.write(seconds: alerting.keepFiringFor)
    }
    if rule.alerting != nil || !rule.labels.isEmpty {
      json.write(",\"labels\":")
      json.write(Labels(rule.labels.map { ($0.name, $0.text) }))
    }
    if let alerting = rule.alerting {
      json.write(",\"annotations\":")
      json.write(Labels(alerting.annotations.map { ($0.name, $0.text) }))
      json.write(",\"alerts\":")
      json.write(alerts: outcome.alerting.active)
    }
    json.write(",\"health\":")
    json.write(string: outcome.error == nil ? "ok" : "err")
    if let error = outcome.error {
      json.write(",\"lastError\":")
      json.write(string: error)
    }
    json.write(",\"evaluationTime\":0.0004,\"lastEvaluation\":")
    json.write(time: evaluated)
    json.write(",\"type\":")
    json.write(string: rule.alerting == nil ? "recording" : "alerting")
    json.write("}")
  }
}

extension JSONBytes {
  fileprivate mutating func write(alerts: [RuleAlert]) {
    write("[")
    for (index, alert) in alerts.enumerated() {
      if index > 0 { write(",") }
      write("{\"labels\":")
      write(alert.labels)
      write(",\"annotations\":")
      write(alert.annotations)
      write(",\"state\":")
      write(string: alert.state.rawValue)
      write(",\"activeAt\":")
      write(time: alert.activeAt)
      write(",\"value\":\"")
      append(goExponent: alert.value)
      write("\"}")
    }
    write("]")
  }

  fileprivate mutating func write(seconds span: Span) { write(milliseconds: span.milliseconds) }

  /// RFC 3339 as Go writes it: a fraction only where there is one.
  fileprivate mutating func write(time: Instant) {
    let calendar = Calendar(.utc)
    var fraction = String(1_000_000_000 + time.nanoseconds.flooredRest).dropFirst()
    while fraction.hasSuffix("0") { fraction = fraction.dropLast() }
    let tail = fraction.isEmpty ? "" : "." + fraction
    let year = calendar.components(of: time).year
    write(string: "\(year)-\(calendar.date(time))T\(calendar.time(time))\(tail)Z")
  }
}

extension Int64 {
  /// Nanoseconds past the whole second.
  fileprivate var flooredRest: Int64 {
    let rest = self % 1_000_000_000
    return rest < 0 ? rest + 1_000_000_000 : rest
  }
}
