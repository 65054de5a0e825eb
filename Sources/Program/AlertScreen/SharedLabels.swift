package import DataSources
package import Frames
package import Times

/// What an alert has in common with log lines and spans: labels that mean the same under names that
/// differ from one server to another.
package struct SharedLabels: Hashable, Sendable {
  /// Names of one thing; a server has one or two of each row.
  private static let kin: [Set<String>] = [
    [
      "service_name", "service", "app", "application", "app_kubernetes_io_name", "job", "component",
    ],
    ["namespace", "kubernetes_namespace", "k8s_namespace_name"],
    ["pod", "kubernetes_pod_name", "k8s_pod_name"],
    ["container", "container_name", "k8s_container_name"],
    ["instance", "host", "hostname", "node", "nodename", "host_name"],
    ["cluster", "k8s_cluster_name"],
    ["platform", "social_platform"],
    ["queue", "queue_name", "messaging_destination_name"],
    ["workflow", "workflow_type", "temporal_workflow_type"],
  ]
  /// Names that say nothing of where an alert comes from.
  private static let others: Set<String> = ["alertname", "severity", "le", "quantile"]

  /// A label of a server, and a value of the alert that it may have.
  package struct Candidate: Hashable, Sendable {
    package var name: String
    package var value: String

    package init(name: String, value: String) { (self.name, self.value) = (name, value) }
  }

  private let labels: Labels

  package init(_ labels: Labels) { self.labels = labels }

  /// Which of a server's names could have which value, the surest first: at most eight.
  ///
  /// A span's attribute bears its scope and dots: `resource.service.name`.
  package func candidates(among names: [String]) -> [Candidate] {
    var exact: [Candidate] = []
    var related: [Candidate] = []
    for pair in labels.pairs where !Self.others.contains(pair.name) && !pair.value.isEmpty {
      let family = Self.kin.first { $0.contains(pair.name) } ?? []
      for name in names {
        let plain = Self.plain(name)
        let candidate = Candidate(name: name, value: pair.value)
        if plain == pair.name {
          exact.append(candidate)
        } else if family.contains(plain) {
          related.append(candidate)
        }
      }
    }
    return Array((exact + related).prefix(8))
  }

  private static func plain(_ name: String) -> String {
    var rest = name[...]
    for scope in ["resource.", "span.", "."] where rest.hasPrefix(scope) {
      rest = rest.dropFirst(scope.count)
      break
    }
    return String(rest.map { $0 == "." || $0 == "-" || $0 == "/" ? "_" : $0 })
  }

  /// The services that it may be about, for a server that knows nothing else of spans.
  package var services: [String] {
    let names = Self.kin[0]
    return labels.pairs.filter { names.contains($0.name) && !$0.value.isEmpty }.map(\.value)
  }

  /// The selector of the streams that have all of these.
  package static func selector(of shared: [Candidate]) -> String {
    "{" + shared.map { "\($0.name)=\(quoted($0.value))" }.joined(separator: ", ") + "}"
  }

  /// The search for spans that fail and have what is known of all their trace; where nothing is,
  /// what is known of one span.
  package static func search(for shared: [Candidate]) -> String {
    let whole = shared.filter { $0.name.hasPrefix("resource.") }
    let conditions = (whole.isEmpty ? Array(shared.prefix(1)) : whole).map {
      "\($0.name) = \(quoted($0.value))"
    }
    return "{ " + (conditions + ["status = error"]).joined(separator: " && ") + " }"
  }

  private static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": quoted += "\\\(scalar)"
      case "\n": quoted += "\\n"
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}

/// A question for what a source of lines or traces shares with an alert.
package struct EvidenceRequest: Hashable, Sendable {
  package var source: DataSource
  package var labels: Labels
  package var range: TimeRange

  package init(source: DataSource, labels: Labels, range: TimeRange) {
    self.source = source
    self.labels = labels
    self.range = range
  }
}
