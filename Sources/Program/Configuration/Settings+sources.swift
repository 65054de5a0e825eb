package import Dashboards
package import DataSources

extension Settings {
  /// The source that a layout means: by uid or name, else the first of its type, else the default.
  ///
  /// Layouts name the sources of the place they come from (`${DS_PROMETHEUS}`, `$datasource`, a
  /// uid of another Grafana); what can't be found by name is found by type.
  package func source(for reference: DataSourceRef?) -> DataSource? {
    if let uid = reference?.uid, !uid.hasPrefix("-- "),
      let named = sources.first(where: { $0.uid == uid || $0.name == uid })
    {
      return named
    }
    let kind = kind(of: reference)
    return sources.first { $0.kind.rawValue == kind }
  }

  /// The sources of a type, as the options of a variable that stands for one.
  package func options(ofType type: String) -> [Variable.Option] {
    let kind = kind(of: DataSourceRef(type: type))
    return sources.filter { $0.kind.rawValue == kind }.map {
      Variable.Option(text: $0.name, value: $0.uid)
    }
  }

  /// The type that a layout asks for, for the message that there is none: `loki`.
  package func kind(of reference: DataSourceRef?) -> String {
    // Grafana's own, such as `-- Dashboard --`, have no other type.
    if let uid = reference?.uid, uid.hasPrefix("-- "), uid != "-- Mixed --" {
      return uid.filter { $0.isLetter }.lowercased()
    }
    // Queries under `-- Mixed --` that name no source mean the default.
    guard reference?.uid != "-- Mixed --" else { return DataSource.Kind.prometheus.rawValue }
    guard let type = reference?.type, !type.isEmpty else {
      // Old layouts give a name alone, and people name sources after what they are.
      let name = reference?.uid?.lowercased() ?? ""
      return Self.otherTypes.first { name.contains($0) } ?? DataSource.Kind.prometheus.rawValue
    }
    if let kind = DataSource.Kind(plugin: type) { return kind.rawValue }
    return type == "datasource" ? "grafana" : type
  }

  /// Types of Grafana's sources whose questions no Prometheus can read.
  private static let otherTypes = [
    "loki", "tempo", "jaeger", "zipkin", "alertmanager", "influx", "elastic", "opensearch",
    "graphite", "cloudwatch", "stackdriver", "opentsdb", "postgres", "mysql", "mssql",
    "clickhouse", "pyroscope", "parca", "testdata",
  ]
}
