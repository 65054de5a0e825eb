package import DataSources
import Frames
import Rules
package import Times

/// `PrometheusDown`, which hune raises of its own sources: a dead server cannot.
package struct DownSources: Sendable {
  package static let alertName = "PrometheusDown"
  /// As long as the rule of that name asks where a server evaluates it.
  package static let holdFor = Span.minutes(1)

  /// By the names of servers that have been asked.
  private var states: [String: AlertingState] = [:]
  private var reasons: [String: String] = [:]

  package init() {}

  private static let rule: Rule? = {
    let text = """
      groups:
        - name: hune
          rules:
            - {alert: \(alertName), expr: vector(0), for: 1m, labels: {severity: critical}}
      """
    return RuleFile(bytes: Array(text.utf8), name: "hune").groups.first?.rules.first
  }()

  /// Notes whether a server answers; an error that is not the server's own is an answer.
  package mutating func note(_ error: DataSourceError?, of source: DataSource, at now: Instant) {
    guard source.kind == .prometheus, let rule = Self.rule, error?.code != .cancelled else {
      return
    }
    let isDown = error?.isOfSource ?? false
    let sample = RuleSample(labels: ["datasource": source.name], value: 0)
    states[source.name, default: AlertingState()].apply(isDown ? [sample] : [], of: rule, at: now)
    reasons[source.name] = isDown ? error?.description : nil
  }

  /// Forgets servers that are asked no more.
  package mutating func keep(_ names: Set<String>) {
    states = states.filter { names.contains($0.key) }
    reasons = reasons.filter { names.contains($0.key) }
  }

  /// When a pending alert fires if nothing answers until then.
  package var deadline: Instant? {
    states.values.flatMap(\.active).filter { $0.state == .pending }.map {
      $0.activeAt + Self.holdFor
    }
    .min()
  }

  package var sightings: [AlertSighting] {
    states.sorted { $0.key < $1.key }.flatMap { source, state in
      state.active.map { alert in
        var alert = alert
        alert.annotations = [
          "summary": "\(source) gives nothing",
          "description": reasons[source] ?? "\(source) gives nothing",
        ]
        return AlertSighting(
          source: source, alert,
          rule: Alert.Rule(
            group: "hune", file: "", expression: "", holdFor: Self.holdFor))
      }
    }
  }
}
