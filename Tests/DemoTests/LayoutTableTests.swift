import Dashboards
import Foundation
import Testing

/// The shipped dashboards against the tables in `Fixtures/`.
@Suite struct LayoutTableTests {
  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()

  /// The rows of a table, each split at its tabs.
  private static func table(_ name: String) throws -> [[String]] {
    try String(contentsOf: folder.appendingPathComponent("Fixtures/\(name)"), encoding: .utf8)
      .split(separator: "\n").filter { !$0.hasPrefix("#") }
      .map { $0.split(separator: "\t").map(String.init) }
  }

  private static func dashboard(_ name: String) throws -> Dashboard {
    let file = folder.appendingPathComponent("../../layouts/\(name)")
    return try #require(
      try Layouts.dashboards(in: Array(try Data(contentsOf: file)), name: name).first)
  }

  private static func panels(of dashboard: Dashboard) -> [Panel] {
    dashboard.panels
  }

  /// The kind of a panel as the table has it.
  private static func kind(of panel: Panel) -> String {
    let sources = panel.targets.map { $0.dataSource?.type } + [panel.dataSource?.type]
    let asksForTraces = sources.contains("tempo") || sources.contains("jaeger")
    switch panel.kind.name {
    case "timeseries": return "ts"
    case "piechart": return "pie"
    case "state-timeline": return "state"
    case "alertlist": return "alerts"
    case "table", "traces": return asksForTraces ? "traces" : "table"
    default: return panel.kind.name
    }
  }

  @Test func everyDashboardHasExactlyItsPanels() throws {
    let rows = try Self.table("panels.tsv")
    #expect(rows.count == 130)
    for (layout, rows) in Dictionary(grouping: rows, by: { $0[0] }) {
      let dashboard = try Self.dashboard(layout + ".json")
      #expect(dashboard.title == rows[0][1])
      let panels = Self.panels(of: dashboard)
      #expect(Set(panels.map(\.title)) == Set(rows.map { $0[2] }), "\(layout)")
      #expect(panels.count == rows.count, "\(layout)")
      for row in rows {
        let panel = try #require(panels.first { $0.title == row[2] })
        let kinds = row[3].split(separator: "|").map(String.init)
        #expect(kinds.contains(Self.kind(of: panel)), "\(layout): \(row[2])")
      }
    }
  }

  @Test func everyMetricOfASystemIsInOneOfItsPanels() throws {
    let rows = try Self.table("panels.tsv")
    let metrics = try Self.table("metrics.tsv")
    #expect(metrics.count == 80)
    for (system, metrics) in Dictionary(grouping: metrics, by: { $0[0] }) {
      let layouts = Set(rows.map { $0[0] }.filter { $0.hasPrefix(system + "/") })
      let queries = try layouts.flatMap { layout in
        Self.panels(of: try Self.dashboard(layout + ".json")).flatMap(\.targets)
          .map(\.expr)
      }
      for metric in metrics.map({ $0[1] }) {
        let pattern = try Regex("\\b\(metric)(_bucket|_sum|_count)?\\b")
        #expect(queries.contains { $0.contains(pattern) }, "\(system): \(metric)")
      }
    }
  }

  @Test(arguments: ["queues", "api", "standby"])
  func aManifestHoldsTheDashboardItIsNamedAfter(name: String) throws {
    let manifest = try Self.dashboard("luneo-queues/gitops/\(name).yaml")
    #expect(manifest == (try Self.dashboard("luneo-queues/\(name).json")))
  }
}
