import Frames
import Lexemes
import Times
import YAML

/// Reads the format; a key that promtool does not know is an error, as it is there.
struct RuleTestReader {
  var inspector = YAMLInspector()
  private(set) var file = RuleTestFile()

  mutating func read(_ root: YAMLPlace) {
    if case .null = root.value.node { return }
    let keys = ["rule_files", "evaluation_interval", "group_eval_order", "tests"]
    guard inspector.isMapping(root, known: keys, .error) else { return }
    file.ruleFiles = inspector.texts(root["rule_files"])
    if let interval = duration(root["evaluation_interval"]), interval > .zero {
      file.evaluationInterval = interval
    }
    file.groupOrder = inspector.texts(root["group_eval_order"])
    for place in inspector.sequence(root["tests"]) {
      if let test = test(place) { file.tests.append(test) }
    }
  }

  private static let testKeys = [
    "interval", "input_series", "alert_rule_test", "promql_expr_test", "external_labels",
    "external_url", "name",
  ]

  private mutating func test(_ place: YAMLPlace) -> RuleTestFile.Test? {
    guard inspector.isMapping(place, known: Self.testKeys, .error) else { return nil }
    var test = RuleTestFile.Test()
    test.line = place.value.line
    test.name = inspector.text(place["name"]) ?? ""
    test.interval = duration(place["interval"]) ?? .zero
    if test.interval <= .zero { test.interval = file.evaluationInterval }
    test.externalLabels = labels(place["external_labels"])
    test.externalURL = inspector.text(place["external_url"]) ?? ""
    for entry in inspector.sequence(place["input_series"]) {
      guard inspector.isMapping(entry, known: ["series", "values"], .error) else { continue }
      test.series.append(
        .init(
          name: inspector.text(entry["series"]) ?? "",
          values: inspector.text(entry["values"]) ?? "", line: entry.value.line))
    }
    for entry in inspector.sequence(place["alert_rule_test"]) {
      if let alert = alertTest(entry) { test.alerts.append(alert) }
    }
    for entry in inspector.sequence(place["promql_expr_test"]) {
      if let expression = expressionTest(entry) { test.expressions.append(expression) }
    }
    return test
  }

  private mutating func alertTest(_ place: YAMLPlace) -> RuleTestFile.AlertTest? {
    guard inspector.isMapping(place, known: ["eval_time", "alertname", "exp_alerts"], .error) else {
      return nil
    }
    guard let name = inspector.text(place["alertname"]), !name.isEmpty else {
      inspector.report(
        .error, "missing", at: place,
        "an item under alert_rule_test misses required attribute alertname")
      return nil
    }
    let expected = inspector.sequence(place["exp_alerts"]).map { entry in
      _ = inspector.isMapping(entry, known: ["exp_labels", "exp_annotations"], .error)
      return RuleTestFile.AlertTest.Expected(
        labels: labels(entry["exp_labels"]), annotations: labels(entry["exp_annotations"]))
    }
    return .init(
      time: duration(place["eval_time"]) ?? .zero, alert: name, expected: expected,
      line: place.value.line)
  }

  private mutating func expressionTest(_ place: YAMLPlace) -> RuleTestFile.ExpressionTest? {
    guard inspector.isMapping(place, known: ["expr", "eval_time", "exp_samples"], .error) else {
      return nil
    }
    let expected = inspector.sequence(place["exp_samples"]).map { entry in
      _ = inspector.isMapping(entry, known: ["labels", "value", "histogram"], .error)
      return RuleTestFile.ExpressionTest.Sample(
        labels: inspector.text(entry["labels"]) ?? "", value: number(entry["value"]),
        isHistogram: entry["histogram"] != nil)
    }
    return .init(
      time: duration(place["eval_time"]) ?? .zero,
      expression: inspector.text(place["expr"]) ?? "", expected: expected, line: place.value.line)
  }

  private mutating func number(_ place: YAMLPlace?) -> Double {
    guard let text = inspector.text(place) else { return 0 }
    switch text.lowercased() {
    case ".nan": return .nan
    case ".inf", "+.inf": return .infinity
    case "-.inf": return -.infinity
    default: break
    }
    guard let value = Double(text) else {
      if let place {
        inspector.report(.error, "wrong-type", at: place, "a number is expected here")
      }
      return 0
    }
    return value
  }

  private mutating func labels(_ place: YAMLPlace?) -> Labels {
    guard let place else { return Labels() }
    if case .null = place.value.node { return Labels() }
    guard place.isMapping else {
      inspector.report(.error, "wrong-type", at: place, "keys and values are expected here")
      return Labels()
    }
    return Labels(place.entries.map { ($0.key, $0.place.value.text ?? "") })
  }

  private mutating func duration(_ place: YAMLPlace?) -> Span? {
    guard let place, let text = inspector.text(place) else { return nil }
    do {
      return Span(milliseconds: try DurationText.milliseconds(text))
    } catch {
      inspector.report(.error, "bad-duration", at: place, error.words)
      return nil
    }
  }
}
