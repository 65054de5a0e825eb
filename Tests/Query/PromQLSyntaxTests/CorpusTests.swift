import TestSupport
import Testing

@testable import PromQLSyntax

@Test(.enabled(if: !SharedFiles.names("promql", ending: ".test").isEmpty, "needs shared promql/"))
func readsEveryQueryOfPrometheussOwnCases() {
  var count = 0
  for file in SharedFiles.names("promql", ending: ".test") {
    for line in SharedFiles.text(file).split(separator: "\n") {
      let words = line.split(maxSplits: 4, omittingEmptySubsequences: true) {
        $0 == " " || $0 == "\t"
      }
      guard words.count == 5, words[0].hasPrefix("eval"), words[1] == "instant" else { continue }
      count += 1
      #expect(throws: Never.self, "\(file): \(words[4])") {
        let tree = try Expression(parsing: String(words[4]))
        #expect(try Expression(parsing: tree.description).description == tree.description)
      }
    }
  }
  #expect(count > 500)
}

@Test func readsEveryQueryOfTheShippedLayouts() throws {
  var count = 0
  for file in Checkout.files(in: "layouts", ending: ".json") {
    for query in DashboardQuery.all(inJSON: Checkout.text(file))
    where !query.isLoki && !query.text.isEmpty {
      count += 1
      #expect(throws: Never.self, "\(file): \(query.text)") {
        try Expression(parsing: query.filled(with: "x"))
      }
    }
  }
  #expect(count > 20)
}

/// Dashboards of strangers; what is refused is refused by Prometheus too.
@Test(
  .enabled(
    if: !SharedFiles.names("grafana/dashboards", ending: ".json").isEmpty,
    "needs shared grafana/dashboards"))
func readsNearlyEveryQueryOfOthersDashboards() {
  var count = 0
  var refused: [String] = []
  for file in SharedFiles.names("grafana/dashboards", ending: ".json") {
    for query in DashboardQuery.all(inJSON: SharedFiles.text(file))
    where !query.isLoki && !query.text.isEmpty {
      count += 1
      // A bare variable may stand for a number or a name.
      let readings = ["1", "x"].map { value in
        Result { () throws(PromQLSyntaxError) in
          try Expression(parsing: query.filled(with: value))
        }
      }
      if case .failure(let error) = readings[1], case .failure = readings[0] {
        refused.append("\(file): \(error): \(query.text)")
      }
    }
  }
  // A dashboard that takes the range of a sum, and one of VictoriaMetrics' own functions.
  let unknown = refused.filter {
    !$0.contains("grafana__beyla__application.json: ")
      && !$0.contains("unknown function with name \"range_")
  }
  #expect(unknown.isEmpty, "\(unknown.joined(separator: "\n"))")
  #expect(count > 1400)
  #expect(refused.count * 50 <= count, "\(refused.count) of \(count)")
}
