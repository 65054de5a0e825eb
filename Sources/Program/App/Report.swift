package import JSON
package import Panels

/// A frame in words: what scripts learn from `hune render --format json`.
package struct Report: Sendable {
  package var title: String
  /// Milliseconds since the epoch.
  package var from: Int64
  package var to: Int64
  package var width: Int
  package var height: Int
  package var panels: [PanelSummary]
}

extension State {
  /// The view in words, the panels of collapsed rows included.
  package var report: Report {
    Report(
      title: currentView.dashboard.title,
      from: range.from.milliseconds,
      to: range.to.milliseconds, width: width, height: height,
      panels: currentView.dashboard.allPanels.compactMap {
        content(of: $0.id).map(PanelSummary.init)
      })
  }
}

extension Report {
  package var json: JSONValue {
    .object([
      "title": .string(title), "from": .number(Double(from)), "to": .number(Double(to)),
      "width": .number(Double(width)), "height": .number(Double(height)),
      "panels": .array(panels.map(\.json)),
    ])
  }
}

extension PanelSummary {
  fileprivate var json: JSONValue {
    .object([
      "id": .number(Double(id)), "title": .string(title), "type": .string(type),
      "state": .string(state), "notices": .array(notices.map { .string($0) }),
      "error": error.map { .string($0) } ?? .null, "series": .array(series.map { .string($0) }),
      "values": .array(values.map { .string($0) }),
    ])
  }
}
