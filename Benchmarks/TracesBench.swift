import Cells
import DataSources
import Glibc
import HTTP
import Times
import TraceScreen
import Traces

/// A trace of 10,000 spans: read, laid out, and scrolled through.
enum TracesBench {
  static func run(_ median: (Int, () throws -> Int) throws -> Double) throws {
    let body = body(spans: 10_000)
    let before = residentMegabytes()
    let trace = try decode(body)
    let outline = TraceOutline(trace)
    let after = residentMegabytes()
    let reading = try median(7) { try decode(body).spans.count }
    print("trace of 10,000 spans: decode, ms\t\(reading * 1000)\t50")
    let layout = try median(7) { TraceOutline(trace).visible.count }
    print("trace of 10,000 spans: layout, ms\t\(layout * 1000)\t50")
    guard let source = source else { return }
    let start = Instant(milliseconds: 0)
    var view = TracesView(
      source: source, calendar: Calendar(.utc), trace: trace.id,
      surroundings: .init(
        range: TimeRange(from: start, to: start + .hours(1)), now: start + .hours(1), width: 200,
        height: 56, glyphs: .full))
    let asked = view.begin()
    for case .ask(let request) in asked { _ = view.take(.success(.trace(trace)), to: request) }
    var buffer = Buffer(width: 200, height: 56)
    let frames = try median(5) {
      for _ in 0..<100 {
        view.move(by: 37)
        view.draw(in: buffer.area, into: &buffer)
      }
      return 100
    }
    print("trace of 10,000 spans: frame, ms\t\(frames * 10)\t5")
    print("trace of 10,000 spans: memory, MB\t\(max(0, after - before))\t40")
    _ = outline
  }

  private static var source: DataSource? {
    DataSource(name: "bench", kind: .tempo, address: "http://localhost")
  }

  private static func decode(_ body: [UInt8]) throws -> Trace {
    guard let source else { return Trace(id: TraceID(low: 1)) }
    let response = HTTPResponse(
      status: 200, headers: [.init("Content-Type", "application/json")], body: body)
    return try Tempo.trace(TraceID(low: 1), from: response, of: source)
      ?? Trace(id: TraceID(low: 1))
  }

  private static func residentMegabytes() -> Double {
    guard let file = fopen("/proc/self/statm", "r") else { return 0 }
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: 128)
    let count = fread(&bytes, 1, 128, file)
    let words = String(decoding: bytes[..<count], as: UTF8.self).split(separator: " ")
    return words.count > 1 ? (Double(words[1]) ?? 0) * 4096 / 1e6 : 0
  }

  /// As Tempo writes it, some 6 MB: a tree four wide, five attributes a span.
  private static func body(spans: Int) -> [UInt8] {
    var body = Array(
      #"{"trace":{"resourceSpans":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"publisher"}}]},"scopeSpans":[{"scope":{"name":"bench"},"spans":["#
        .utf8)
    for index in 1...spans {
      if index > 1 { body.append(UInt8(ascii: ",")) }
      let parent =
        index == 1
        ? "" : #""parentSpanId":"\#(SpanID(UInt64(index / 4 + 1 < index ? index / 4 + 1 : 1)))","#
      let from = 1_795_219_154_000_000_000 + index * 1_000_000
      body += Array(
        (#"{"traceId":"00000000000000000000000000000001","spanId":"\#(SpanID(UInt64(index)))",\#(parent)"#
          + #""name":"activity.step \#(index % 50)","kind":"SPAN_KIND_INTERNAL","#
          + #""startTimeUnixNano":"\#(from)","endTimeUnixNano":"\#(from + 40_000_000)","#
          + #""attributes":[{"key":"social.platform","value":{"stringValue":"tiktok"}},"#
          + #"{"key":"activity.name","value":{"stringValue":"activity.publish"}},"#
          + #"{"key":"temporal.attempt","value":{"intValue":"\#(index % 4)"}},"#
          + #"{"key":"llm.cost_usd","value":{"doubleValue":0.0\#(index)}},"#
          + #"{"key":"post.id","value":{"intValue":"\#(index * 31)"}}],"#
          + (index % 97 == 0
            ? #""status":{"code":"STATUS_CODE_ERROR","message":"429 Too Many Requests"}}"#
            : #""status":{}}"#))
          .utf8)
    }
    return body + Array("]}]}]}}".utf8)
  }
}
