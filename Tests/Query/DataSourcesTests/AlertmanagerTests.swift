import Foundation
import Frames
import HTTP
import Matchers
import Testing
import Times

@testable import DataSources

/// The requests to Alertmanager, and what its recorded replies mean.
struct AlertmanagerTests {
  private let source: DataSource

  init() throws {
    source = try #require(
      DataSource(
        name: "am", kind: .alertmanager,
        address: "https://grafana.example/api/alertmanager/grafana/",
        credentials: [.headers([.init("X-Org", "1")])]))
  }

  private func data(_ name: String) throws -> Data {
    let folder = try #require(Recording.folder)
    return try Data(contentsOf: folder.appendingPathComponent("alertmanager/\(name)"))
  }

  /// A recorded reply; its body stands in a file of the name that its description has.
  private func reply(_ name: String) throws -> HTTPResponse {
    let meta = try #require(
      try JSONSerialization.jsonObject(with: data(name + ".meta.json")) as? [String: Any])
    let headers = try #require(meta["headers"] as? [[String]])
    let bodyFile = try #require(meta["body_file"] as? String)
    return HTTPResponse(
      status: try #require(meta["status"] as? Int),
      headers: headers.map { .init($0[0], $0[1]) }, body: Array(try data(bodyFile)))
  }

  @Test func asksForAlertsThatMatchBehindAPrefix() throws {
    let matchers = try MatcherSet(parsing: #"alertname="A B",job!~"x|y""#)
    let request = Alertmanager.alerts(matching: matchers, of: source)
    #expect(
      request.url == "https://grafana.example/api/alertmanager/grafana/api/v2/alerts"
        + "?filter=alertname%3D%22A+B%22&filter=job%21~%22x%7Cy%22")
    #expect(request.headers.contains(.init("X-Org", "1")))
    #expect(!request.changesState)
    #expect(
      Alertmanager.groups(of: source).url.hasSuffix("/grafana/api/v2/alerts/groups"))
  }

  @Test func sendsASilenceOnceAsJSON() throws {
    let draft = SilenceDraft(
      id: "an id", matchers: try MatcherSet(words: ["Down", "a!=b", "c=~d", "e!~f"]),
      startsAt: Instant(milliseconds: 1_795_219_154_007), endsAt: Instant(milliseconds: 0),
      createdBy: "ops@box", comment: "why \"so\"\n")
    let request = Alertmanager.post(draft, to: source)
    #expect(request.method == .post)
    #expect(request.changesState)
    #expect(request.headers.contains(.init("Content-Type", "application/json")))
    #expect(
      String(decoding: request.body, as: UTF8.self)
        == #"{"id":"an id","matchers":[{"name":"alertname","value":"Down","isRegex":false,"#
        + #""isEqual":true},{"name":"a","value":"b","isRegex":false,"isEqual":false},"#
        + #"{"name":"c","value":"d","isRegex":true,"isEqual":true},"#
        + #"{"name":"e","value":"f","isRegex":true,"isEqual":false}],"#
        + #""startsAt":"2026-11-20T23:59:14.007Z","endsAt":"1970-01-01T00:00:00.000Z","#
        + #""createdBy":"ops@box","comment":"why \"so\"\n"}"#)
    let expiry = Alertmanager.expire("a/b", at: source)
    #expect(expiry.method == .delete)
    #expect(expiry.changesState)
    #expect(expiry.url.hasSuffix("/api/v2/silence/a%2Fb"))
  }

  /// Compared with what Foundation reads of the same bytes.
  @Test(arguments: [
    "alerts_all", "alerts_active_only", "alerts_empty", "alerts_filter", "alerts_inhibited_only",
    "alerts_receiver_regex", "alerts_silenced_only",
  ])
  func readsRecordedAlerts(name: String) throws {
    let alerts = try Alertmanager.alerts(from: try reply(name), of: source)
    let model = try #require(
      try JSONSerialization.jsonObject(with: data(name + ".json")) as? [[String: Any]])
    #expect(alerts.count == model.count)
    let dates = ISO8601DateFormatter()
    dates.formatOptions = [.withInternetDateTime, .withFractionalSeconds]
    for (alert, object) in zip(alerts, model) {
      let status = try #require(object["status"] as? [String: Any])
      #expect(pairs(alert.labels) == object["labels"] as? [String: String])
      #expect(pairs(alert.annotations) == object["annotations"] as? [String: String])
      #expect(alert.fingerprint == object["fingerprint"] as? String)
      #expect(alert.state.rawValue == status["state"] as? String)
      #expect(alert.silencedBy == status["silencedBy"] as? [String])
      #expect(alert.inhibitedBy == status["inhibitedBy"] as? [String])
      #expect(alert.generatorURL == object["generatorURL"] as? String)
      #expect(
        alert.receivers
          == (object["receivers"] as? [[String: String]])?.compactMap { $0["name"] })
      for (instant, key) in [
        (alert.startsAt, "startsAt"), (alert.endsAt, "endsAt"), (alert.updatedAt, "updatedAt"),
      ] {
        let text = try #require(object[key] as? String)
        let date = try #require(dates.date(from: text))
        let read = try #require(instant)
        #expect(abs(read.seconds - date.timeIntervalSince1970) < 0.0011)
        #expect(read.iso8601Text == text)
      }
    }
  }

  private func pairs(_ labels: Labels) -> [String: String] {
    Dictionary(uniqueKeysWithValues: labels.pairs.map { ($0.name, $0.value) })
  }

  @Test func readsGroupsStatusAndReceivers() throws {
    let groups = try Alertmanager.groups(from: try reply("alerts_groups"), of: source)
    #expect(groups.first?.labels == ["alertname": "AlreadyEnding", "severity": "info"])
    #expect(groups.first?.receiver == "default-null")
    let all = try Alertmanager.alerts(from: try reply("alerts_all"), of: source)
    #expect(Set(groups.flatMap(\.alerts).map(\.labels)) == Set(all.map(\.labels)))
    #expect(
      try Alertmanager.receivers(from: try reply("receivers"), of: source)
        == ["default-null", "social-oncall", "pager/critical"])
    let status = try Alertmanager.status(from: try reply("status"), of: source)
    #expect(status == .init(version: "0.25.0", clusterStatus: "disabled", peers: []))
  }

  @Test func readsSilences() throws {
    let silences = try Alertmanager.silences(from: try reply("silences_all"), of: source)
    #expect(silences.map(\.state) == [.active, .active, .pending, .expired])
    #expect(silences[2].matchers.description == #"{severity=~"warn.*|info", team!="infra"}"#)
    #expect(silences[1].comment == "extended")
    #expect(silences[1].endsAt?.iso8601Text == "2026-11-21T02:18:35.000Z")
    #expect(silences[1].holds(["alertname": "WorkflowStuck", "x": "y"]))
    #expect(
      try Alertmanager.silence(from: try reply("silence_get"), of: source)?.id
        == "8b93873d-ac75-418b-a672-7d1f549ce540")
    #expect(
      try Alertmanager.silence(from: try reply("silence_get_unknown"), of: source) == nil)
    #expect(
      try Alertmanager.silenceID(from: try reply("silence_post_update"), of: source)
        == "df819f22-3d50-4583-8ad3-8f3e527cef76")
    try Alertmanager.checkExpiry(from: try reply("silence_delete_again"), of: source)
  }

  @Test(arguments: [
    ("silence_post_bad_regex", "silence invalid: invalid label matcher 0"),
    ("silence_post_no_comment", "comment in body is required"),
    ("silence_post_no_matchers", "matchers in body should have at least 1 items"),
    ("silence_post_wrong_content_type", "unsupported media type \"text/plain\""),
    ("silence_post_update_unknown_id", "silence not found"),
    ("silence_post_ends_in_past", "Failed to create silence: end time can't be in the past"),
    ("silences_bad_filter", "bad matcher format: {"),
  ])
  func saysWhyInTheServersWords(name: String, words: String) throws {
    let error = #expect(throws: DataSourceError.self) {
      _ = try Alertmanager.silenceID(from: try reply(name), of: source)
    }
    #expect(error?.code == .rejected)
    #expect(error?.detail.hasPrefix(words) == true)
  }

  @Test func anUnknownSilenceCannotBeExpired() throws {
    let error = #expect(throws: DataSourceError.self) {
      try Alertmanager.checkExpiry(from: try reply("silence_delete_unknown"), of: source)
    }
    #expect(error?.detail == "silence not found")
  }

  @Test func aMatcherThatCannotBeReadHoldsNothingThatIsKnown() throws {
    let body = #"[{"id":"1","matchers":[{"name":"a","value":"(","isRegex":true}],"comment":"c"}]"#
    let silences = try Alertmanager.silences(
      from: HTTPResponse(status: 200, body: Array(body.utf8)), of: source)
    #expect(silences.first?.unreadable?.contains("(") == true)
    #expect(silences.first?.holds(["a": "x"]) == false)
  }

  /// Every recorded body cut short ends in an answer or an error, never otherwise.
  @Test(arguments: ["alerts_all", "alerts_groups", "silences_all", "status"])
  func bodiesCutShort(name: String) throws {
    let reply = try reply(name)
    for length in stride(from: 0, to: reply.body.count, by: 101) {
      var cut = reply
      cut.body = Array(reply.body.prefix(length))
      let alerts = try? Alertmanager.alerts(from: cut, of: source)
      let silences = try? Alertmanager.silences(from: cut, of: source)
      #expect(alerts == nil && silences == nil)
    }
  }
}
