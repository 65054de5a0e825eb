import DataSources
import Embedded
import Frames
import HTTP
import Matchers
import Synchronization
import Testing
import Times

/// The embedded Alertmanager through the same reader that reads a real one.
@Suite struct AlertmanagerAPITests {
  /// A Prometheus at which two alerts fire and one waits.
  private struct Prometheus: HTTPClient {
    func send(_ request: HTTPRequest) async throws(HTTPError) -> HTTPResponse {
      let body =
        #"{"status":"success","data":{"alerts":["#
        + #"{"labels":{"alertname":"Queue","queue":"a"},"annotations":{"summary":"s"},"#
        + #""state":"firing","activeAt":"2026-11-21T10:00:00Z","value":"1e+00"},"#
        + #"{"labels":{"alertname":"Queue","queue":"b"},"annotations":{},"state":"firing","#
        + #""activeAt":"2026-11-21T10:00:00Z","value":"2"},"#
        + #"{"labels":{"alertname":"Late"},"annotations":{},"state":"pending","#
        + #""activeAt":"2026-11-21T10:00:00Z","value":"3"}]}}"#
      return HTTPResponse(status: 200, body: Array(body.utf8))
    }
  }

  private final class Clock: Sendable {
    private let moment = Mutex(Instant(seconds: 1_795_260_000))
    var now: Instant { moment.withLock { $0 } }
    func advance(_ span: Span) { moment.withLock { $0 = $0 + span } }
  }

  private let clock = Clock()
  private let server: EmbeddedAlertmanager
  private let source: DataSource

  init() throws {
    server = EmbeddedAlertmanager(
      alertsOf: Prometheus(), at: "http://prometheus.demo", clock: { [clock] in clock.now })
    source = try #require(
      DataSource(
        name: "am", kind: .alertmanager, address: EmbeddedServers.alertmanagerAddress))
  }

  private func alerts(_ filter: String = "") async throws -> [Alertmanager.Alert] {
    let request = Alertmanager.alerts(matching: try MatcherSet(parsing: filter), of: source)
    return try Alertmanager.alerts(from: await server.send(request), of: source)
  }

  @Test func theWorseInhibitsTheLess() async throws {
    let configuration = """
      route: {receiver: chat}
      inhibit_rules:
        - source_matchers: [alertname="Queue", 'queue="a"']
          target_matchers: ['queue=~"a|b"']
          equal: [team]
        - {source_matchers: ['queue="b"'], target_matchers: ['queue="a"'], equal: [queue]}
        - {source_matchers: [oops], target_matchers: ['queue="a"']}
      """
    let bytes = Array(configuration.utf8)
    #expect(Inhibition.rules(inConfiguration: bytes).count == 2)
    let routes = try #require(AlertRoutes(parsing: bytes))
    let server = EmbeddedAlertmanager(
      alertsOf: Prometheus(), at: "http://prometheus.demo", routes: routes,
      clock: { [clock] in clock.now })
    let request = Alertmanager.alerts(matching: MatcherSet([]), of: source)
    let alerts = try Alertmanager.alerts(from: await server.send(request), of: source)
    let first = try #require(alerts.first { $0.labels["queue"] == "a" })
    let second = try #require(alerts.first { $0.labels["queue"] == "b" })
    // It does not inhibit itself.
    #expect(first.inhibitedBy.isEmpty && first.state == .active)
    #expect(second.inhibitedBy == [first.fingerprint] && second.state == .suppressed)
  }

  private func post(
    _ matchers: String, for span: Span, id: String? = nil, start: Instant? = nil
  ) async throws -> String {
    let draft = SilenceDraft(
      id: id, matchers: try MatcherSet(parsing: matchers), startsAt: start ?? clock.now,
      endsAt: clock.now + span, createdBy: "ada", comment: "why")
    return try Alertmanager.silenceID(
      from: await server.send(Alertmanager.post(draft, to: source)), of: source)
  }

  private func silences() async throws -> [Silence] {
    try Alertmanager.silences(
      from: await server.send(Alertmanager.silences(of: source)), of: source)
  }

  @Test func whatFiresIsThereByItsFilter() async throws {
    let all = try await alerts()
    #expect(all.map { $0.labels["queue"] } == ["a", "b"])
    #expect(all.first?.annotations["summary"] == "s")
    #expect(Set(all.map(\.fingerprint)).count == 2)
    #expect(try await alerts("queue=b").count == 1)
    let groups = try Alertmanager.groups(
      from: await server.send(Alertmanager.groups(of: source)), of: source)
    #expect(groups.map(\.alerts.count) == [2])
    #expect(
      try Alertmanager.status(
        from: await server.send(Alertmanager.status(of: source)), of: source
      ).version == "0.25.0")
  }

  @Test func aSilenceHoldsUntilItEnds() async throws {
    let start = clock.now
    let id = try await post("queue=a", for: .minutes(10))
    #expect(try await alerts().map(\.silencedBy) == [[id], []])
    clock.advance(.minutes(5))
    #expect(try await post("queue=a", for: .minutes(10), id: id, start: start) == id)
    clock.advance(.minutes(6))
    #expect(try await alerts().first?.state == .suppressed)
    clock.advance(.minutes(5))
    #expect(try await alerts().first?.state == .active)
    #expect(try await silences().map(\.state) == [.expired])
  }

  @Test func otherMatchersMakeAnotherSilence() async throws {
    let id = try await post("queue=a", for: .minutes(10))
    let other = try await post("queue=b", for: .minutes(10), id: id)
    #expect(other != id)
    #expect(try await silences().map(\.state) == [.expired, .active])
    _ = try Alertmanager.checkExpiry(
      from: await server.send(Alertmanager.expire(other, at: source)), of: source)
    #expect(try await alerts().allSatisfy(\.silencedBy.isEmpty))
  }

  @Test func itRefusesAsTheRealOneDoes() async throws {
    await #expect(throws: DataSourceError.self) { try await post("a=~\".*\"", for: .minutes(1)) }
    await #expect(throws: DataSourceError.self) { try await post("a=b", for: .minutes(-1)) }
    await #expect(throws: DataSourceError.self) {
      try await post("a=b", for: .minutes(1), id: "none")
    }
    let unknown = try await server.send(Alertmanager.expire("none", at: source))
    #expect(unknown.status == 500)
    let lost = try await server.send(Alertmanager.silence("none", of: source))
    #expect(try Alertmanager.silence(from: lost, of: source) == nil)
  }
}
