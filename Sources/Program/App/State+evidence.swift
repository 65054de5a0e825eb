import AlertScreen
import Alerts
import Configuration
import DataSources
import Dashboards
import Frames
import HTTP
import JSON
import Queries
import Times

// What speaks for an alert: the graph of its expression, its logs, its traces.
extension State {
  private static let evidenceName = "evidence"

  /// The graph of an alert is on the screen.
  var isEvidence: Bool {
    currentView.name == Self.evidenceName && overlay == nil && currentView.fullScreen == nil
  }

  /// Shows what the alert's rule compares over the time in which it fired, with its threshold.
  mutating func openEvidence(of alert: Alert) -> [Effect] {
    guard let expression = alert.expression else {
      notice = "no rule is known for \(alert.name)"
      return []
    }
    let parts = AlertExpression(expression)
    let start = (alert.since ?? now) - .minutes(30)
    let end = alert.resolvedAt.map { $0 + .minutes(10) } ?? now
    guard let dashboard = Self.dashboard(of: alert, parts, expression) else {
      notice = "the graph of \(alert.name) can't be drawn"
      return []
    }
    let view = ViewState(name: Self.evidenceName, layout: "", dashboard: dashboard)
    if let index = views.firstIndex(where: { $0.name == Self.evidenceName }) {
      views[index] = view
    } else {
      views.append(view)
    }
    let index = views.firstIndex { $0.name == Self.evidenceName } ?? views.count - 1
    viewBeforeEvidence = isEvidence ? viewBeforeEvidence : current
    selectionBeforeEvidence = selection
    let effects = openView(index)
    return effects + select(.fixed(TimeRange(from: start, to: max(end, start + .minutes(5)))))
  }

  /// Goes from the graph back to the alerts.
  mutating func leaveEvidence() -> [Effect] {
    let before = min(viewBeforeEvidence, views.count - 1)
    views.removeAll { $0.name == Self.evidenceName }
    if let selectionBeforeEvidence { selection = selectionBeforeEvidence }
    return openView(max(0, min(before, views.count - 1))) + openAlerts()
  }

  private static func dashboard(
    of alert: Alert, _ parts: AlertExpression, _ expression: String
  ) -> Dashboard? {
    var steps: [JSONValue] = [["color": "green", "value": .null]]
    if let threshold = parts.threshold {
      steps =
        parts.isBelow
        ? [["color": "red", "value": .null], ["color": "green", "value": .number(threshold)]]
        : [["color": "green", "value": .null], ["color": "red", "value": .number(threshold)]]
    }
    let line: JSONValue = ["thresholdsStyle": ["mode": "line"]]
    let layout: JSONValue = [
      "title": .string(alert.name),
      "panels": [
        [
          "id": 1, "type": "timeseries", "title": .string(expression),
          "gridPos": ["x": 0, "y": 0, "w": 24, "h": 24],
          "targets": [["refId": "A", "expr": .string(parts.series)]],
          "fieldConfig": [
            "defaults": [
              "custom": line, "thresholds": ["mode": "absolute", "steps": .array(steps)],
            ]
          ],
        ]
      ],
    ]
    return try? Layouts.dashboards(in: Array(layout.description.utf8), name: alert.name).first
  }

  /// Log lines with the labels that the alert shares with them, once the source has said which.
  mutating func openLogs(of alert: Alert) -> [Effect] {
    guard let source = settings.sources.first(where: { $0.kind == .loki }) else {
      notice = "no source of type loki"
      return []
    }
    notice = "looking for the logs of \(alert.name)"
    return [.findEvidence(evidenceRequest(alert, at: source))]
  }

  /// Traces that fail, with what the alert says of them.
  mutating func openTraces(of alert: Alert) -> [Effect] {
    guard let source = traceSource else {
      notice = "no source of traces"
      return []
    }
    notice = "looking for the traces of \(alert.name)"
    return [.findEvidence(evidenceRequest(alert, at: source))]
  }

  /// Over the time in which it fired, and a while before.
  private func evidenceRequest(_ alert: Alert, at source: DataSource) -> EvidenceRequest {
    let end = max(now, alert.resolvedAt ?? now)
    let from = min((alert.since ?? end) - .minutes(30), end - .hours(1))
    return EvidenceRequest(
      source: source, labels: alert.labels, range: TimeRange(from: from, to: end))
  }

  /// Shows what a source shares with an alert; who has gone elsewhere meanwhile stays there.
  mutating func apply(
    _ result: Result<[SharedLabels.Candidate], DataSourceError>, to request: EvidenceRequest
  ) -> [Effect] {
    guard case .alerts = screen else { return [] }
    notice = nil
    let isLogs = request.source.kind == .loki
    let shared: [SharedLabels.Candidate]
    switch result {
    case .success(let found): shared = found
    case .failure(let error):
      notice = "\(error)"
      return []
    }
    if shared.isEmpty {
      notice = "nothing at \(request.source.name) shares a label with the alert"
      return []
    }
    return isLogs
      ? openLogs(query: SharedLabels.selector(of: shared))
      : openTraces(query: SharedLabels.search(for: shared))
  }
}
