import DataSources
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

  /// What was found, what was not, and the two ways on.
  var notice: String {
    let found = sources.map { "\($0.kind.rawValue) at \($0.url.drop { $0 != "1" })" }
    let none = missing.map { "\($0.kind.rawValue) (\($0.port))" }.joined(separator: ", ")
    let start = found.isEmpty ? "" : "found \(found.joined(separator: ", ")); "
    return "no configuration: \(start)nothing at \(none); hune demo, or hune --prometheus URL"
  }
}
