import DataSources
import HTTP
import Queries
import Times

/// Log lines as Loki sends them, decoded.
enum LogsBench {
  static func run(_ median: (Int, () throws -> Int) throws -> Double) throws {
    let body = streams(count: 40, lines: 1_500)
    let seconds = try median(7) { try decode(body) }
    print("streams decode, MB/s\t\(Double(body.count) / 1e6 / seconds)\t300")
  }

  private static func decode(_ body: [UInt8]) throws -> Int {
    guard let source = DataSource(name: "bench", kind: .loki, address: "http://localhost")
    else { return 0 }
    let range = TimeRange(from: Instant(milliseconds: 0), to: Instant(milliseconds: 60_000_000))
    let query = Query(
      panelID: 1, refID: "A", dataSource: .init(), expression: "x",
      mode: .lines(limit: 100_000, isForward: false), range: range)
    let response = HTTPResponse(
      status: 200, headers: [.init("Content-Type", "application/json")], body: body)
    return try source.answer(to: query, from: response).frames.first?.rowCount ?? 0
  }

  /// Some 20 MB of JSON and logfmt lines, their quotes escaped, a trace beside each.
  private static func streams(count: Int, lines: Int) -> [UInt8] {
    var body = Array(#"{"status":"success","data":{"resultType":"streams","result":["#.utf8)
    for stream in 0..<count {
      if stream > 0 { body.append(UInt8(ascii: ",")) }
      body += Array(
        #"{"stream":{"app":"publisher","level":"error","pod":"publisher-\#(stream)"},"values":["#
          .utf8)
      for line in 0..<lines {
        if line > 0 { body.append(UInt8(ascii: ",")) }
        let time = 1_795_219_154_000_000_000 + (lines - line) * 1_000_003 + stream
        let trace = String(time, radix: 16) + "00000000deadbeef"
        body += Array(#"["\#(time)","#.utf8)
        body += Array(
          (stream % 2 == 0
            ? #""{\"ts\":\"2026-11-20T23:57:16Z\",\"level\":\"error\",\"msg\":\"publish failed\","#
              + #"\"platform\":\"tiktok\",\"attempt\":3,\"err\":\"429 Too Many Requests: rate limit "#
              + #"exceeded, retry in 30s\",\"post_id\":\#(line)}""#
            : #""ts=2026-11-20T23:57:16Z level=error msg=\"publish failed\" platform=mastodon "#
              + #"post_id=\#(line) duration=3087ms attempt=5 err=\"429 Too Many Requests: rate "#
              + #"limit exceeded, retry in 30s\"""#).utf8)
        body += Array(
          #",{"structuredMetadata":{"detected_level":"error","trace_id":"\#(trace)"}}]"#.utf8)
      }
      body += Array("]}".utf8)
    }
    return body + Array("]}}".utf8)
  }
}
