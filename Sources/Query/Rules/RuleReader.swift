import Lexemes
import PromQLSyntax
import Times
import YAML

/// Reads groups and rules, with what Prometheus 2.42 refuses in them: `rulefmt` of its source.
struct RuleReader {
  let file: String
  var inspector = YAMLInspector()
  private(set) var groups: [RuleGroup] = []

  init(file: String) { self.file = file }

  mutating func read(_ root: YAMLPlace) {
    if case .null = root.value.node { return }
    switch root["kind"]?.value.text {
    case "PrometheusRule":
      guard let spec = root["spec"] else {
        inspector.report(.error, "missing", at: root, "a PrometheusRule needs a spec with groups")
        return
      }
      readGroups(spec, known: ["groups"])
    case let kind? where kind.hasSuffix("List"):
      for item in inspector.sequence(root["items"]) { read(item) }
    // A stream of manifests holds other resources too.
    case _?: break
    case nil: readGroups(root, known: ["groups"])
    }
  }

  private mutating func readGroups(_ place: YAMLPlace, known: [String]) {
    guard inspector.isMapping(place, known: known, .error) else { return }
    for group in inspector.sequence(place["groups"]) { read(group: group) }
  }

  /// `query_offset` and `labels` are of servers that came later, the last two of Thanos and Mimir.
  private static let groupKeys = [
    "name", "interval", "limit", "rules", "query_offset", "labels", "partial_response_strategy",
    "source_tenants",
  ]

  private mutating func read(group place: YAMLPlace) {
    // Go's reader passes over what is null in a list.
    if place.value.node == .null { return }
    guard inspector.isMapping(place, known: Self.groupKeys, .error) else { return }
    guard let name = inspector.text(place["name"]), !name.isEmpty else {
      inspector.report(.error, "missing", at: place, "Groupname must not be empty")
      return
    }
    if groups.contains(where: { $0.name == name }) {
      inspector.report(
        .error, "duplicate-name", at: place["name"] ?? place,
        "groupname: \"\(name)\" is repeated in the same file")
      return
    }
    var group = RuleGroup(name: name, file: file, interval: nil, limit: 0, rules: [])
    group.interval = duration(place["interval"])
    group.queryOffset = duration(place["query_offset"]) ?? .zero
    group.limit = limit(place["limit"])
    let common = templates(place["labels"], isLabel: true, isAlert: true)
    for rule in inspector.sequence(place["rules"]) where rule.value.node != .null {
      guard var read = read(rule: rule) else { continue }
      let own = Set(read.labels.map(\.name))
      read.labels.insert(contentsOf: common.filter { !own.contains($0.name) }, at: 0)
      if group.rules.contains(where: { $0.isSame(as: read) }) {
        inspector.report(
          .warning, "duplicate-rule", at: rule,
          "the group has a rule \(read.name) with the same labels already")
      }
      group.rules.append(read)
    }
    groups.append(group)
  }

  /// As Go reads an integer: a fraction is cut off.
  private mutating func limit(_ place: YAMLPlace?) -> Int {
    guard let place, let number = inspector.number(place) else { return 0 }
    if let limit = number.whole { return limit }
    inspector.report(.error, "wrong-type", at: place, "a number of 64 bits is expected here")
    return 0
  }

  /// A rule's name; an empty one is none.
  private mutating func name(_ place: YAMLPlace?) -> String? {
    inspector.text(place).flatMap { $0.isEmpty ? nil : $0 }
  }

  private static let ruleKeys = [
    "alert", "record", "expr", "for", "keep_firing_for", "labels", "annotations",
  ]

  private mutating func read(rule place: YAMLPlace) -> Rule? {
    guard inspector.isMapping(place, known: Self.ruleKeys, .error) else { return nil }
    let known = inspector.problems.count { $0.level == .error }
    let (alert, record) = (name(place["alert"]), name(place["record"]))
    let expression = expression(place["expr"], of: place)
    let labels = templates(place["labels"], isLabel: true, isAlert: alert != nil)
    let annotations = templates(place["annotations"], isLabel: false, isAlert: alert != nil)
    let hold = duration(place["for"])
    let keep = duration(place["keep_firing_for"])
    let kind: Rule.Kind
    switch (alert, record) {
    case (nil, nil):
      inspector.report(.error, "missing", at: place, "one of 'record' or 'alert' must be set")
      return nil
    case (.some, .some):
      inspector.report(
        .error, "both-kinds", at: place, "only one of 'record' and 'alert' must be set")
      return nil
    case (let name?, nil):
      kind = .alert(
        .init(
          name: name, holdFor: hold ?? .zero, keepFiringFor: keep ?? .zero,
          annotations: annotations))
    case (nil, let metric?):
      kind = .record(metric: metric)
      checkRecording(place, metric)
    }
    guard let expression, inspector.problems.count(where: { $0.level == .error }) == known else {
      return nil
    }
    return Rule(
      kind: kind, text: expression.text, expression: expression.tree, labels: labels,
      line: place.value.line)
  }

