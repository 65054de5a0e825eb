import App
import DataSources
import Files
import Transport

/// What listens on this machine where servers usually do.
struct Discovery {
  var sources: [DataSource]
  var missing: [(kind: DataSource.Kind, port: UInt16)]

  static let ports: [(kind: DataSource.Kind, port: UInt16)] = [
    (.prometheus, 9090), (.loki, 3100), (.tempo, 3200), (.jaeger, 16686), (.alertmanager, 9093),
  ]

  static func run() -> Discovery {
    var discovery = Discovery(sources: [], missing: [])
    for (kind, port) in ports {
      if Loopback.isListening(port),
        let source = DataSource(
          name: kind.rawValue, kind: kind, address: "http://127.0.0.1:\(port)")
      {
        discovery.sources.append(source)
      } else {
        discovery.missing.append((kind, port))
      }
    }
    return discovery
  }

  var welcome: Welcome {
    Welcome(
      found: Self.ports.filter { place in !missing.contains { $0.kind == place.kind } }
        .map { Welcome.Place(kind: $0.kind.rawValue, port: $0.port) },
      missing: missing.map { Welcome.Place(kind: $0.kind.rawValue, port: $0.port) },
      path: (Paths.current().configuration ?? "~/.config/hune") + "/config.yaml")
  }
}
