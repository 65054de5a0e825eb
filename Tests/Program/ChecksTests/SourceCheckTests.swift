import Checks
import DataSources
import HTTP
import Testing
import Times

/// Answers by path, or by the query of an instant query.
private struct Server: HTTPClient {
  var answers: [String: HTTPResponse] = [:]
  var error: HTTPError?

  func send(_ request: HTTPRequest) async throws(HTTPError) -> HTTPResponse {
    if let error { throw error }
    let address = WebAddress(request.url)
    let fields =
      PercentEncoding.fields(String(decoding: request.body, as: UTF8.self))
      + PercentEncoding.fields((address?.target ?? "").drop { $0 != "?" }.dropFirst())
    let key = fields.first { $0.name == "query" }?.value ?? String(address?.path ?? "")
    return answers[key] ?? HTTPResponse(status: 404, body: Array("not found".utf8))
  }
}

private func reply(_ text: String, status: Int = 200, date: String? = nil) -> HTTPResponse {
  HTTPResponse(
    status: status, headers: date.map { [.init("Date", $0)] } ?? [], body: Array(text.utf8),
    seconds: 0.012)
}

private func result(_ value: String) -> HTTPResponse {
  reply(#"{"data": {"result": [{"metric": {}, "value": [1, "\#(value)"]}]}}"#)
}

private let empty = reply(#"{"data": {"result": []}}"#)

private let healthy = [
  "/api/v1/status/buildinfo": reply(
    #"{"data": {"version": "2.42.0"}}"#, date: "Sat, 21 Nov 2026 10:20:14 GMT"),
  "time() - max(timestamp(up))": result("7.4"), "count(up)": result("3"), "count(up == 0)": empty,
  "/api/v1/rules": reply(
    #"{"data": {"groups": [{"rules": [{"name": "a", "health": "ok"}]}]}}"#),
]

private func check(
  _ answers: [String: HTTPResponse], kind: DataSource.Kind = .prometheus, error: HTTPError? = nil,
  now: Double = 1_795_256_414.5
) async throws -> [String] {
  let source = try #require(DataSource(name: "prod", kind: kind, address: "http://h:1"))
  let check = SourceCheck(source, client: Server(answers: answers, error: error)) {
    Instant(seconds: now)
  }
  return await check.run().map(\.description)
}

@Test func aHealthyServerPassesEveryCheck() async throws {
  #expect(
    try await check(healthy) == [
      "✓ prod (prometheus): reachable: version 2.42.0, 12 ms",
      "✓ prod (prometheus): clock: agrees with this machine's",
      "✓ prod (prometheus): newest sample: 7 s old",
      "✓ prod (prometheus): rules: 1 in 1 group", "✓ prod (prometheus): targets: 3 of 3 up",
    ])
}

@Test func whatIsWrongIsSaidWithWhatToLookAt() async throws {
  var answers = healthy
  answers["time() - max(timestamp(up))"] = result("600")
  answers["count(up == 0)"] = result("1")
  answers["/api/v1/rules"] = reply(
    #"{"data": {"groups": [{"rules": [{"name": "a", "health": "err", "lastError": "boom"}]}]}}"#)
  #expect(
    try await check(answers, now: 1_795_256_474.5) == [
      "✓ prod (prometheus): reachable: version 2.42.0, 12 ms",
      "✗ prod (prometheus): clock: 60 s behind this machine's: look at NTP on both",
      "✗ prod (prometheus): newest sample: 600 s old",
      "✗ prod (prometheus): rules: 1 of 1 fail; a: boom",
      "✗ prod (prometheus): targets: 2 of 3 up",
    ])
}

@Test func aServerThatIsNotThereHasOneLine() async throws {
  #expect(
    try await check([:], error: HTTPError(.unreachable, "connection refused"))
      == ["✗ prod (prometheus): reachable: connection refused"])
}

@Test func refusedCredentialsAreToldApart() async throws {
  let answers = ["/api/v1/status/buildinfo": reply("no org id\n", status: 401)]
  #expect(
    try await check(answers) == [
      "✓ prod (prometheus): reachable: 12 ms",
      "✗ prod (prometheus): let in: HTTP 401 no org id: look at its credentials",
    ])
}

@Test func aServerWithoutScrapesIsSaidToHaveNone() async throws {
  var answers = healthy
  answers["time() - max(timestamp(up))"] = empty
  answers["count(up)"] = empty
  answers["/api/v1/rules"] = nil
  #expect(
    try await check(answers).suffix(2) == [
      "✗ prod (prometheus): newest sample: no series up in the last 5 min: is anything scraped?",
      "✓ prod (prometheus): rules: it evaluates none",
    ])
}

@Test(arguments: [
  (DataSource.Kind.loki, "/loki/api/v1/labels", #"{"data": ["a", "b"]}"#, "2 labels"),
  (.tempo, "/api/search/tags", #"{"tagNames": ["a"]}"#, "1 tag"),
  (.jaeger, "/api/services", #"{"data": ["a"]}"#, "1 service"),
  (.alertmanager, "/api/v2/silences", "[]", "0 silences"),
])
func otherSourcesAreAskedForWhatTheyList(
  kind: DataSource.Kind, path: String, body: String, detail: String
) async throws {
  #expect(
    try await check([path: reply(body)], kind: kind).last
      == "✓ prod (\(kind.rawValue)): let in: \(detail)")
}

@Test func theScoreCountsWhatPassed() {
  let checks = [Check("a", "b", passed: true, ""), Check("a", "c", passed: false, "")]
  #expect(checks.score == "1/2 checks passed")
}

@Test func anAddressOfTheOperatorsMustAnswer() async {
  let server = Server(answers: ["/health": reply("ok")])
  #expect(await AddressCheck("http://u:p@h/health", client: server).run().passed)
  let missing = await AddressCheck("http://u:p@h/none", client: server).run()
  #expect(missing.description == "✗ http://h/none: answers: HTTP 404")
}