  private mutating func checkRecording(_ place: YAMLPlace, _ metric: String) {
    for key in ["annotations", "for", "keep_firing_for"] {
      guard let misplaced = place[key], !isNothing(misplaced) else { continue }
      inspector.report(
        .error, "misplaced", at: misplaced, "invalid field '\(key)' in recording rule")
    }
    if !isName(metric, withColons: true), let record = place["record"] {
      inspector.report(
        .error, "bad-name", at: record, "invalid recording rule name: \(metric)")
    }
  }

  /// Empty annotations, or a time of zero.
  private func isNothing(_ place: YAMLPlace) -> Bool {
    if place.isMapping { return place.entries.isEmpty }
    // What is no time at all is told of where it is read.
    return place.value.text.map { (try? DurationText.milliseconds($0)) ?? 0 == 0 } ?? false
  }

  private mutating func expression(
    _ place: YAMLPlace?, of rule: YAMLPlace
  ) -> (text: String, tree: Expression)? {
    guard let place, let text = inspector.text(place), !text.isEmpty else {
      inspector.report(.error, "missing", at: rule, "field 'expr' must be set in rule")
      return nil
    }
    do {
      return (text, try Expression(parsing: text))
    } catch {
      inspector.report(.error, "bad-expression", at: place, "could not parse expression: \(error)")
      return nil
    }
  }

  private mutating func templates(
    _ place: YAMLPlace?, isLabel: Bool, isAlert: Bool
  ) -> [Rule.Template] {
    guard let place else { return [] }
    let places = Dictionary(
      place.entries.map { ($0.key, $0.place) }, uniquingKeysWith: { first, _ in first })
    return inspector.texts(of: place).compactMap { key, text in
      guard let place = places[key] else { return nil }
      if !isName(key, withColons: false) || isLabel && key == "__name__" {
        let what = isLabel ? "label" : "annotation"
        inspector.report(.error, "bad-name", at: place, "invalid \(what) name: \(key)")
        return nil
      }
      if isAlert { check(template: text, of: (key, place), isLabel: isLabel) }
      return Rule.Template(name: key, text: text)
    }
  }

  private mutating func check(
    template text: String, of entry: (key: String, place: YAMLPlace), isLabel: Bool
  ) {
    let what = "\(isLabel ? "label" : "annotation") \"\(entry.key)\""
    do throws(TemplateError) {
      let template = try TemplateText(text)
      if let name = template.unevaluated.first {
        inspector.report(
          .warning, "not-evaluated", at: entry.place,
          "\(what): hune does not evaluate \(name); where it evaluates the rule itself, this text "
            + "says so")
      }
    } catch {
      inspector.report(.error, "bad-template", at: entry.place, "\(what): \(error.message)")
    }
  }

  /// A duration as Prometheus writes it: `5m`, `1h30m`, `0`.
  private mutating func duration(_ place: YAMLPlace?) -> Span? {
    guard let place, let text = inspector.text(place) else { return nil }
    do {
      return Span(milliseconds: try DurationText.milliseconds(text))
    } catch {
      inspector.report(.error, "bad-duration", at: place, error.words)
      return nil
    }
  }

  /// A label's name, or a metric's, which may hold colons.
  private func isName(_ name: String, withColons: Bool) -> Bool {
    guard let first = name.utf8.first, !(0x30...0x39).contains(first) else { return false }
    return name.utf8.allSatisfy { byte in
      (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
        || byte == 0x5F || withColons && byte == 0x3A
    }
  }
}

extension Rule {
  /// Whether two rules of a group would write the same series: promtool's lint warns of them.
  fileprivate func isSame(as other: Rule) -> Bool {
    name == other.name && (alerting == nil) == (other.alerting == nil)
      && labels.sorted { $0.name < $1.name } == other.labels.sorted { $0.name < $1.name }
  }
}
