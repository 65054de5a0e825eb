import Cells
import DataSources
import TestSupport
import Testing
import Times
import Traces

@testable import TraceScreen

private let start = Instant(milliseconds: 1_795_219_200_000)

/// Spans as `id parent from to service`, milliseconds from the start; errors fail with a stack.
private func trace(
  _ spans: [(id: UInt64, parent: UInt64, from: Int64, to: Int64, service: String)],
  errors: Set<UInt64> = []
) -> Trace {
  var trace = Trace(id: TraceID(low: 0xABC))
  for one in spans {
    let place = trace.resources.firstIndex { $0.service == one.service } ?? trace.resources.count
    if place == trace.resources.count { trace.resources.append(.init(service: one.service)) }
    var span = TraceSpan(
      id: SpanID(one.id), parentID: SpanID(one.parent), name: "span \(one.id)",
      start: start + .milliseconds(one.from), end: start + .milliseconds(one.to),
      attributes: [TraceAttribute("k", .integer(Int64(one.id)))], resource: place)
    if errors.contains(one.id) {
      span.status = .error
      span.statusMessage = "it broke"
      span.events = [
        Trace.Event(
          time: span.end, name: "exception",
          attributes: [TraceAttribute("exception.stacktrace", "at a (x.ts:1)\nat b (y.ts:2)")])
      ]
      span.links = [Trace.Link(traceID: TraceID(low: 0xDEF), spanID: SpanID(7))]
    }
    trace.spans.append(span)
  }
  return trace
}

private let sample = trace(
  [
    (1, 0, 0, 100, "gateway"), (2, 1, 10, 60, "publisher"), (3, 2, 20, 40, "publisher"),
    (4, 1, 70, 95, "llm-router"), (5, 4, 75, 80, "llm-router"),
  ], errors: [3])

@Suite struct TracesViewTests {
  private func view(_ kind: DataSource.Kind = .tempo) throws -> TracesView {
    let source = try #require(DataSource(name: "t", kind: kind, address: "http://127.0.0.1:1"))
    return TracesView(
      source: source, calendar: Calendar(.utc),
      surroundings: .init(
        range: TimeRange(from: start, to: start + .hours(1)), now: start + .hours(1), width: 100,
        height: 30, glyphs: .full))
  }

  private func requests(_ effects: [TracesEffect]) -> [TracesRequest] {
    effects.compactMap { if case .ask(let request) = $0 { request } else { nil } }
  }

