import Configuration
import Dashboards
import DataSources
import Testing

private func settings() -> Settings {
  Settings(
    sources: [
      DataSource(name: "mimir", uid: "u1", kind: .prometheus, address: "http://127.0.0.1:1"),
      DataSource(name: "other", uid: "u2", kind: .prometheus, address: "http://127.0.0.1:2"),
    ].compactMap(\.self))
}

@Test(
  arguments: [
    (nil, "mimir"), (DataSourceRef(uid: "u2"), "other"), (DataSourceRef(uid: "other"), "other"),
    (DataSourceRef(type: "prometheus", uid: "${DS_PROMETHEUS}"), "mimir"),
    (DataSourceRef(type: "prometheus", uid: "elsewhere"), "mimir"),
    (DataSourceRef(type: "victoriametrics-metrics-datasource"), "mimir"),
    (DataSourceRef(type: "loki", uid: "x"), nil), (DataSourceRef(uid: "-- Grafana --"), nil),
    (DataSourceRef(type: "datasource", uid: "-- Dashboard --"), nil),
    (DataSourceRef(type: "datasource", uid: "-- Mixed --"), "mimir"),
    (DataSourceRef(uid: "Prometheus-EU"), "mimir"), (DataSourceRef(uid: "Loki"), nil),
    (DataSourceRef(uid: "eu-loki-2"), nil), (DataSourceRef(uid: "InfluxDB"), nil),
    (DataSourceRef(uid: "-- Mixed --"), "mimir"), (DataSourceRef(type: "influxdb"), nil),
  ] as [(DataSourceRef?, String?)])
func aLayoutsSourceIsFoundByNameElseByType(reference: DataSourceRef?, name: String?) {
  #expect(settings().source(for: reference)?.name == name)
}

@Test func whatIsMissingIsCalledByItsType() {
  #expect(settings().kind(of: DataSourceRef(type: "loki")) == "loki")
  #expect(settings().kind(of: DataSourceRef(uid: "Grafana Loki")) == "loki")
  #expect(settings().kind(of: nil) == "prometheus")
}

/// A source that is configured is found by its name, whatever the name says.
@Test func aNameThatIsConfiguredGoesBeforeWhatItSays() throws {
  var settings = settings()
  settings.sources.append(
    try #require(
      DataSource(name: "loki-metrics", kind: .prometheus, address: "http://127.0.0.1:3")))
  #expect(settings.source(for: DataSourceRef(uid: "loki-metrics"))?.name == "loki-metrics")
}
