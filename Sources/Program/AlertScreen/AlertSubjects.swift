package import Alerts
import Frames
import Matchers
import PromQLSyntax

/// What alerts are about: finds those whose rules ask for what a query asks for.
///
/// A rule and a query ask for the same where both name a metric and no condition of the query
/// speaks against the alert's labels, or against the conditions of the rule.
package struct AlertSubjects: Sendable {
  /// A query of a panel, as it was sent.
  package struct Question: Hashable, Sendable {
    package var expression: String
    /// The name of the source that it was sent to.
    package var source: String

    package init(expression: String, source: String) {
      self.expression = expression
      self.source = source
    }
  }

  /// A selector of a rule, and the alerts of that rule.
  private struct Subject: Sendable {
    var conditions: [String: LabelMatcher]
    var alerts: [Int]
  }

  private let alerts: [Alert]
  private var byMetric: [String: [Subject]] = [:]
  /// By panel, for alerts that name theirs as Grafana's do: `uid/id`.
  private var byPanel: [String: [Int]] = [:]
  /// The names of the servers that evaluate rules: what one of them finds is about its own data.
  private let evaluating: Set<String>

  package init(_ alerts: [Alert], evaluating: Set<String>) {
    self.alerts = alerts
    self.evaluating = evaluating
    var byExpression: [String: [Int]] = [:]
    for (place, alert) in alerts.enumerated() where alert.state == .firing {
      if let uid = alert.annotations["__dashboardUid__"],
        let panel = alert.annotations["__panelId__"]
      {
        byPanel["\(uid)/\(panel)", default: []].append(place)
      } else if let expression = alert.expression {
        byExpression[expression, default: []].append(place)
      }
    }
    for (text, places) in byExpression {
      guard let expression = try? Expression(parsing: text) else { continue }
      for selector in Set(expression.selectors) {
        guard let name = selector.metric else { continue }
        let conditions = selector.matchers.filter { $0.name != "__name__" && $0.op == .equal }
        byMetric[name, default: []].append(
          Subject(
            conditions: Dictionary(
              conditions.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first }),
            alerts: places))
      }
    }
  }

  package var isEmpty: Bool { byMetric.isEmpty && byPanel.isEmpty }

  /// The places of the alerts about what a panel asks for, in their order.
  package func alerts(about questions: [Question], ofPanel id: Int, in uid: String?) -> [Int] {
    var found: Set<Int> = []
    if let uid { found.formUnion(byPanel["\(uid)/\(id)"] ?? []) }
    for question in questions where byMetric.keys.contains(where: question.expression.contains) {
      guard let expression = try? Expression(parsing: question.expression) else { continue }
      for selector in expression.selectors { found.formUnion(alerts(about: selector, question)) }
    }
    return found.sorted()
  }

  private func alerts(about selector: VectorSelector, _ question: Question) -> [Int] {
    guard let name = selector.metric, let subjects = byMetric[name] else { return [] }
    let conditions = selector.matchers.compactMap { $0.name == "__name__" ? nil : $0.matcher }
    return subjects.flatMap { subject in
      let agrees = conditions.allSatisfy { condition in
        subject.conditions[condition.name].map { condition.matches($0.value) } ?? true
      }
      guard agrees else { return [Int]() }
      return subject.alerts.filter { place in
        let alert = alerts[place]
        return isFrom(question.source, alert)
          && conditions.allSatisfy { condition in
            // The rule gives these itself, whatever the series has.
            guard condition.name != "severity", let value = alert.labels[condition.name] else {
              return true
            }
            return condition.matches(value)
          }
      }
    }
  }

  /// What one server finds says nothing of the data of another that evaluates rules too.
  private func isFrom(_ source: String, _ alert: Alert) -> Bool {
    guard evaluating.contains(source) else { return true }
    let finders = alert.sightings.filter { $0.origin != .alertmanager }
    return finders.isEmpty || finders.contains { $0.source == source }
  }
}

extension VectorSelector {
  fileprivate var metric: String? {
    name ?? matchers.first { $0.name == "__name__" && $0.op == .equal }?.value
  }
}

extension LabelMatcher {
  /// `nil` for a pattern that can't be read.
  fileprivate var matcher: Matcher? {
    let operation: Matcher.Operation =
      switch op {
      case .equal: .equals
      case .notEqual: .differs
      case .matches: .matches
      case .notMatches: .fails
      }
    return try? Matcher(name, operation, value)
  }
}
