package import PromQLSyntax
package import Times

/// A rule of a rule file: an expression that is evaluated again and again, and either makes alerts
/// of its result or records it as a metric.
package struct Rule: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    case alert(Alerting)
    /// The metric that the result becomes.
    case record(metric: String)
  }

  package struct Alerting: Hashable, Sendable {
    package var name: String
    /// How long the expression must give a result before the alert fires.
    package var holdFor: Span
    /// How long the alert stays after the last result.
    package var keepFiringFor: Span
    /// In the file's order; each value is a template.
    package var annotations: [Template]
  }

  package var kind: Kind
  /// As the file has it.
  package var text: String
  package var expression: Expression
  /// In the file's order; templates in an alert, plain texts in a recording rule.
  package var labels: [Template]
  /// Where the rule begins in its file, counted from 1.
  package var line: Int

  /// A label or an annotation.
  package struct Template: Hashable, Sendable {
    package var name: String
    package var text: String

    package init(name: String, text: String) {
      self.name = name
      self.text = text
    }
  }

  /// The alert's name, or the metric's.
  package var name: String {
    switch kind {
    case .alert(let alert): alert.name
    case .record(let metric): metric
    }
  }

  package var alerting: Alerting? {
    if case .alert(let alert) = kind { alert } else { nil }
  }
}

/// Rules that are evaluated together, in their order, at one moment.
package struct RuleGroup: Hashable, Sendable {
  package var name: String
  /// The file that it stands in.
  package var file: String
  /// Between two evaluations; the server's own when `nil`.
  package var interval: Span?
  /// The most alerts or series that a rule may give; 0 or less is any number.
  package var limit: Int
  /// How long before the evaluation the data are looked at: late samples have arrived by then.
  package var queryOffset = Span.zero
  package var rules: [Rule]
}
