import Cells
import DataSources
import TestSupport
import Testing
import Times
import Traces

@testable import TraceScreen

/// Spans with names, services and attributes that nobody should have given them.
struct HostileSpansTests {
  private static let start = Instant(milliseconds: 1_795_219_200_000)
  private static let group = 12

  private static let groups: [[String]] = {
    let all = HostileTexts.isThere ? (try? HostileTexts.all()) ?? [] : HostileTexts.own
    let texts = all.map { String(decoding: $0, as: UTF8.self) }
    return stride(from: 0, to: texts.count, by: group).map {
      Array(texts[$0..<min($0 + group, texts.count)])
    }
  }()

  private func view(_ trace: Trace) throws -> TracesView {
    let source = try #require(
      DataSource(name: "t", kind: .tempo, address: "http://127.0.0.1:1"))
    var view = TracesView(
      source: source, calendar: Calendar(.utc), trace: trace.id,
      surroundings: .init(
        range: TimeRange(from: Self.start, to: Self.start + .hours(1)),
        now: Self.start + .hours(1), width: 100, height: 30, glyphs: .full))
    for case .ask(let request) in view.begin() {
      _ = view.take(.success(.trace(trace)), to: request)
    }
    return view
  }

  private func drawn(_ view: TracesView) -> Buffer {
    var buffer = Buffer(width: 100, height: 30)
    view.draw(in: buffer.area, into: &buffer)
    return buffer
  }

  /// A child of known name after each of the texts.
  private func trace(_ texts: [String], in start: Instant = start) -> Trace {
    var trace = Trace(id: TraceID(low: 0xABC))
    for (place, text) in texts.enumerated() {
      trace.resources.append(.init(service: text, attributes: [.init(text, text)]))
      var span = TraceSpan(
        id: SpanID(UInt64(place * 2 + 1)), parentID: SpanID(0), name: text, start: start,
        end: start + .milliseconds(100), attributes: [.init(text, text)], resource: place)
      span.status = .error
      span.statusMessage = text
      span.scope = text
      span.events = [.init(time: start, name: text, attributes: [.init(text, text)])]
      let known = TraceSpan(
        id: SpanID(UInt64(place * 2 + 2)), parentID: span.id, name: "known-\(place)",
        start: start, end: start + .milliseconds(50), resource: 0)
      trace.spans += [span, known]
    }
    trace.notices = [texts.joined()]
    return trace
  }

  @Test(arguments: groups.indices)
  func aRowIsARowWhateverIsInIt(group: Int) throws {
    let texts = Self.groups[group]
    var view = try view(trace(texts))
    let first = drawn(view)
    #expect(HostileTexts.faults(in: first) == [])
    #expect(rows(of: first).count { $0.contains("known-") } == texts.count)
    for _ in texts {
      _ = view.perform(.openItem)
      #expect(HostileTexts.faults(in: drawn(view)) == [])
      _ = view.perform(.openItem)
      view.move(by: 2)
    }
    _ = view.perform(.services)
    #expect(HostileTexts.faults(in: drawn(view)) == [])
  }

  @Test(arguments: groups.indices)
  func theListOfTracesIsHarmless(group: Int) throws {
    let source = try #require(
      DataSource(name: "t", kind: .tempo, address: "http://127.0.0.1:1"))
    var view = TracesView(
      source: source, calendar: Calendar(.utc), query: Self.groups[group].first,
      surroundings: .init(
        range: TimeRange(from: Self.start, to: Self.start + .hours(1)),
        now: Self.start + .hours(1), width: 100, height: 30, glyphs: .full))
    let found = Self.groups[group].map { TraceSummary(trace([$0])) }
    for case .ask(let request) in view.begin() where request.kind == .search {
      _ = view.take(.success(.found(found)), to: request)
    }
    #expect(HostileTexts.faults(in: drawn(view)) == [])
  }
}
