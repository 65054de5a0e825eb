package import Frames
package import Times

/// What one source says of one alert.
package struct AlertSighting: Hashable, Sendable {
  /// Who found the alert.
  package enum Origin: Hashable, Sendable {
    /// A server that evaluates the rule.
    case rules
    case alertmanager
    /// hune itself.
    case here
  }

  /// The source's name.
  package var source: String
  package var origin: Origin
  /// Raw, as this source has them.
  package var labels: Labels
  package var annotations: Labels
  package var state: Alert.State
  /// When the condition was first seen to hold; at Alertmanager, when it fired.
  package var since: Instant?
  package var resolvedAt: Instant?
  package var value: Double?
  package var rule: Alert.Rule?
  /// Alertmanager's own name of the alert.
  package var fingerprint: String?
  package var silencedBy: [String] = []
  package var inhibitedBy: [String] = []
  package var receivers: [String] = []
  /// Where the alert was made: the address of a graph, at Prometheus.
  package var generatorURL: String?

  package init(
    source: String, origin: Origin, labels: Labels, annotations: Labels = Labels(),
    state: Alert.State, since: Instant? = nil, resolvedAt: Instant? = nil, value: Double? = nil,
    rule: Alert.Rule? = nil
  ) {
    self.source = source
    self.origin = origin
    self.labels = labels
    self.annotations = annotations
    self.state = state
    self.since = since
    self.resolvedAt = resolvedAt
    self.value = value
    self.rule = rule
  }
}
