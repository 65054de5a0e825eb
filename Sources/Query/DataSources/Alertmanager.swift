package import Frames
package import Times

/// Alertmanager's API v2, Grafana's and Mimir's by a prefix in the source's address:
/// `https://grafana.example/api/alertmanager/grafana`.
package enum Alertmanager {
  /// An alert as an Alertmanager has it.
  package struct Alert: Hashable, Sendable {
    package enum State: String, Hashable, Sendable {
      /// Its receivers are told.
      case active
      /// A silence or another alert holds it.
      case suppressed
      /// Not looked at yet.
      case unprocessed
    }

    package var labels: Labels
    package var annotations = Labels()
    package var startsAt: Instant?
    /// When it counts as resolved unless it is heard of again.
    package var endsAt: Instant?
    package var updatedAt: Instant?
    package var fingerprint = ""
    package var receivers: [String] = []
    package var state = State.active
    package var silencedBy: [String] = []
    package var inhibitedBy: [String] = []
    package var generatorURL: String?

    package init(labels: Labels) { self.labels = labels }
  }

  /// Alerts that are told to a receiver together.
  package struct Group: Hashable, Sendable {
    package var labels: Labels
    package var receiver: String
    package var alerts: [Alert]
  }

  package struct Status: Hashable, Sendable {
    package var version: String
    /// `ready`, `settling`, or `disabled` for one that stands alone.
    package var clusterStatus: String
    /// The members of its cluster, itself included: they share their silences.
    package var peers: [String]
  }

  /// All that the alert view asks of an Alertmanager.
  package struct Report: Hashable, Sendable {
    package var alerts: [Alert]
    package var silences: [Silence]
    /// `nil` where the server has none to tell, as Grafana's.
    package var status: Status?

    package init(alerts: [Alert], silences: [Silence], status: Status? = nil) {
      self.alerts = alerts
      self.silences = silences
      self.status = status
    }
  }
}
