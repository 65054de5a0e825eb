import Dashboards
import Foundation
import PromQLSyntax
import Queries
import TestSupport
import Testing
import Times

private let folder = Shared.folder + "/grafana/dashboards"

/// The queries of a file, its variables having two values each where they may.
private func queries(of name: String) throws -> [Query] {
  let bytes = Array(try Data(contentsOf: URL(filePath: folder + "/" + name)))
  let now = Instant(milliseconds: 1_795_271_550_000)
  let range = TimeRange(from: now - .hours(6), to: now)
  let calendar = Times.Calendar(.utc)
  guard let dashboard = try Layouts.dashboards(in: bytes, name: name).first else { return [] }
  var values = Variables.initial(of: dashboard, overrides: [:]) { _ in
    [.init(text: "prod", value: "uid")]
  }
  for variable in Variables.askedInOrder(of: dashboard) {
    values.values[variable.name] = Variables.value(
      of: variable, listed: ["first-1.example:9100", #"se"cond"#], chosen: nil, values)
  }
  values = values.over(range, of: dashboard, calendar: calendar)
  let filled = FilledDashboard(dashboard, values)
  return filled.dashboard.allPanels.flatMap { panel in
    Plan.queries(
      for: panel,
      in: Plan.Surroundings(
        range: range, now: now, calendar: calendar,
        variables: values.with(scope: filled.scopes[panel.id] ?? [:]), plotDots: 120))
  }
}

/// Of the 50 files: what is asked of Prometheus can be read once it is filled in.
@Test(.enabled(if: FileManager.default.fileExists(atPath: folder)))
func theQueriesOfRealDashboardsAreWhole() throws {
  var asked = 0
  var broken: [String] = []
  for name in try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
  where name.hasSuffix(".json") {
    for query in try queries(of: name) where query.dataSource.type ?? "prometheus" == "prometheus" {
      asked += 1
      if (try? PromQLSyntax.Expression(parsing: query.expression)) == nil {
        broken.append("\(name): \(query.expression)")
      }
      guard case .range(let step) = query.mode else { continue }
      #expect(step > .zero)
      #expect(query.range.from.milliseconds % step.milliseconds == 0)
      #expect(query.range.span.milliseconds / step.milliseconds <= 11_000)
    }
  }
  #expect(asked > 1000)
  // One file has spans on sums, which Prometheus refuses as they stand there.
  #expect(Set(broken.map { $0.prefix { $0 != ":" } }).count <= 1, "\(broken)")
}
