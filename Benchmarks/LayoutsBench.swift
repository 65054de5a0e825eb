import Dashboards
import Files
import Queries
import Times

/// A dashboard opened: its bytes read, its variables filled in, its panels placed.
enum LayoutsBench {
  /// A made-up file of the size of the largest real ones, some 500 kB.
  static func run(_ median: (Int, () throws -> Int) throws -> Double) throws {
    let seconds = try median(11) { try open(made(panels: 170)) }
    print("open a dashboard of 170 panels, ms\t\(seconds * 1000)\t100")
  }

  /// Each of the files, the slowest last.
  static func run(
    files: [String], _ median: (Int, () throws -> Int) throws -> Double
  ) throws {
    var times: [(seconds: Double, file: String)] = []
    for file in files {
      let bytes = try File.read(file)
      times.append((try median(11) { try open(bytes) }, file))
    }
    for time in times.sorted(by: { $0.seconds < $1.seconds }) {
      print("open \(time.file), ms\t\(time.seconds * 1000)\t100")
    }
  }

  private static func open(_ bytes: [UInt8]) throws -> Int {
    let now = Instant(milliseconds: 1_795_271_550_000)
    var placed = 0
    for dashboard in try Layouts.dashboards(in: bytes, name: "bench") {
      var values = Variables.initial(of: dashboard, overrides: [:]) { _ in
        [.init(text: "prod", value: "prod")]
      }
      values = values.over(
        TimeRange(from: now - .hours(6), to: now), of: dashboard, calendar: Calendar(.utc))
      let filled = FilledDashboard(dashboard, values).dashboard
      placed += Grid.place(filled.visiblePanels(toggledRows: []), width: 200, height: 60).count
    }
    return placed
  }

  private static func made(panels: Int) -> [UInt8] {
    let step = #"{"color": "rgba(50, 172, 45, 0.97)", "value": 80}"#
    let steps = Array(repeating: step, count: 4).joined(separator: ", ")
    let target = """
      {"expr": "sum by (mode) (rate(node_cpu_seconds_total{instance=~\\"$node\\"}[5m]))",
       "legendFormat": "{{mode}}", "refId": "A", "format": "time_series", "step": 240}
      """
    let panels = (0..<panels).map { index in
      let override = """
        {"matcher": {"id": "byName", "options": "name \(index)"},
         "properties": [{"id": "color", "value": {"mode": "fixed", "fixedColor": "#0A437C"}}]}
        """
      return """
        {"id": \(index + 1), "title": "Panel \(index)", "type": "timeseries",
         "gridPos": {"x": \(index % 2 * 12), "y": \(index / 2 * 8), "w": 12, "h": 8},
         "datasource": {"type": "prometheus", "uid": "$ds"},
         "fieldConfig": {"defaults": {"unit": "bytes", "thresholds": {"steps": [\(steps)]}},
         "overrides": [\(Array(repeating: override, count: 8).joined(separator: ","))]},
         "targets": [\(Array(repeating: target, count: 4).joined(separator: ","))]}
        """
    }
    let variables = """
      [{"name": "ds", "type": "datasource", "query": "prometheus"},
       {"name": "node", "type": "query", "query": "label_values(up, instance)", "multi": true}]
      """
    return Array(
      """
      {"title": "Made", "templating": {"list": \(variables)},
       "panels": [\(panels.joined(separator: ","))]}
      """.utf8)
  }
}
