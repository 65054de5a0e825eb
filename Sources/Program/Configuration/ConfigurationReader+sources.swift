import DataSources
import HTTP
import Times
import YAML

// `datasources:` in the form of Grafana's provisioning files, and beside it Prometheus's own
// words for the same: https://grafana.com/docs/grafana/latest/administration/provisioning/ and
// https://prometheus.io/docs/prometheus/latest/configuration/configuration/#http_config
extension ConfigurationReader {
  private static let keys = [
    "name", "uid", "type", "url", "isDefault", "basicAuth", "basicAuthUser", "basicAuthPassword",
    "jsonData", "secureJsonData", "authorization", "basic_auth", "bearer_token_file", "tls_config",
    "proxy_url", "orgId", "access", "editable", "version", "database", "user", "password",
    "withCredentials", "readOnly", "correlations",
  ]

  mutating func sources(_ place: YAMLPlace?) -> [DataSource] {
    var sources: [(source: DataSource, isDefault: Bool)] = []
    for element in inspector.sequence(place) {
      guard let found = source(element) else { continue }
      if let name = element["name"], sources.contains(where: { $0.source.name == found.0.name }) {
        inspector.report(
          .error, "duplicate-name", at: name, "another source is called \(found.0.name) already")
        continue
      }
      sources.append(found)
    }
    // The first of a type is its default, so those that say so go first.
    return sources.filter(\.isDefault).map(\.source)
      + sources.filter { !$0.isDefault }.map(\.source)
  }

  private mutating func source(_ place: YAMLPlace) -> (DataSource, isDefault: Bool)? {
    guard inspector.isMapping(place, known: Self.keys) else { return nil }
    guard let name = inspector.text(place["name"]), !name.isEmpty else {
      inspector.report(.error, "missing", at: place, "a source needs a name: add `name: prod`")
      return nil
    }
    guard let kind = kind(place) else { return nil }
    guard let address = place["url"], let url = expanded(address) else {
      if place["url"] == nil {
        inspector.report(
          .error, "missing", at: place, "the source \(name) needs an address: add `url: http://…`")
      }
      return nil
    }
    let data = place["jsonData"]
    guard
      var source = DataSource(
        name: name, uid: inspector.text(place["uid"]), kind: kind, address: url,
        credentials: credentials(place, data: data, secrets: place["secureJsonData"]))
    else {
      inspector.report(
        .error, "bad-address", at: address,
        "not an address: write http://host:9090, https://host/path or unix:///path")
      return nil
    }
    if WebAddress(url)?.userInfo != nil { holdsSecrets = true }
    source.authorization = authorization(place)
    source.connection = connection(place, data: data, secrets: place["secureJsonData"])
    apply(data, to: &source)
    return (source, inspector.bool(place["isDefault"]) ?? false)
  }

  private mutating func kind(_ place: YAMLPlace) -> DataSource.Kind? {
    guard let type = place["type"], let text = inspector.text(type) else {
      inspector.report(
        .error, "missing", at: place,
        "a source needs a type: one of \(DataSource.Kind.allCases.map(\.rawValue).joined(separator: ", "))"
      )
      return nil
    }
    if let kind = DataSource.Kind(plugin: text) { return kind }
    let known = DataSource.Kind.allCases.map(\.rawValue)
    let near = known.nearest(to: text).map { "; did you mean \($0)?" } ?? ""
    // A provisioning file of Grafana's may name more than hune reads.
    inspector.report(
      near.isEmpty ? .warning : .error, "unknown-type", at: type,
      "hune reads no sources of type \(text): it is left out\(near)")
    return nil
  }

  private static let dataKeys = [
    "httpMethod", "timeInterval", "tlsAuth", "tlsAuthWithCACert", "tlsSkipVerify", "serverName",
    "timeout", "derivedFields", "implementation", "maxLines", "exemplarTraceIdDestinations",
    "prometheusType", "prometheusVersion", "cacheLevel", "incrementalQuerying", "manageAlerts",
    "incrementalQueryOverlapWindow", "disableRecordingRules", "disableMetricsLookup",
    "customQueryParameters", "queryTimeout", "defaultEditor", "keepCookies", "oauthPassThru",
    "tracesToLogs", "tracesToLogsV2", "tracesToMetrics", "tracesToProfiles", "serviceMap",
    "nodeGraph", "search", "lokiSearch", "spanBar", "traceQuery", "streamingEnabled",
    "alertmanagerUid", "handleGrafanaManagedAlerts", "sigV4Auth", "allowAsRecordingRulesTarget",
    "traceIdTimeParams", "predefinedOperations", "alertmanager", "seriesEndpoint", "seriesLimit",
  ]

  private mutating func apply(_ data: YAMLPlace?, to source: inout DataSource) {
    guard let data else { return }
    let headers = data.value.entries.map(\.key).filter { $0.hasPrefix("httpHeaderName") }
    guard inspector.isMapping(data, known: Self.dataKeys + headers) else { return }
    if let method = data["httpMethod"], let text = inspector.text(method) {
      if let known = HTTPRequest.Method(rawValue: text.uppercased()), known != .delete {
        source.method = known
      } else {
        inspector.report(.error, "wrong-value", at: method, "GET or POST is expected here")
      }
    }
    if let interval = span(data["timeInterval"], atLeast: .seconds(1)) {
      source.scrapeInterval = interval
    }
    // Those that lead to a source are the ones that name traces.
    source.traceFields = (data["derivedFields"]?.elements ?? []).compactMap { field in
      guard let matcher = inspector.text(field["matcherRegex"]), !matcher.isEmpty,
        field["datasourceUid"] != nil
      else { return nil }
      return DataSource.TraceField(
        matcher, isLabel: inspector.text(field["matcherType"]) == "label")
    }
    // The labels of exemplars that name their traces.
    source.traceFields += (data["exemplarTraceIdDestinations"]?.elements ?? []).compactMap {
      inspector.text($0["name"]).map { DataSource.TraceField($0, isLabel: true) }
    }
    if let seconds = inspector.integer(data["timeout"], in: 1...3600) {
      source.limits.totalSeconds = Double(seconds)
    }
  }

  /// A duration, a number being seconds.
  mutating func span(_ place: YAMLPlace?, atLeast least: Span) -> Span? {
    guard let place, let text = inspector.text(place) else { return nil }
    guard let span = try? Span(parsing: text), span >= least else {
      inspector.report(
        .error, "wrong-type", at: place,
        "a duration of at least \(least.prometheusText) is expected here, such as 30s or 1h30m")
      return nil
    }
    return span
  }
}

extension DataSource.Kind {
  /// The kind of source that a plugin of Grafana reads; nil for those that hune has none for.
  package init?(plugin type: String) {
    let type = type.lowercased()
    if let kind = Self(rawValue: type) {
      self = kind
    } else if ["mimir", "thanos", "cortex", "victoriametrics"].contains(type)
      || type.hasSuffix("-datasource")
        && ["prometheus", "victoriametrics-", "mimir"].contains(where: { type.contains($0) })
        && !type.contains("logs")
    {
      // Other servers that speak Prometheus's API have plugins of their own.
      self = .prometheus
    } else {
      return nil
    }
  }
}
