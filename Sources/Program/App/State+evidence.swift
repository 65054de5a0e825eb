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

  /// Log lines with the labels that the alert shares with them.
  mutating func openLogs(of alert: Alert) -> [Effect] {
    let names = [
      "service_name", "service", "app", "application", "component", "job", "namespace", "pod",
      "container", "instance", "queue", "workflow", "platform",
    ]
    let shared = alert.labels.pairs.filter { names.contains($0.name) }
    let query = shared.first { ["service_name", "service", "app", "job"].contains($0.name) }
      .map { "{\($0.name)=\(JSONValue.string($0.value))}" }
    return openLogs(query: query)
  }

  /// Traces that fail, with what the alert says of them.
  mutating func openTraces(of alert: Alert) -> [Effect] {
    guard hasTraces else {
      notice = "no source of traces"
      return []
    }
    let attributes = [
      ("service_name", "resource.service.name"), ("service", "resource.service.name"),
      ("app", "resource.service.name"), ("platform", "span.social.platform"),
    ]
    let found = attributes.first { alert.labels[$0.0] != nil }
    let condition =
      found.map { "\($0.1) = \(JSONValue.string(alert.labels[$0.0] ?? "")) && " } ?? ""
    return openTraces(query: "{ \(condition)status = error }")
  }
}
