import DataSources
import Frames
import LogQL
import Logs
import Queries
import TestSupport
import Testing
import Times
import Widgets

import struct Cells.Buffer
import enum Cells.Key
import struct Cells.Rect

@testable import LogScreen

/// A logs view on a server with all its lines at hand, played action by action.
struct Desk {
  struct Line {
    var time: Int64
    var text: String
    var stream: Labels = ["service_name": "api", "pod": "api-0"]
    var metadata = Labels()
    /// In place of the text, where it is none.
    var bytes: [UInt8]?
  }

  var view: LogsView
  var lines: [Line]
  /// Seconds.
  var now: Double
  var labels = ["pod", "service_name"]
  var isDown = false
  /// It refuses to count lines in steps.
  var cannotCount = false
  /// It refuses the bars of the volume.
  var refusesVolume = false
  /// The most lines that it gives.
  var mostLines = 5_000
  /// What it was asked, and what the view asked of the program around it.
  var asked: [LogsRequest] = []
  var said: [LogsEffect] = []

  init(
    _ lines: [Line], now: Double = 1_000, queries: [String] = [#"{service_name="api"}"#],
    isLive: Bool = true, width: Int = 120, height: Int = 40,
    traceFields: [DataSource.TraceField] = []
  ) throws {
    var source = try #require(
      DataSource(name: "loki", kind: .loki, address: "http://localhost:3100"))
    source.traceFields = traceFields
    self.lines = lines
    self.now = now
    view = LogsView(
      source: source, calendar: Calendar(.utc), queries: queries,
      surroundings: LogsView.Surroundings(
        range: TimeRange(from: Instant(seconds: now - 900), to: Instant(seconds: now)),
        isLive: isLive, isFrozen: false, now: Instant(seconds: now), width: width, height: height,
        glyphs: .full))
    serve(view.open())
  }

  /// Gives the answers to what the view asks, until it asks no more.
  mutating func serve(_ effects: [LogsEffect]) {
    var left = effects
    var count = 0
    while !left.isEmpty, count < 2_000 {
      count += 1
      let effect = left.removeFirst()
      guard case .ask(let request) = effect else {
        said.append(effect)
        continue
      }
      asked.append(request)
      left += view.take(answer(to: request), to: request)
    }
  }

  mutating func perform(_ command: LogsCommand) { serve(view.perform(command)) }
  mutating func move(_ rows: Int) { serve(view.move(by: rows)) }

  mutating func type(_ text: String, then keys: Key...) {
    for character in text { serve(view.write(.character(character))) }
    for key in keys { serve(view.write(key)) }
  }

  /// Lets time go on, and what is due be done.
  mutating func wait(_ seconds: Double) {
    let end = now + seconds
    while now < end {
      now = min(end, now + 0.5)
      view.surroundings.now = Instant(seconds: now)
      view.surroundings.range = TimeRange(
        from: Instant(seconds: now - 900), to: Instant(seconds: now))
      if let deadline = view.deadline, deadline <= view.surroundings.now {
        serve(view.meetDeadline())
      }
    }
  }

  private func answer(to request: LogsRequest) -> Result<LogsReply, DataSourceError> {
    guard !isDown else {
      return .failure(
        DataSourceError(.unreachable, source: "loki", detail: "connection refused"))
    }
    switch request.question {
    case .labelNames: return .success(.texts(labels))
    case .labelValues(let label, _, _):
      return .success(.texts(Set(lines.compactMap { $0.stream[label] }).sorted()))
    case .query(let query): return answer(to: query)
    }
  }

  private func answer(to query: Query) -> Result<LogsReply, DataSourceError> {
    guard case .lines(let limit, let isForward) = query.mode else {
      if cannotCount, query.expression.hasPrefix("sum(count_over_time(") {
        return .failure(
          DataSourceError(.rejected, source: "loki", detail: "too many outstanding requests"))
      }
      if refusesVolume, query.expression.hasPrefix("sum by (level") {
        return .failure(DataSourceError(.rejected, source: "loki", detail: "too many series"))
      }
      return .success(.frames(numbers(of: query)))
    }
    guard limit <= mostLines else {
      return .failure(
        DataSourceError(
          .rejected, source: "loki", detail: "max entries limit per query exceeded"))
    }
    let found = self.found(query)
    var answer = LogLines()
    for line in isForward ? found.prefix(limit) : found.suffix(limit) {
      let stream = answer.add(line.stream)
      answer.append(
        line.bytes ?? Array(line.text.utf8), at: Instant(nanoseconds: line.time), stream: stream,
        metadata: answer.add(line.metadata))
    }
    return .success(.frames([Frame(lines: answer)]))
  }

