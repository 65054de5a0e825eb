import Foundation
import Frames
import HTTP
import Queries
import Testing
import Times

@testable import DataSources

/// A reply as a server gave it, from the folder `Fixtures`.
struct Recording: Sendable, CustomTestStringConvertible {
  /// Folder and name: `prometheus/query_vector`.
  let name: String
  let bodyFile: String
  let hasExpectation: Bool
  private let meta: Meta

  private struct Meta: Decodable {
    var path: String
    var status: Int
    var headers: [[String]]
    /// A form, or a JSON object that was sent to be refused.
    var request_body: Body?
    var body_file: String
    var url: String
  }

  private struct Body: Decodable {
    var form: String?

    init(from decoder: any Decoder) throws {
      form = try? decoder.singleValueContainer().decode(String.self)
    }
  }

  var testDescription: String { name }

  static let folder = Bundle.module.resourceURL?.appendingPathComponent("Fixtures")

  static let all: [Recording] = loaded.compactMap { try? $0.get() }
  /// What kept a recording from being read.
  static let problems: [String] = loaded.compactMap {
    if case .failure(let error) = $0 { "\(error)" } else { nil }
  }

  private static let loaded: [Result<Recording, any Error>] =
    ["prometheus", "victoriametrics", "loki"].flatMap { server in
      let path = folder?.appendingPathComponent(server).path ?? ""
      let files = Set((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? [])
      return files.filter { $0.hasSuffix(".meta.json") }.sorted().map { file in
        Result { try Recording(server: server, name: String(file.dropLast(10)), among: files) }
      }
    }

  private init(server: String, name: String, among files: Set<String>) throws {
    self.name = "\(server)/\(name)"
    hasExpectation = files.contains("\(name).frames.json")
    meta = try JSONDecoder().decode(Meta.self, from: Self.data(of: self.name + ".meta.json"))
    let isPacked = meta.body_file.hasSuffix(".gzip")
    bodyFile = isPacked ? "\(name).plain.json" : meta.body_file
  }

  private static func data(of file: String) throws -> Data {
    guard let folder else { throw CocoaError(.fileNoSuchFile) }
    return try Data(contentsOf: folder.appendingPathComponent(file))
  }

  func body() throws -> [UInt8] {
    let server = name.prefix { $0 != "/" }
    return try Array(Self.data(of: "\(server)/\(bodyFile)"))
  }

  func expected() throws -> Outcome {
    try JSONDecoder().decode(Outcome.self, from: Self.data(of: name + ".frames.json"))
  }

  private var isLoki: Bool { name.hasPrefix("loki/") }

  private var source: DataSource {
    get throws {
      guard
        let source = DataSource(
          name: "prod", kind: isLoki ? .loki : .prometheus, address: "http://127.0.0.1:9090")
      else { throw CocoaError(.featureUnsupported) }
      return source
    }
  }

  var response: HTTPResponse {
    get throws {
      HTTPResponse(
        status: meta.status, headers: meta.headers.map { .init($0[0], $0[1]) }, body: try body())
    }
  }

  private var query: Query {
    let form = meta.request_body?.form.map { "/?" + $0 } ?? meta.url
    let plain = form.replacingOccurrences(of: "+", with: " ")
    let items = URLComponents(string: plain.replacingOccurrences(of: " ", with: "%20"))?.queryItems
    func value(_ name: String) -> String? { items?.first { $0.name == name }?.value }
    let lines = Query.Mode.lines(
      limit: value("limit").flatMap { Int($0) } ?? 100, isForward: value("direction") == "forward")
    let moment = Instant(milliseconds: 0)
    return Query(
      panelID: 1, refID: "A", dataSource: .init(), expression: value("query") ?? "",
      mode: isLoki ? lines : .instant,
      range: TimeRange(from: moment, to: moment))
  }

  /// The answer to another body in place of the recorded one.
  func answer(to body: [UInt8]) throws -> Answer {
    var response = try response
    response.body = body
    return try source.answer(to: query, from: response)
  }

  /// What hune makes of a reply of Loki.
  private func lokiOutcome(like expected: Outcome) throws(DataSourceError) -> Outcome {
    var outcome = Outcome()
    guard let source = try? source, let response = try? response else { return outcome }
    if expected.strings != nil {
      outcome.strings = try Loki.strings(from: response, of: source)
    } else if expected.labelSets != nil {
      outcome.labelSets = try Loki.labelSets(from: response, of: source).map(Outcome.pairs)
    } else if expected.version != nil {
      outcome.version = try Loki.version(from: response, of: source)
    } else if expected.stats != nil {
      let stats = try Loki.stats(from: response, of: source)
      outcome.stats = [stats.streams, stats.chunks, stats.bytes, stats.entries]
    } else {
      let answer = try Loki.answer(to: query, from: response, of: source)
      outcome.notices = answer.notices.map(Outcome.pair)
      if let lines = answer.frames.first?.lines {
        outcome.lines = lines.indices.map { .init(lines, $0) }
      } else {
        outcome.frames = answer.frames.map(Outcome.Frame.init)
      }
    }
    return outcome
  }

  /// What hune makes of the reply, read as the kind of thing that is expected.
  func outcome(like expected: Outcome) throws -> Outcome {
    var outcome = Outcome()
    do {
      if isLoki {
        outcome = try lokiOutcome(like: expected)
      } else if expected.strings != nil {
        let listing = try Prometheus.strings(from: response, of: source)
        outcome.strings = listing.elements
        outcome.notices = listing.notices.map(Outcome.pair)
      } else if expected.labelSets != nil {
        let listing = try Prometheus.labelSets(from: response, of: source)
        outcome.labelSets = listing.elements.map(Outcome.pairs)
        outcome.notices = listing.notices.map(Outcome.pair)
      } else if expected.version != nil {
        outcome.version = try Prometheus.version(from: response, of: source) ?? ""
      } else {
        let answer = try Prometheus.answer(to: query, from: response, of: source)
        outcome.frames = answer.frames.map(Outcome.Frame.init)
        outcome.notices = answer.notices.map(Outcome.pair)
      }
    } catch let error as DataSourceError {
      outcome.error = .init(code: error.code.rawValue, detail: error.detail)
    }
    return outcome
  }
}
