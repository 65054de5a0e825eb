import TestSupport
import Testing

@testable import LogQL

@Test func readsEveryLogQueryOfTheShippedLayouts() {
  var count = 0
  for file in Checkout.files(in: "layouts", ending: ".json") {
    for query in DashboardQuery.all(inJSON: Checkout.text(file)) where query.isLoki {
      count += 1
      #expect(throws: Never.self, "\(file): \(query.text)") {
        try LogQLQuery(parsing: query.filled(with: "x"))
      }
    }
  }
  #expect(count >= 3)
}

@Test(
  .enabled(
    if: !SharedFiles.names("grafana/dashboards", ending: ".json").isEmpty,
    "needs shared grafana/dashboards"))
func readsEveryLogQueryOfOthersDashboards() {
  var count = 0
  for file in SharedFiles.names("grafana/dashboards", ending: ".json") {
    for query in DashboardQuery.all(inJSON: SharedFiles.text(file)) where query.isLoki {
      count += 1
      #expect(throws: Never.self, "\(file): \(query.text)") {
        try LogQLQuery(parsing: query.filled(with: "x"))
      }
    }
  }
  #expect(count > 50)
}
