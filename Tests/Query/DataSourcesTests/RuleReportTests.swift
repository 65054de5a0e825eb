import DataSources
import Frames
import HTTP
import Testing
import Times

struct RuleReportTests {
  private let source: DataSource

  init() throws {
    source = try #require(
      DataSource(name: "prod", kind: .prometheus, address: "http://127.0.0.1:9090/p"))
  }

  private func reply(_ text: String, status: Int = 200) -> HTTPResponse {
    HTTPResponse(status: status, headers: [], body: Array(text.utf8))
  }

  private func recorded(_ name: String) throws -> HTTPResponse {
    let recording = try #require(Recording.all.first { $0.name == "prometheus/\(name)" })
    return HTTPResponse(status: 200, headers: [], body: try recording.body())
  }

  @Test func asksWithoutABody() {
    #expect(Prometheus.rules(of: source).url == "http://127.0.0.1:9090/p/api/v1/rules")
    #expect(Prometheus.alerts(of: source).url == "http://127.0.0.1:9090/p/api/v1/alerts")
    #expect(Prometheus.rules(of: source).method == .get)
  }

  @Test func readsRecordedRules() throws {
    let report = try Prometheus.ruleReport(from: recorded("rules"), of: source)
    #expect(report.groups.map(\.name) == ["broken", "publishing", "targets"])
    let broken = try #require(report.groups.first?.rules.first)
    #expect(!broken.isAlerting)
    #expect(broken.health == "err")
    #expect(broken.error?.hasPrefix("found duplicate series for the match group") == true)
    let rules = report.groups[1].rules
    #expect(rules.map(\.isAlerting) == [false, true, true, true])
    #expect(rules[2].holdFor == .seconds(1800))
    #expect(rules[2].alerts.map(\.isFiring) == [false, false, false])
    let first = try #require(rules[1].alerts.first)
    #expect(first.isFiring)
    #expect(first.labels["platform"] == "threads")
    #expect(first.value == 5.454545454545454e-02)
    #expect(first.activeAt == Instant(nanoseconds: 1_795_218_472_547_022_058))
    #expect(first.annotations["summary"] == "Publishing to threads fails (54.55m/s)")
    let down = try #require(report.groups[2].rules.first)
    #expect((down.holdFor, down.keepFiringFor) == (.seconds(10), .seconds(60)))
  }

  @Test func readsRecordedAlerts() throws {
    let alerts = try Prometheus.alerts(from: recorded("alerts"), of: source).elements
    #expect(alerts.count == 10)
    #expect(alerts.count(where: \.isFiring) == 7)
  }

  @Test func aServerWithoutRulesHasNone() throws {
    let reply = reply(#"{"status":"success","data":{"groups":[]}}"#)
    #expect(try Prometheus.ruleReport(from: reply, of: source).groups.isEmpty)
    let bare = self.reply(#"{"status":"success"}"#)
    #expect(try Prometheus.ruleReport(from: bare, of: source).groups.isEmpty)
  }

  /// Answers that no server should give are read as far as they make sense.
  @Test(arguments: [
    (#"{"groups":[{"rules":[{"name":"a","duration":1e300,"alerts":[{"state":"x"}]}]}]}"#, [0]),
    (#"{"groups":[{"name":"g","rules":[{"query":"1"},{"name":"b","alerts":null}]}]}"#, [0]),
    (#"{"groups":[{"rules":[{"name":"a","alerts":[{"state":"firing","value":"NaN"}]}]}]}"#, [1]),
    (#"{"groups":{}}"#, []),
  ])
  func oddAnswersDoNoHarm(data: String, alerts: [Int]) throws {
    let reply = reply(#"{"status":"success","data":\#(data)}"#)
    let report = try Prometheus.ruleReport(from: reply, of: source)
    #expect(report.groups.flatMap(\.rules).map(\.alerts.count) == alerts)
  }

  @Test func aGroupThatIsNotEvaluatedIsLate() throws {
    let report = try Prometheus.ruleReport(from: recorded("rules"), of: source)
    let group = try #require(report.groups.last)
    let evaluated = try #require(group.evaluatedAt)
    #expect(!group.isLate(at: evaluated + .seconds(15)))
    #expect(group.isLate(at: evaluated + .seconds(16)))
  }

  @Test func aRefusalIsSaid() {
    #expect(throws: DataSourceError.self) {
      try Prometheus.ruleReport(from: reply("404 page not found", status: 404), of: source)
    }
  }
}
