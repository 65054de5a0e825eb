package import Frames
package import Times

/// An alert that a rule holds: one label set of its expression's result.
package struct RuleAlert: Hashable, Sendable {
  package enum State: String, Hashable, Sendable {
    /// Its result is there, not yet for as long as the rule asks.
    case pending
    case firing
    /// Resolved; kept for a while so that it is told.
    case inactive
  }

  package var state: State
  /// The result's labels without its metric's name, the rule's own, and `alertname`.
  package var labels: Labels
  package var annotations: Labels
  /// The last result.
  package var value: Double
  /// When the result was first there.
  package var activeAt: Instant
  package var firedAt: Instant?
  package var resolvedAt: Instant?
  /// Since when it fires without a result, by the rule's `keep_firing_for`.
  package var keptSince: Instant?
}

/// What a rule's evaluations have left: its alerts, and how the last one went.
package struct AlertingState: Hashable, Sendable {
  /// By label set; no order is meant.
  package internal(set) var alerts: [Labels: RuleAlert] = [:]
  package internal(set) var evaluatedAt: Instant?
  /// Why the last evaluation failed; `nil` when it went well.
  package internal(set) var error: String?

  package init() {}

  /// Pending and firing alerts, by their labels' order.
  package var active: [RuleAlert] {
    alerts.values.filter { $0.state != .inactive }
      .sorted { Labels.precede($0.labels, $1.labels) }
  }

  /// The worst state of the alerts.
  package var state: RuleAlert.State {
    let states = alerts.values.map(\.state)
    return states.contains(.firing) ? .firing : states.contains(.pending) ? .pending : .inactive
  }

  /// Notes that the expression could not be evaluated: alerts stay as they are.
  package mutating func fail(_ reason: String, at moment: Instant) {
    evaluatedAt = moment
    error = reason
  }
}