  private func rows(_ view: TracesView, width: Int = 100, height: Int = 16) -> [String] {
    var buffer = Buffer(width: width, height: height)
    view.draw(in: buffer.area, into: &buffer)
    return buffer.text().split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  private func opened() throws -> TracesView {
    var view = try view()
    let asked = requests(view.begin())
    _ = view.take(
      .success(.found([TraceSummary(sample)])), to: try #require(asked.first))
    let request = try #require(requests(view.perform(.openItem)).first)
    #expect(request.question == .trace(sample.id))
    _ = view.take(.success(.trace(sample)), to: request)
    return view
  }

  @Test func aSearchIsATableOfTraces() throws {
    var view = try view()
    let asked = requests(view.begin())
    #expect(asked.map(\.kind) == [.search, .names])
    _ = view.take(.success(.found([TraceSummary(sample)])), to: try #require(asked.first))
    let text = rows(view)
    #expect(text[0].hasPrefix("Traces  {}"))
    #expect(
      text[2].contains("service") && text[2].contains("errors") && text[2].contains("duration"))
    #expect(text[3].contains("gateway") && text[3].contains("span 1") && text[3].contains("100 ms"))
  }

  @Test func anOlderAnswerNeverReplacesANewerOne() throws {
    var view = try view()
    let old = try #require(requests(view.begin()).first)
    let new = try #require(requests(view.perform(.errorsOnly)).first)
    #expect(new.question == .search("{ status = error }", view.surroundings.range, limit: 50))
    _ = view.take(.success(.found([])), to: new)
    _ = view.take(.success(.found([TraceSummary(sample)])), to: old)
    #expect(view.found == [])
    // The same key takes the condition away again.
    let again = try #require(requests(view.perform(.errorsOnly)).first)
    #expect(again.question == .search("{}", view.surroundings.range, limit: 50))
  }

  @Test func aTraceIsAWaterfall() throws {
    let text = rows(try opened())
    #expect(text[0].contains("span 1") && text[0].contains("5 spans") && text[0].contains("◆1"))
    let names = text[3...7].map { $0.prefix(22).description }
    #expect(
      names == [
        "▾ span 1  gateway     ", "├╴▾ span 2  publisher ", "│ └╴◆ span 3  publishe",
        "└╴▾ span 4  llm-router", "  └╴span 5  llm-router",
      ])
    #expect(text[3].contains("━") || text[3].contains("▆"))
    #expect(text[5].contains("◆"))
  }

  @Test func foldingHidesAndFindingReveals() throws {
    var view = try opened()
    view.move(by: 1)
    _ = view.perform(.fold)
    #expect(view.top?.outline?.visible == [0, 1, 3, 4])
    _ = view.perform(.nextSpanError)
    #expect(view.span?.id == SpanID(3))
    #expect(view.top?.outline?.visible.count == 5)
    _ = view.perform(.findSpan)
    for character in "span 5" { _ = view.write(.character(character)) }
    #expect(view.write(.enter) == [.say("1 span")])
    #expect(view.span?.id == SpanID(5))
    _ = view.perform(.fold)
    #expect(view.span?.id == SpanID(4))
  }

  @Test func detailsHaveAttributesStackTracesAndLinks() throws {
    var view = try opened()
    _ = view.perform(.nextSpanError)
    _ = view.perform(.openItem)
    let text = rows(view, width: 100, height: 60).joined(separator: "\n")
    for words in ["it broke", "at a (x.ts:1)", "at b (y.ts:2)", "exception", "k ", "links"] {
      #expect(text.contains(words), "\(words)")
    }
    let request = try #require(requests(view.perform(.followLink)).first)
    #expect(request.question == .trace(TraceID(low: 0xDEF)))
    _ = view.take(.success(.trace(nil)), to: request)
    #expect(rows(view).joined().contains("t has no trace"))
    _ = view.back()
    #expect(view.span?.id == SpanID(3))
  }

  /// Where details stand beside the spans, a line of a stack trace is longer than their columns.
  @Test(arguments: [60, 100, 158])
  func aLongLineOfTheDetailsIsReadToItsEnd(width: Int) throws {
    var long = sample
    let stack = "    at async publishPost (/app/publisher/src/activities/publish.ts:142:20)"
    for place in long.spans.indices where long.spans[place].isError {
      long.spans[place].events[0].attributes = [TraceAttribute("exception.stacktrace", stack)]
    }
    var view = try opened()
    view.top?.outline = TraceOutline(long)
    _ = view.perform(.nextSpanError)
    _ = view.perform(.openItem)
    let text = rows(view, width: width, height: 60).joined().filter { $0 != " " }
    #expect(text.contains("publishPost") && text.contains("publish.ts:142:20)"))
  }

  @Test func logsAreOfTheServiceTheTraceAndTheTime() throws {
    var view = try opened()
    _ = view.perform(.nextSpanError)
    #expect(
      view.perform(.spanLogs) == [
        .openLogs(
          service: "publisher", sample.id,
          TimeRange(
            from: start + .milliseconds(20 - 5_000), to: start + .milliseconds(40 + 5_000)))
      ])
  }

  @Test func backGoesUpToTheListAndOut() throws {
    var view = try opened()
    _ = view.perform(.openItem)
    #expect(view.back().isEmpty && view.isInTrace)
    #expect(view.back().isEmpty && !view.isInTrace)
    #expect(view.back() == [.leave])
  }

