import DataSources
import Embedded
import Frames
import HTTP
import Queries
import Testing
import Times
import World

/// The embedded Loki through the same reader that reads a real one.
@Suite struct LokiAPITests {
  private let loki: EmbeddedLoki
  private let log: WorldLog
  private let source: DataSource
  private static let now = SyntheticWorld.epoch + .hours(24 * 321 + 10)

  /// Dear to make: all tests share it.
  private static let made = Result { try WorldLog(seed: 7) }

  init() throws {
    log = try Self.made.get()
    loki = EmbeddedLoki(log) { Self.now }
    source = try #require(
      DataSource(name: "loki", kind: .loki, address: EmbeddedServers.lokiAddress))
  }

  private func answer(
    _ expression: String, _ mode: Query.Mode = .lines(limit: 5_000, isForward: false),
    last: Span = .minutes(8)
  ) async throws -> [Frame] {
    let query = Query(
      panelID: 1, refID: "A", dataSource: .init(), expression: expression, mode: mode,
      range: TimeRange(from: Self.now + -last, to: Self.now))
    return try source.answer(
      to: query, from: await loki.send(source.request(for: query))
    ).frames
  }

  private func lines(
    _ expression: String, _ mode: Query.Mode = .lines(limit: 5_000, isForward: false)
  ) async throws -> LogLines { try #require(try await answer(expression, mode).first?.lines) }

  private func texts(_ lines: LogLines) -> [String] {
    lines.indices.map { String(decoding: lines.text(at: $0), as: UTF8.self) }
  }

  @Test func givesTheLinesOfTheWorld() async throws {
    let found = try await lines(#"{app=~".+"}"#)
    let expected = log.lines(from: Self.now + -Span.minutes(8), to: Self.now)
    #expect(texts(found).sorted() == expected.map(\.text).sorted())
    #expect(found.times == expected.map(\.time))
    let place = try #require(found.indices.last)
    #expect(found.metadata(at: place)["trace_id"]?.count == 32)
    #expect(found.stream(at: place)["trace_id"] == nil)
  }

  @Test(arguments: [true, false])
  func aLimitKeepsTheEnd(isForward: Bool) async throws {
    let all = try await lines(#"{app="publisher"}"#)
    let some = try await lines(#"{app="publisher"}"#, .lines(limit: 20, isForward: isForward))
    let expected = isForward ? texts(all).prefix(20) : texts(all).suffix(20)
    #expect(texts(some) == Array(expected))
  }

  @Test(arguments: [
    (#"{app="publisher"} |= "failed" != "tiktok""#, ["publish failed"], ["tiktok"]),
    (#"{app="publisher"} |~ "platform=(x|reddit)" !~ "fail(ed|ure)""#, ["published"], ["failed"]),
    (#"{app="llm-router"} | json | model="gpt-4o""#, [#""model":"gpt-4o""#], ["claude"]),
    (#"{app="publisher"} | logfmt | attempt > 4 or attempt = 1"#, ["attempt="], ["attempt=3"]),
    (#"{app="publisher", level!="error"} | logfmt"#, ["published"], ["level=error"]),
  ])
  func filtersLines(query: String, has: [String], lacks: [String]) async throws {
    let found = texts(try await lines(query))
    #expect(!found.isEmpty)
    #expect(found.allSatisfy { line in has.allSatisfy { line.contains($0) } })
    #expect(found.allSatisfy { line in !lacks.contains { line.contains($0) } })
  }

  @Test func parsersGiveLabels() async throws {
    let found = try await lines(#"{app="publisher", level="error"} | logfmt"#)
    let place = try #require(found.indices.first)
    #expect(found.parsed(at: place)["error_type"] != nil)
    #expect(found.parsed(at: place)["platform_extracted"] == found.stream(at: place)["platform"])
  }

  @Test func countsAreThoseOfTheLines() async throws {
    let total = log.lines(from: Self.now + -Span.minutes(8), to: Self.now).count
    let frames = try await answer(#"sum(count_over_time({app=~".+"}[8m]))"#, .instant)
    #expect(frames.first?.fields.last?.numbers?.first == Double(total))
    let byLevel = try await answer(
      #"sum by (level) (count_over_time({app=~".+"}[1m]))"#, .range(step: .minutes(1)))
    #expect(
      Set(byLevel.compactMap { $0.fields.last?.labels["level"] })
        == ["error", "warn", "info", "debug"])
    let sum = byLevel.reduce(0.0) { sum, frame in
      sum
        + (frame.fields.last?.numbers ?? []).dropFirst(frame.rowCount == 9 ? 1 : 0)
        .reduce(0.0) { $0 + ($1 ?? 0) }
    }
    #expect(sum > Double(total) * 0.9)
    let rate = try await answer(#"sum(rate({app=~".+"}[8m]))"#, .instant)
    let value = try #require(rate.first?.fields.last?.numbers?.first ?? nil)
    #expect(abs(value - Double(total) / 480) < 1e-9)
  }

  @Test func ranksSeries() async throws {
    let frames = try await answer(
      #"topk(2, sum by (app) (bytes_over_time({app=~".+"}[8m])))"#, .instant)
    #expect(frames.count == 2)
  }

  @Test(arguments: [
    #"{app="x"} | line_format "{{.a}}""#, #"{app="x"} | pattern "<a> <_>""#,
    #"avg_over_time({app="x"} | unwrap a [5m])"#, #"max(rate({app="x"}[5m]))"#,
    #"rate({app="x"}[5m]) / 2"#, #"{app="x"} | a > 5s"#, "{", "", #"{app=~".*"}"#,
  ])
  func refusesWhatItDoesNotKnow(query: String) async throws {
    let error = await #expect(throws: DataSourceError.self) {
      try await answer(query, query.contains("[") ? .instant : .lines(limit: 9, isForward: true))
    }
    #expect(error?.code == .rejected)
    #expect(error?.detail.isEmpty == false)
  }

  @Test func listsLabelsValuesSeriesAndVolumes() async throws {
    let range = TimeRange(from: Self.now + -Span.hours(1), to: Self.now)
    let names = try Loki.strings(
      from: await loki.send(Loki.labelNames(in: range, of: source)), of: source)
    #expect(names == ["app", "level", "platform", "service_name"])
    let values = try Loki.strings(
      from: await loki.send(
        Loki.labelValues(of: "level", matching: #"{app="publisher"}"#, in: range, of: source)),
      of: source)
    #expect(values == ["error", "info"])
    let series = try Loki.labelSets(
      from: await loki.send(Loki.series(matching: [#"{app="gateway"}"#], in: range, of: source)),
      of: source)
    #expect(series.count == 2)
    let none = try Loki.strings(
      from: await loki.send(Loki.labelValues(of: "nothing", in: range, of: source)), of: source)
    #expect(none.isEmpty)
    let query = Query(
      panelID: 1, refID: "A", dataSource: .init(), expression: "", mode: .instant, range: range)
    let volume = try Loki.answer(
      to: query,
      from: await loki.send(
        Loki.volume(of: #"{app=~".+"}"#, in: range, by: ["app"], of: source)), of: source)
    #expect(volume.frames.count == 6)
    let stats = try Loki.stats(
      from: await loki.send(Loki.stats(of: #"{app="gateway"}"#, in: range, of: source)), of: source)
    #expect(stats.streams == 2)
    #expect(stats.entries > 0)
  }

  @Test func nothingIsKnownOfTheFuture() async throws {
    let query = Query(
      panelID: 1, refID: "A", dataSource: .init(), expression: #"{app=~".+"}"#,
      mode: .lines(limit: 100, isForward: true),
      range: TimeRange(from: Self.now, to: Self.now + .hours(1)))
    let answer = try source.answer(to: query, from: await loki.send(source.request(for: query)))
    #expect(answer.frames.first?.rowCount == 0)
  }
}
