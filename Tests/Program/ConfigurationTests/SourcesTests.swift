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
    (DataSourceRef(uid: "-- Mixed --"), "mimir"), (DataSourceRef(type: "influxdb"), nil),
  ] as [(DataSourceRef?, String?)])
func aLayoutsSourceIsFoundByNameElseByType(reference: DataSourceRef?, name: String?) {
  #expect(settings().source(for: reference)?.name == name)
}

@Test func whatIsMissingIsCalledByItsType() {
  #expect(settings().kind(of: DataSourceRef(type: "loki")) == "loki")
  #expect(settings().kind(of: nil) == "prometheus")
}
