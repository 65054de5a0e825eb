import DataSources
import Frames
import HTTP
import Queries
import TestSupport
import Testing
import Times

/// Whatever a server sends as lines, it is read or refused, never more. A reply that broke this is
/// kept in `Failing/`.
struct LokiFuzzTests {
  private let source: DataSource
  private let query = Query(
    panelID: 1, refID: "A", dataSource: .init(), expression: "{}",
    mode: .lines(limit: 100, isForward: false),
    range: TimeRange(from: Instant(seconds: 0), to: Instant(seconds: 1)))

  init() throws {
    source = try #require(DataSource(name: "loki", kind: .loki, address: "http://localhost"))
  }

  private static let pieces = [
    "{", "}", "[", "]", "\"", "\\", "\\u00", "\\ud800", ":", ",", "null", "1e99", "-1", "\u{0}",
    "\"stream\"", "\"values\"", "\"result\"", "\"structuredMetadata\"", "99999999999999999999",
    "[[[[[[[[[[", "é", "\u{1b}", "\"resultType\":\"streams\"",
  ]

  @Test(arguments: UInt64(1)...3)
  func mutatedRepliesAreReadOrRefused(seed: UInt64) throws {
    let folder = "Tests/Query/DataSourcesTests/Fixtures/loki"
    let names = [
      "query_range_streams_backward", "query_range_categorize_labels", "query_range_specials",
      "query_range_ansi", "query_range_structured_metadata", "query_range_matrix_rate",
    ]
    let files = Checkout.files(in: folder, ending: ".json").filter { file in
      names.contains { file.hasSuffix("/\($0).json") }
    }
    try #require(files.count == names.count)
    let corpus = files.map { String(Checkout.text($0).prefix(3_000)) }
    var random = SeededRandom(seed: seed)
    for _ in 0..<400 {
      var bytes = Array(random.mutated(random.pick(corpus), pieces: Self.pieces).utf8)
      if random.isOne(in: 3), !bytes.isEmpty {
        bytes[random.number(below: bytes.count)] = UInt8(random.number(below: 256))
      }
      expectReadOrRefused(bytes)
    }
  }

  @Test func repliesThatOnceFailedDoNoMore() {
    let files = Checkout.files(in: "Tests/Query/DataSourcesTests/Failing", ending: ".json")
    #expect(files.count >= 3)
    for file in files { expectReadOrRefused(Array(Checkout.text(file).utf8)) }
  }

  private func expectReadOrRefused(_ body: [UInt8]) {
    let response = HTTPResponse(
      status: 200, headers: [.init("Content-Type", "application/json")], body: body)
    do throws(DataSourceError) {
      let answer = try source.answer(to: query, from: response)
      for lines in answer.frames.compactMap(\.lines) {
        #expect(lines.times == lines.times.sorted())
        #expect(lines.indices.reduce(0) { $0 + lines.text(at: $1).count } <= body.count)
      }
    } catch {
      #expect(!error.detail.isEmpty)
    }
  }
}
