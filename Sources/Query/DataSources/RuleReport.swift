package import Frames
package import Times

/// What a server says of the rules that it evaluates: a reply to `/api/v1/rules`.
package struct RuleReport: Hashable, Sendable {
  package var groups: [Group]
  package var notices: [Frame.Notice] = []

  package struct Group: Hashable, Sendable {
    package var name: String
    package var file: String
    /// Between two evaluations.
    package var interval: Span
    package var evaluatedAt: Instant?
    package var rules: [Rule]

    /// When the next evaluation is later than a server that keeps up would be: three intervals.
    package func isLate(at moment: Instant) -> Bool {
      guard let evaluatedAt, interval > .zero else { return false }
      return moment - evaluatedAt > max(interval * 3, .seconds(15))
    }
  }

  package struct Rule: Hashable, Sendable {
    /// The alert's name, or the metric's that is recorded.
    package var name: String
    package var isAlerting: Bool
    /// As the server prints it.
    package var expression: String
    package var holdFor: Span = .zero
    package var keepFiringFor: Span = .zero
    package var labels = Labels()
    /// Templates, not their texts.
    package var annotations = Labels()
    /// `ok`, `err`, or `unknown` before the first evaluation.
    package var health: String
    /// Why the last evaluation failed.
    package var error: String?
    package var evaluatedAt: Instant?
    package var alerts: [ActiveAlert] = []
  }

  /// A pending or firing alert.
  package struct ActiveAlert: Hashable, Sendable {
    package var labels: Labels
    package var annotations: Labels
    package var isFiring: Bool
    package var activeAt: Instant?
    package var value: Double?

    package init(
      labels: Labels, annotations: Labels, isFiring: Bool, activeAt: Instant? = nil,
      value: Double? = nil
    ) {
      self.labels = labels
      self.annotations = annotations
      self.isFiring = isFiring
      self.activeAt = activeAt
      self.value = value
    }
  }

  package init(groups: [Group], notices: [Frame.Notice] = []) {
    self.groups = groups
    self.notices = notices
  }
}
