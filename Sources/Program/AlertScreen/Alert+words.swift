package import Alerts
import HTTP

extension Alert {
  /// The expression of its rule; where only an Alertmanager tells of the alert, that in the address
  /// of the graph that Prometheus sends along.
  package var expression: String? {
    if let rule, !rule.expression.isEmpty { return rule.expression }
    guard let query = generatorURL?.split(separator: "?", maxSplits: 1).dropFirst().first else {
      return nil
    }
    return PercentEncoding.fields(query).first { $0.name == "g0.expr" }?.value
  }

  /// What tells it from others of its name: `queue=transcode service=media`.
  package var distinction: String {
    labels.pairs.filter { $0.name != "alertname" && $0.name != "severity" }
      .map { "\($0.name)=\($0.value)" }.joined(separator: " ")
  }
}
