import Dashboards
import DataSources
import Formats
import Foundation
import Frames
import HTTP
import JSON
import Panels
import Queries
import TestSupport
import Testing
import Times

private let folder = Shared.folder + "/grafana/dashboards"

/// The files of the folder by the start of their SHA-256.
private let dashboards: [String: String] = {
  let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
  var files: [String: String] = [:]
  for name in names where name.hasSuffix(".json") {
    guard let data = FileManager.default.contents(atPath: folder + "/" + name) else { continue }
    files[String(SHA256.hex(data).prefix(16))] = folder + "/" + name
  }
  return files
}()

/// What `Golden/expectations.py` says that panels show, by the rules of Grafana.
private let expectations: [JSONValue] = {
  guard let file = Bundle.module.url(forResource: "Fixtures/golden", withExtension: "json"),
    let data = try? Data(contentsOf: file), let value = try? JSONValue(parsing: Array(data))
  else { return [] }
  return value.array ?? []
}()

private let end = Instant(milliseconds: 1_795_271_550_000)
private let range = TimeRange(from: end - .hours(1), to: end)

/// A text as the file of expectations has it: those that come from a dashboard by their digest.
private func isShown(_ text: String, as expected: String) -> Bool {
  guard expected.hasPrefix("sha256:") else { return text == expected }
  return SHA256.hex(text.utf8).hasPrefix(expected.dropFirst("sha256:".count))
}

/// The panel with made-up answers to each of its queries.
private func content(of panel: Panel, _ answers: JSONValue) throws -> PanelContent {
  let source = try #require(
    DataSource(name: "test", kind: .prometheus, address: "http://127.0.0.1:9090"))
  let queries = Plan.queries(
    for: panel,
    in: Plan.Surroundings(
      range: range, now: end, calendar: Calendar(.utc), variables: VariableValues(),
      plotDots: 100))
  let tables = panel.targets.count { $0.format == .table && !$0.isHidden }
  var content = PanelContent(panel: panel, range: range, now: end, calendar: Calendar(.utc))
  for query in queries {
    let mode = query.mode == .instant ? "instant" : "range"
    let body = try #require(answers["\(query.refID) \(mode)"], "no answer to \(query.refID)")
    let answer = try source.answer(
      to: query, from: HTTPResponse(status: 200, body: Array(body.description.utf8)),
      valueName: TableFrame.valueName(refID: query.refID, tableQueries: tables))
    content.frames += answer.frames
  }
  content.status = .ok
  return content
}

@Test func theDigestIsTheOneThatAllKnow() {
  #expect(
    SHA256.hex("abc".utf8) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
}

/// Panels of real dashboards, from their JSON to what `hune render --format json` says.
@Test(.enabled(if: FileManager.default.fileExists(atPath: folder), "needs ../shared"))
func panelsShowWhatGrafanaShows() throws {
  #expect(expectations.count >= 60)
  var read: [String: Dashboard] = [:]
  for expectation in expectations {
    let key = try #require(expectation["file"]?.string)
    let id = try #require(expectation["id"]?.integer)
    let path = try #require(dashboards[key], "no file \(key)")
    if read[key] == nil {
      let bytes = Array(try #require(FileManager.default.contents(atPath: path)))
      read[key] = try Layouts.dashboards(in: bytes, name: key).first
    }
    guard let panel = read[key]?.panel(id: id) else {
      Issue.record("no panel \(id) in \(path)")
      continue
    }
    let summary = PanelSummary(
      try content(of: panel, try #require(expectation["answers"])))
    let names = (expectation["names"]?.array ?? []).compactMap(\.string)
    let values = (expectation["values"]?.array ?? []).compactMap(\.string)
    let namesFit =
      summary.series.count == names.count
      && zip(summary.series, names).allSatisfy { isShown($0, as: "sha256:" + $1) }
    #expect(namesFit, "\(summary.type) \(id) of \(path): \(summary.series)")
    let wrong = zip(summary.values, values).filter { !isShown($0, as: $1) }
    let valuesFit = summary.values.count == values.count && wrong.isEmpty
    #expect(
      valuesFit,
      "\(summary.type) \(id) of \(path): \(summary.values.count) for \(values.count) \(wrong)")
  }
}
