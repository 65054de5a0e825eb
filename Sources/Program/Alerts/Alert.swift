package import Frames
package import Times

/// An alert as the views show it: all that the sources say of one and the same.
package struct Alert: Hashable, Sendable, Identifiable {
  /// How far an alert is; the later, the more urgent.
  package enum State: String, Hashable, Sendable, CaseIterable, Comparable {
    /// A rule without alerts: the list of rules shows it, no badge counts it.
    case inactive
    /// It fired lately.
    case resolved
    /// Its condition holds, not yet for as long as its rule asks.
    case pending
    case firing

    package static func < (left: State, right: State) -> Bool {
      (allCases.firstIndex(of: left) ?? 0) < (allCases.firstIndex(of: right) ?? 0)
    }
  }

  /// The fullest that is known, raw: Alertmanager's where it has the alert, which are those that a
  /// silence must match, else those of the server that evaluates the rule.
  package var labels: Labels
  package var annotations: Labels
  package var state: State
  /// When the condition was first seen to hold; at Alertmanager alone, when it fired.
  package var since: Instant?
  package var resolvedAt: Instant?
  /// The last result of the rule's expression.
  package var value: Double?
  package var rule: Rule?
  /// Who says so, in the order in which they were asked; never empty.
  package var sightings: [AlertSighting]

  /// The rule that an alert comes from.
  package struct Rule: Hashable, Sendable {
    package var group: String
    package var file: String
    package var expression: String
    package var holdFor: Span
    package var keepFiringFor: Span
    /// Why its last evaluation failed.
    package var error: String?

    package init(
      group: String, file: String, expression: String, holdFor: Span = .zero,
      keepFiringFor: Span = .zero, error: String? = nil
    ) {
      self.group = group
      self.file = file
      self.expression = expression
      self.holdFor = holdFor
      self.keepFiringFor = keepFiringFor
      self.error = error
    }
  }

  package var id: Labels { labels }
  package var name: String { labels["alertname"] ?? "" }
  package var severity: Severity { Severity(labels["severity"]) }

  /// The silences that hold it, by their ids, at any Alertmanager.
  package var silencedBy: [String] { unique(\.silencedBy) }
  /// The fingerprints of the alerts that inhibit it.
  package var inhibitedBy: [String] { unique(\.inhibitedBy) }
  package var receivers: [String] { unique(\.receivers) }
  /// A silence or another alert holds it back.
  package var isHeld: Bool { !silencedBy.isEmpty || !inhibitedBy.isEmpty }

  /// What Alertmanagers say of it: what a silence pins. Empty for one that none of them knows.
  package var atAlertmanagers: [AlertSighting] {
    sightings.filter { $0.origin == .alertmanager }
  }

  /// Where the alert was made: the address of a graph, at Prometheus.
  package var generatorURL: String? { sightings.lazy.compactMap(\.generatorURL).first }

  /// No server but hune itself found it.
  package var isEvaluatedHere: Bool { sightings.allSatisfy { $0.origin == .here } }

  private func unique(_ path: KeyPath<AlertSighting, [String]>) -> [String] {
    var seen: Set<String> = []
    return sightings.flatMap { $0[keyPath: path] }.filter { seen.insert($0).inserted }
  }
}
