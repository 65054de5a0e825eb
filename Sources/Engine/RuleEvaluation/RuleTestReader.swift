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
    file.ruleFiles = texts(root["rule_files"])
    if let interval = duration(root["evaluation_interval"]), interval > .zero {
      file.evaluationInterval = interval
    }
    file.groupOrder = texts(root["group_eval_order"])
    for place in inspector.sequence(root["tests"]) where place.value.node != .null {
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
    for entry in inspector.sequence(place["input_series"]) where entry.value.node != .null {
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
    guard isMapping(place, known: ["eval_time", "alertname", "exp_alerts"]) else { return nil }
    guard let name = inspector.text(place["alertname"]), !name.isEmpty else {
      inspector.report(
        .error, "missing", at: place,
        "an item under alert_rule_test misses required attribute alertname")
      return nil
    }
    let expected = inspector.sequence(place["exp_alerts"]).map { entry in
      _ = isMapping(entry, known: ["exp_labels", "exp_annotations"])
      return RuleTestFile.AlertTest.Expected(
        labels: labels(entry["exp_labels"]), annotations: labels(entry["exp_annotations"]))
    }
    return .init(
      time: duration(place["eval_time"]) ?? .zero, alert: name, expected: expected,
      line: place.value.line)
  }

  private mutating func expressionTest(_ place: YAMLPlace) -> RuleTestFile.ExpressionTest? {
    guard isMapping(place, known: ["expr", "eval_time", "exp_samples"]) else { return nil }
    let expected = inspector.sequence(place["exp_samples"]).map { entry in
      _ = isMapping(entry, known: ["labels", "value", "histogram"])
      return RuleTestFile.ExpressionTest.Sample(
        labels: inspector.text(entry["labels"]) ?? "",
        value: inspector.number(entry["value"])?.value ?? 0,
        isHistogram: entry["histogram"] != nil)
    }
    return .init(
      time: duration(place["eval_time"]) ?? .zero,
      expression: inspector.text(place["expr"]) ?? "", expected: expected, line: place.value.line)
  }

  /// What is null in a list is there, and empty.
  private mutating func isMapping(_ place: YAMLPlace, known keys: [String]) -> Bool {
    place.value.node == .null || inspector.isMapping(place, known: keys, .error)
  }

  /// A list of texts; one text alone is none.
  private mutating func texts(_ place: YAMLPlace?) -> [String] {
    var texts: [String] = []
    for element in inspector.sequence(place) where element.value.node != .null {
      if let text = inspector.text(element) { texts.append(text) }
    }
    return texts
  }

  private mutating func labels(_ place: YAMLPlace?) -> Labels {
    Labels(inspector.texts(of: place).map { ($0.key, $0.text) })
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
