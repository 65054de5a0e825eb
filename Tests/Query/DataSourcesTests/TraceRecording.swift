import Foundation
import HTTP
import Queries
import Testing
import Times
import Traces

@testable import DataSources

/// A reply of Tempo or of a server with Jaeger's API, from the folder `Fixtures`.
struct TraceRecording: Sendable, CustomTestStringConvertible {
  let name: String
  let path: String
  let status: Int
  let bodyFile: String
  private let headers: [[String]]

  var testDescription: String { name }
  var isJaeger: Bool { name.hasPrefix("jaeger/") }
  var hasExpectation: Bool { url(name + ".expect.json").map { exists($0) } ?? false }

  private struct Meta: Decodable {
    var path: String
    var status: Int
    var headers: [[String]]
    var body_file: String
  }

  static let all: [TraceRecording] = ["tempo", "jaeger"].flatMap { server -> [TraceRecording] in
    let folder = Recording.folder?.appendingPathComponent(server).path ?? ""
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return files.filter { $0.hasSuffix(".meta.json") }.sorted().compactMap {
      try? TraceRecording("\(server)/\($0.dropLast(10))")
    }
  }

  private init(_ name: String) throws {
    self.name = name
    guard let url = Recording.folder?.appendingPathComponent(name + ".meta.json") else {
      throw CocoaError(.fileNoSuchFile)
    }
    let meta = try JSONDecoder().decode(Meta.self, from: Data(contentsOf: url))
    (path, status, headers) = (meta.path, meta.status, meta.headers)
    let server = name.prefix { $0 != "/" }
    bodyFile =
      meta.body_file.hasSuffix(".gzip") ? name + ".plain.json" : "\(server)/\(meta.body_file)"
  }

  private func url(_ file: String) -> URL? { Recording.folder?.appendingPathComponent(file) }
  private func exists(_ url: URL) -> Bool { FileManager.default.fileExists(atPath: url.path) }

  func body() throws -> [UInt8] {
    guard let url = url(bodyFile) else { throw CocoaError(.fileNoSuchFile) }
    return try Array(Data(contentsOf: url))
  }

  func expectation() throws -> [String: Any] {
    guard let url = url(name + ".expect.json") else { throw CocoaError(.fileNoSuchFile) }
    let value = try JSONSerialization.jsonObject(with: Data(contentsOf: url))
    return try #require(value as? [String: Any])
  }

  var source: DataSource {
    get throws {
      try #require(
        DataSource(
          name: "prod", kind: isJaeger ? .jaeger : .tempo, address: "http://127.0.0.1:3200"))
    }
  }

  func response(_ body: [UInt8]? = nil) throws -> HTTPResponse {
    HTTPResponse(
      status: status, headers: headers.map { .init($0[0], $0[1]) },
      body: try body ?? self.body())
  }

  func query(_ text: String, _ mode: Query.Mode) -> Query {
    let moment = Instant(milliseconds: 0)
    return Query(
      panelID: 1, refID: "A", dataSource: .init(), expression: text, mode: mode,
      range: TimeRange(from: moment, to: moment))
  }

  /// What hune reads, as the lines that `expect_traces.py` writes of it.
  func outcome(of kind: String, in response: HTTPResponse) throws -> [String] {
    let source = try source
    switch kind {
    case "tags": return try Tempo.tags(from: response, of: source)
    case "values":
      return try Tempo.tagValues(from: response, of: source).map(\.text)
    case "names": return try Jaeger.names(from: response, of: source)
    case "traces": return try Tempo.traces(from: response, of: source).map(Self.line)
    case "series":
      let answer = try Tempo.answer(to: query("", .instant), from: response, of: source)
      return answer.frames.map { frame in
        let labels = frame.fields[1].labels.pairs.map { "\($0.name)=\($0.value)" }.sorted()
        let numbers = frame.fields[1].numbers ?? []
        let times = frame.fields[0].times ?? []
        let values = zip(times, numbers).map {
          "\($0.milliseconds) \(TraceAttribute.Value.double($1 ?? .nan).text)"
        }
        return labels.joined(separator: ";") + "|" + values.joined(separator: ",")
      }
    case "whole":
      let traces: [Trace]
      if isJaeger {
        traces = try Jaeger.traces(from: response, of: source)
      } else {
        let id = try #require(TraceID(hex: path.split(separator: "/").last ?? ""))
        traces = try Tempo.trace(id, from: response, of: source).map { [$0] } ?? []
      }
      return traces.flatMap { trace in ["\(trace.id)"] + trace.spans.map { Self.line($0, trace) } }
    default: throw CocoaError(.featureUnsupported)
    }
  }

  private static func pairs(_ attributes: [TraceAttribute]) -> String {
    attributes.map { "\($0.key)=\($0.value.text)" }.joined(separator: ";")
  }

  private static func line(_ span: TraceSpan, _ trace: Trace) -> String {
    let events = span.events.map { "\($0.time.nanoseconds) \($0.name) \(pairs($0.attributes))" }
    let links = span.links.map { "\($0.traceID) \($0.spanID)" }
    return [
      "\(span.id)", "\(span.parentID)", span.name, trace.service(of: span), span.kind.rawValue,
      "\(span.start.nanoseconds)", "\(span.end.nanoseconds)", span.status.rawValue,
      span.statusMessage, span.scope, pairs(span.attributes), events.joined(separator: ","),
      links.joined(separator: ","),
    ].joined(separator: "|")
  }

  private static func line(_ trace: TraceSummary) -> String {
    let found = trace.found.map {
      "\($0.id) \($0.start.nanoseconds) \($0.duration.nanoseconds) \($0.name) "
        + pairs($0.attributes)
    }
    return [
      "\(trace.id)", trace.rootService, trace.rootName, "\(trace.start.nanoseconds)",
      "\(trace.duration.milliseconds)",
      trace.spanCount.map { "\($0)/\(trace.errorCount ?? 0)" } ?? "",
      found.joined(separator: ","),
    ].joined(separator: "|")
  }
}