  @Test func aQueryIsCompletedFromWhatTheServerKnows() throws {
    var view = try view()
    let asked = requests(view.begin())
    _ = view.take(.success(.names(["span.social.platform", "status"])), to: asked[1])
    _ = view.perform(.editQuery)
    for _ in 0..<2 { _ = view.write(.backspace) }
    for character in "{ soc" { _ = view.write(.character(character)) }
    #expect(view.prompt?.candidates == ["span.social.platform"])
    let request = try #require(requests(view.write(.tab)).first)
    #expect(request.question == .values(of: "span.social.platform", view.surroundings.range))
    _ = view.take(.success(.values([.init("tiktok"), .init("x")])), to: request)
    #expect(view.prompt?.candidates == ["tiktok", "x"])
    _ = view.write(.tab)
    for character in " }" { _ = view.write(.character(character)) }
    let search = try #require(requests(view.write(.enter)).first)
    #expect(
      search.question
        == .search(#"{ span.social.platform = "tiktok" }"#, view.surroundings.range, limit: 50))
  }

  @Test func aQueryThatCannotBeReadIsNotSent() throws {
    var view = try view()
    _ = view.begin()
    _ = view.perform(.editQuery)
    _ = view.write(.character("{"))
    #expect(view.write(.enter).isEmpty)
    #expect(view.prompt?.problem?.hasPrefix("parse error") == true)
  }

  @Test func anIDInPlaceOfAQueryOpensItsTrace() throws {
    var view = try view()
    _ = view.begin()
    _ = view.perform(.editQuery)
    _ = view.write(.control("u"))
    for character in "0000000000000abc" { _ = view.write(.character(character)) }
    let request = try #require(requests(view.write(.enter)).first)
    #expect(request.question == .trace(sample.id))
    #expect(view.isInTrace)
  }

  @Test func conditionsAreAddedToTheQuery() throws {
    var view = try view()
    _ = view.begin()
    func add(_ command: TracesCommand, _ text: String) {
      _ = view.perform(command)
      for character in text { _ = view.write(.character(character)) }
      _ = view.write(.enter)
    }
    add(.byService, "publisher")
    add(.byDuration, "200ms")
    add(.byAttribute, "span.a = 3")
    #expect(
      view.query
        == #"{ resource.service.name = "publisher" && duration > 200ms && span.a = 3 }"#)
  }

  @Test func hostileNamesAndAttributesDrawHarmlessly() throws {
    var hostile = sample
    let text =
      "\u{1B}[31m\u{1B}]0;t\u{7}\u{9B}2J\u{0}\r\n\u{202E}" + String(repeating: "é", count: 5_000)
    for place in hostile.spans.indices {
      hostile.spans[place].name = text
      hostile.spans[place].statusMessage = text
      hostile.spans[place].attributes = [TraceAttribute(text, text)]
      hostile.spans[place].events = [
        .init(time: start, name: text, attributes: [.init(text, text)])
      ]
    }
    hostile.resources = [.init(service: text, attributes: [.init(text, text)])]
    hostile.notices = [text]
    var view = try opened()
    view.top?.outline = TraceOutline(hostile)
    _ = view.perform(.openItem)
    _ = view.perform(.services)
    for size in [(1, 1), (20, 5), (100, 60), (200, 50)] {
      let drawn = rows(view, width: size.0, height: size.1).joined()
      #expect(
        drawn.unicodeScalars.allSatisfy {
          $0.value >= 0x20 && !(0x7F...0x9F).contains($0.value) && $0.value != 0x202E
        })
    }
    let printed = TracePrint.waterfall(of: hostile, width: 100, calendar: Calendar(.utc))
    #expect(!printed.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" || $0.value == 0x9B })
  }

  @Test func faultsOfATraceAreSaid() throws {
    var view = try opened()
    view.top?.outline = TraceOutline(
      trace([(1, 0, 0, 10, "a"), (2, 9, 5, 6, "a"), (3, 4, 1, 2, "a"), (4, 3, 1, 2, "a")]))
    let text = rows(view).joined(separator: "\n")
    #expect(text.contains("1 span without its parent, 1 circle of spans, cut, 3 roots"))
    #expect(text.contains("? span 2"))
  }

  @Test func tenThousandSpansHaveAMapAndGoToTheirEnd() throws {
    var spans: [(id: UInt64, parent: UInt64, from: Int64, to: Int64, service: String)] = [
      (1, 0, 0, 20_000, "a")
    ]
    for id in 2...10_000 as ClosedRange<UInt64> {
      spans.append((id, id / 4 + 1 < id ? id / 4 + 1 : 1, Int64(id), Int64(id) + 3, "s\(id % 9)"))
    }
    var view = try opened()
    view.top?.outline = TraceOutline(trace(spans, errors: [9_000]))
    view.move(by: .max)
    let text = rows(view, height: 40)
    #expect(text.contains { $0.hasSuffix("█") } && text.contains { $0.hasSuffix("◆") })
    #expect(view.top?.selection == 9_999)
  }

  @Test func theTextOfATraceHasItsTreeServicesAndStack() {
    let text = TracePrint.waterfall(of: sample, width: 100, calendar: Calendar(.utc))
    #expect(text.hasPrefix("trace 00000000000000000000000000000abc  2026-11-21"))
    #expect(text.contains("├╴▾ span 2  publisher"))
    #expect(text.contains("llm-router               2 spans  0 errors  25.0 ms"))
    #expect(text.contains("  at b (y.ts:2)\n"))
  }
}
