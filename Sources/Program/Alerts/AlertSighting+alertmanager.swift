package import DataSources
import Frames

extension Alertmanager.Report {
  /// The alerts as sightings at the source of that name.
  package func sightings(at source: String) -> [AlertSighting] {
    alerts.map { alert in
      var sighting = AlertSighting(
        source: source, origin: .alertmanager, labels: alert.labels,
        annotations: alert.annotations, state: .firing, since: alert.startsAt)
      sighting.fingerprint = alert.fingerprint
      sighting.silencedBy = alert.silencedBy
      sighting.inhibitedBy = alert.inhibitedBy
      sighting.receivers = alert.receivers
      sighting.generatorURL = alert.generatorURL
      return sighting
    }
  }
}
