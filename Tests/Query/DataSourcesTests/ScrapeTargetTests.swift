import HTTP
import Testing
import Times

@testable import DataSources

private func targets(in body: [UInt8]) throws -> [ScrapeTarget] {
  let source = try #require(
    DataSource(name: "prod", kind: .prometheus, address: "http://127.0.0.1:9090"))
  return try Prometheus.targets(
    from: HTTPResponse(
      status: 200, headers: [.init("Content-Type", "application/json")], body: body), of: source)
}

private func recorded(_ name: String) throws -> [ScrapeTarget] {
  let recording = try #require(Recording.all.first { $0.name == name })
  return try targets(in: recording.body())
}

@Test(arguments: [
  ("prometheus/targets", 9), ("prometheus/targets_active", 9), ("victoriametrics/targets", 3),
  ("victoriametrics/v1150_targets", 3), ("prometheus/targets_dropped", 0),
])
func recordedTargetsAreRead(name: String, count: Int) throws {
  let targets = try recorded(name)
  #expect(targets.count == count)
  #expect(targets.map(\.health) == targets.map(\.health).sorted())
  #expect(targets.allSatisfy { !$0.job.isEmpty && !$0.instance.isEmpty })
}

@Test func aTargetThatIsDownSaysWhy() throws {
  let first = try #require(try recorded("victoriametrics/v1150_targets").first)
  #expect(first.job == "broken-down")
  #expect(first.instance == "127.0.0.1:1")
  #expect(first.health == .down)
  #expect(first.lastScrape == Instant(milliseconds: 1_795_219_526_273))
  #expect(first.duration == 0.001)
  #expect(first.lastError.contains("connection refused"))
}

@Test(arguments: [
  (
    #"{"labels":{},"scrapePool":"p","scrapeUrl":"u","health":"odd","lastScrape":"0001-01-01T00:00:00Z"}"#,
    ScrapeTarget(job: "p", instance: "u", health: .unknown)
  ),
  (
    #"{"labels":[],"health":1,"lastScrape":"soon","lastError":null,"lastScrapeDuration":"0.5"}"#,
    ScrapeTarget(job: "", instance: "", health: .unknown, duration: 0.5)
  ),
  ("7", ScrapeTarget(job: "", instance: "", health: .unknown)),
])
func oddTargetsAreReadAsFarAsTheyGo(text: String, target: ScrapeTarget) throws {
  let body = #"{"status":"success","data":{"activeTargets":[\#(text)]}}"#
  #expect(try targets(in: Array(body.utf8)) == [target])
}
