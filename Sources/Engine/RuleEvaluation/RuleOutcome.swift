import Frames
package import Rules
import Samples
import Times

/// How a rule stands after an evaluation.
package struct RuleOutcome: Sendable {
  package var rule: Rule
  /// Of an alerting rule.
  package var alerting = AlertingState()
  /// Why the last evaluation failed.
  package var error: String?

  package init(_ rule: Rule) { self.rule = rule }
}

/// How the rules of a group stand.
package struct GroupOutcome: Sendable {
  package var group: RuleGroup
  package var rules: [RuleOutcome]

  package init(_ group: RuleGroup) {
    self.group = group
    rules = group.rules.map(RuleOutcome.init)
  }
}

extension RuleAlert {
  /// The series that Prometheus writes of a pending or firing alert of a rule.
  ///
  /// The alert's labels go over those of the rule as they are written: where a template gives
  /// nothing the alert has no label, and the series has the template's text.
  package func series(of rule: Rule) -> [RuleSample] {
    guard state != .inactive else { return [] }
    var labels = self.labels
    for label in rule.labels where labels[label.name] == nil {
      labels = labels.setting(label.name, label.text)
    }
    let activeAt = (self.activeAt.seconds).rounded(.down)
    return [
      RuleSample(
        labels: labels.setting("__name__", "ALERTS").setting("alertstate", state.rawValue),
        value: 1),
      RuleSample(labels: labels.setting("__name__", "ALERTS_FOR_STATE"), value: activeAt),
    ]
  }
}
