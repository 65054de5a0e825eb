package import Frames
package import Times

/// A sample of an expression's result.
package struct RuleSample: Hashable, Sendable {
  package var labels: Labels
  package var value: Double

  package init(labels: Labels, value: Double) {
    self.labels = labels
    self.value = value
  }
}

// The state machine of an alerting rule, as `rules/alerting.go` of Prometheus 2.42 has it.
extension AlertingState {
  /// How long a resolved alert is kept, for those that ask late.
  package static let retention = Span.minutes(15)

  /// Takes the result of the rule's expression at a moment.
  ///
  /// Above `limit` alerts, where it is above 0, all of them go and the rule has failed.
  /// `externalLabels` are the server's, for templates; they don't stand on the alerts. `query`
  /// answers what templates ask.
  package mutating func apply(
    _ samples: [RuleSample], of rule: Rule, limit: Int = 0, at moment: Instant,
    externalLabels: Labels = Labels(), externalURL: String = "",
    query: TemplateText.Context.Query? = nil
  ) {
    guard let alerting = rule.alerting else { return }
    evaluatedAt = moment
    var results: [Labels: RuleAlert] = [:]
    for sample in samples {
      let context = TemplateText.Context(
        value: sample.value, labels: sample.labels.withoutName,
        externalLabels: externalLabels, externalURL: externalURL, query: query)
      let alert = alert(of: rule, alerting, sample, context, at: moment)
      guard results.updateValue(alert, forKey: alert.labels) == nil else {
        error = "vector contains metrics with the same labelset after applying alert labels"
        return
      }
    }
    error = nil
    take(results)
    let count = advance(present: Set(results.keys), by: alerting, at: moment)
    if limit > 0, count > limit {
      alerts = [:]
      error = "exceeded limit of \(limit) with \(count) alerts"
    }
  }

  private func alert(
    of rule: Rule, _ alerting: Rule.Alerting, _ sample: RuleSample,
    _ context: TemplateText.Context, at moment: Instant
  ) -> RuleAlert {
    var labels = context.labels
    for label in rule.labels {
      labels = labels.setting(label.name, TemplateText.expand(label.text, in: context))
    }
    labels = labels.setting("alertname", alerting.name)
    let annotations = Labels(
      alerting.annotations.map { ($0.name, TemplateText.expand($0.text, in: context)) })
    return RuleAlert(
      state: .pending, labels: labels, annotations: annotations, value: sample.value,
      activeAt: moment)
  }

  /// Alerts that are there already keep their times; the others begin.
  private mutating func take(_ results: [Labels: RuleAlert]) {
    for (labels, result) in results {
      if var known = alerts[labels], known.state != .inactive {
        known.value = result.value
        known.annotations = result.annotations
        alerts[labels] = known
      } else {
        alerts[labels] = result
      }
    }
  }

  /// Moves every alert on; gives the number of those that are pending or firing.
  private mutating func advance(
    present: Set<Labels>, by alerting: Rule.Alerting, at moment: Instant
  ) -> Int {
    var count = 0
    for (labels, var alert) in alerts {
      if present.contains(labels) {
        alert.keptSince = nil
      } else {
        let isKept = alert.state == .firing && isKept(&alert, by: alerting, at: moment)
        let isOver = alert.resolvedAt.map { moment - $0 > Self.retention } ?? false
        if alert.state == .pending || isOver {
          alerts[labels] = nil
          continue
        }
        if !isKept {
          if alert.state != .inactive {
            alert.state = .inactive
            alert.resolvedAt = moment
          }
          alerts[labels] = alert
          continue
        }
      }
      count += 1
      if alert.state == .pending, moment - alert.activeAt >= alerting.holdFor {
        alert.state = .firing
        alert.firedAt = moment
      }
      alerts[labels] = alert
    }
    return count
  }

  private func isKept(
    _ alert: inout RuleAlert, by alerting: Rule.Alerting, at moment: Instant
  ) -> Bool {
    guard alerting.keepFiringFor > .zero else { return false }
    let since = alert.keptSince ?? moment
    alert.keptSince = since
    return moment - since < alerting.keepFiringFor
  }
}
