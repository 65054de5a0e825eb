import Embedded
import Frames
import Testing

struct AlertRoutesTests {
  private static let file = """
    route:
      receiver: all
      routes:
        - matchers: [dr_mode="true"]
          receiver: nobody
        - matchers: [severity="critical"]
          receiver: incident
          continue: true
        - matchers: [severity=~"critical|page"]
          routes:
            - matchers: [team="db"]
              receiver: dba
        - matchers: [severity="warning", team!="db"]
          receiver: chat
    receivers: [{name: all}, {name: incident}, {name: dba}, {name: chat}, {name: nobody}]
    """

  @Test(arguments: [
    (["severity": "info"], ["all"]), (["severity": "warning"], ["chat"]),
    (["severity": "warning", "team": "db"], ["all"]),
    (["severity": "critical", "team": "db"], ["incident", "dba"]),
    // A route without a receiver has that of the one above it.
    (["severity": "critical", "team": "web"], ["incident", "all"]),
    (["severity": "page", "team": "db"], ["dba"]),
    (["severity": "critical", "dr_mode": "true"], ["nobody"]),
  ])
  func anAlertGoesDownTheTree(labels: [String: String], receivers: [String]) throws {
    let routes = try #require(AlertRoutes(parsing: Array(Self.file.utf8)))
    let labels = Labels(labels.map { (name: $0.key, value: $0.value) })
    #expect(routes.receivers(of: labels) == receivers)
    #expect(routes.receivers == ["all", "incident", "dba", "chat", "nobody"])
  }

  @Test(arguments: ["", "route: [", "receivers: []", "route: {}", "- 1", "\u{0}"])
  func whatIsNoSuchFileIsRefused(text: String) {
    #expect(AlertRoutes(parsing: Array(text.utf8)) == nil)
  }
}