  /// Lines come that were not there before, whatever their times.
  mutating func deliver(_ late: [Line]) { lines += late }

  /// The lines that a query selects, by the labels and the line filters that it has.
  private func found(_ query: Query) -> [Line] {
    guard let log = try? LogQLQuery(parsing: query.expression).logQueries.first else { return [] }
    let known = Int64(now * 1e9)
    return lines.filter { line in
      guard line.time >= query.range.from.nanoseconds, line.time < query.range.to.nanoseconds,
        line.time <= known
      else { return false }
      let isSelected = log.matchers.allSatisfy { matcher in
        let value = line.stream[matcher.name] ?? ""
        switch matcher.op {
        case .equal: return value == matcher.value
        case .notEqual: return value != matcher.value
        case .matches: return !value.isEmpty
        case .notMatches: return value.isEmpty
        }
      }
      return isSelected
        && log.stages.allSatisfy { stage in
          if case .labelFilter(let filter) = stage.kind { return has(line, filter) }
          guard case .lineFilter(let filter) = stage.kind else { return true }
          let isThere = filter.alternatives.contains { line.text.contains($0.text) }
          return isThere == (filter.op == .contains || filter.op == .matches)
        }
    }.sorted { $0.time < $1.time }
  }

  /// Whether a label, or what stands beside the line, is as a filter wants it.
  private func has(_ line: Line, _ filter: LabelFilter) -> Bool {
    switch filter {
    case .or(let left, let right): return has(line, left) || has(line, right)
    case .matcher(let matcher) where matcher.op == .equal:
      return (line.metadata[matcher.name] ?? line.stream[matcher.name] ?? "") == matcher.value
    default: return true
    }
  }

  /// One number: how many lines there are at the moment, or one in each bar.
  private func numbers(of query: Query) -> [Frame] {
    if case .range(let step) = query.mode, query.expression.hasPrefix("sum(count_over_time(") {
      return [counts(of: query, step)]
    }
    guard case .range(let step) = query.mode else {
      let count = lines.count { $0.time == query.range.to.nanoseconds }
      return [frame([query.range.to], [Double(count)], [:])]
    }
    var times: [Instant] = []
    var moment = query.range.from
    while moment <= query.range.to {
      times.append(moment)
      moment = moment + step
    }
    return [frame(times, times.map { _ in 3 }, ["level": "error"])]
  }

  /// The lines in the step before each moment, this included.
  private func counts(of query: Query, _ step: Span) -> Frame {
    var (times, values): ([Instant], [Double]) = ([], [])
    var moment = query.range.from
    while moment <= query.range.to {
      var part = query
      part.range = TimeRange(
        from: moment - step + Span(nanoseconds: 1), to: moment + Span(nanoseconds: 1))
      times.append(moment)
      values.append(Double(found(part).count))
      moment = moment + step
    }
    return frame(times, values, [:])
  }

  private func frame(_ times: [Instant], _ values: [Double], _ labels: Labels) -> Frame {
    Frame(fields: [
      Field(name: "Time", values: .times(times)),
      Field(name: "Value", labels: labels, values: .numbers(NumberColumn(values))),
    ])
  }

  var drawn: Buffer {
    let (width, height) = (view.surroundings.width, view.surroundings.height)
    var buffer = Buffer(width: width, height: height)
    view.draw(in: Rect(x: 1, width: width - 2, height: height), into: &buffer)
    return buffer
  }

  /// What is drawn, row by row.
  var screen: [String] {
    drawn.text().split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  /// The texts of the lines that are shown.
  var shown: [String] {
    let listing = view.listing
    return (0..<listing.rowCount).compactMap { listing.number(atRow: $0) }
      .compactMap { listing.buffer[$0] }
      .map { String(decoding: $0.lines.text(at: $0.index), as: UTF8.self) }
  }

  /// The text of the line that the operator stands on.
  var current: String? {
    view.listing.current.map { String(decoding: $0.lines.text(at: $0.index), as: UTF8.self) }
  }
}

extension Desk.Line {
  /// A line at a second.
  init(_ second: Double, _ text: String, _ stream: Labels? = nil) {
    self.init(time: Int64(second * 1e9), text: text)
    if let stream { self.stream = stream }
  }
}
