import Foundation
import Frames
import Testing
import Times
import Traces

@testable import World

/// Lines of a system with the traces that they name.
@Suite struct LogAgreementTests {
  private static let traced = ["ofm", "primary", "standby", "video-pipeline", "luneo-platform"]
  private static let seeds: [UInt64] = [1, 5]

  /// The fields of a line, of either format.
  private static func fields(of text: String) -> [String: String] {
    if text.hasPrefix("{") {
      let object = try? JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
      return (object ?? [:]).mapValues { "\($0)" }
    }
    var fields: [String: String] = [:]
    var rest = text[...]
    while let equals = rest.firstIndex(of: "=") {
      let name = String(rest[..<equals])
      rest = rest[rest.index(after: equals)...]
      let isQuoted = rest.first == "\""
      if isQuoted { rest = rest.dropFirst() }
      let end = rest.firstIndex(of: isQuoted ? "\"" : " ") ?? rest.endIndex
      fields[name] = String(rest[..<end])
      rest = rest[end...].drop { $0 == "\"" || $0 == " " }
    }
    return fields
  }

  /// Each with the milliseconds that its figure stands for, and how far off it may be.
  private static let durations: [(name: String, unit: Double, rounding: Double)] = [
    ("duration", 1, 1), ("duration_ms", 1, 1), ("seconds", 1000, 51),
  ]
  /// What a field is called in a trace.
  private static let attributes = [
    "post_id": "post.id", "job_id": "job.id", "user_id": "user.id", "gpu": "gpu",
    "codec": "media.codec", "bytes": "media.bytes", "backend": "render.backend",
    "cost_usd": "llm.cost_usd", "prompt_tokens": "llm.prompt_tokens", "tokens": "llm.tokens",
    "account": "fraud.account", "rule": "fraud.rule", "attempt": "temporal.attempt",
    "task_queue": "temporal.task_queue",
  ]

  private static func problems(
    of line: WorldLog.Line, _ labels: Labels, in trace: Trace
  ) -> [String] {
    var problems: [String] = []
    let fields = fields(of: line.text)
    for (name, unit, rounding) in durations {
      guard let text = fields[name] else { continue }
      guard let figure = Double(text.hasSuffix("ms") ? String(text.dropLast(2)) : text) else {
        problems.append("\(name) is no figure")
        continue
      }
      let lengths = trace.spans.map { $0.duration.seconds * 1000 }
      if !lengths.contains(where: { abs($0 - figure * unit) <= rounding }) {
        problems.append("\(name) \(figure) is none of \(lengths)")
      }
    }
    for (name, key) in attributes {
      guard let text = fields[name] else { continue }
      let values = trace.spans.compactMap { $0.attributes[key]?.text }
      guard !values.contains(where: { $0 == text || Double($0) == Double(text) ?? .nan }) else {
        continue
      }
      problems.append("\(name) \(text) is none of \(values)")
    }
    // The line of a failure tells of the last attempt.
    let attempts = trace.spans.compactMap { $0.attributes["temporal.attempt"]?.number }
    if let attempt = fields["attempt"].flatMap(Double.init), attempt != attempts.max() {
      problems.append("attempt \(attempt) is not the last of \(attempts)")
    }
    let level = labels["level"]?.lowercased()
    if level == "error" || level == "critical", !trace.spans.contains(where: \.isError),
      fields["msg"] != "blocked"
    {
      problems.append("nothing failed")
    }
    if let error = fields["error"], !trace.spans.contains(where: { $0.statusMessage == error }) {
      problems.append("no span failed with \(error)")
    }
    let status = fields["status"].flatMap(Int64.init)
    let statuses = trace.spans.compactMap { $0.attributes["http.response.status_code"] }
    if let status, !statuses.isEmpty, !statuses.contains(.integer(status)) {
      problems.append("status \(status) is none of \(statuses)")
    }
    let slack = Span.seconds(0.5)
    if let range = trace.range, line.time < range.from - slack || line.time > range.to + slack {
      problems.append("written outside its trace")
    }
    return problems
  }

  @Test(arguments: traced, seeds)
  func linesAgreeWithTheTracesThatTheyName(system: String, seed: UInt64) throws {
    let world = try SyntheticWorld(system: system, seed: seed)
    let (log, traces) = (try WorldLog(of: world), try WorldTraces(of: world))
    var (checked, kinds) = (0, Set<String>())
    // Hours of several days, incidents among them.
    for hours in [3, 40, 65, 86] {
      let from = SyntheticWorld.epoch + .hours(24 * 321 + Double(hours) + Double(seed))
      let lines = log.lines(from: from, to: from + .minutes(40))
      // No more of a kind than tell about it.
      var counts: [String: Int] = [:]
      for line in lines {
        let labels = log.streams[line.stream]
        let fields = Self.fields(of: line.text)
        let empty = fields.filter { $0.value.isEmpty }.map(\.key)
        #expect(empty.isEmpty, "\(empty) in \(line.text)")
        #expect(!line.text.contains("{pick") && !line.text.contains("{span"), "\(line.text)")
        let kind = "\(labels["app"] ?? "") \(fields["msg"] ?? "")"
        counts[kind, default: 0] += 1
        guard (counts[kind] ?? 0) <= 25 else { continue }
        guard let text = line.metadata["trace_id"] else {
          Issue.record("no trace is named in \(line.text)")
          continue
        }
        let id = try #require(TraceID(hex: text))
        // A trace is written about before it ends.
        guard let trace = traces.trace(id, before: line.time + .minutes(16)) else {
          Issue.record("no trace of \(line.text)")
          continue
        }
        let problems = Self.problems(of: line, labels, in: trace)
        #expect(problems.isEmpty, "\(problems) of \(line.text)")
        kinds.insert(kind)
        checked += 1
      }
    }
    #expect(checked > 100 && kinds.count >= 4, "\(system): \(checked) lines, \(kinds)")
  }

  /// All that the templates may fill in, not only what an hour shows.
  @Test(arguments: traced + ["intelia-expert"])
  func noPlaceOfALineIsEmpty(system: String) throws {
    let world = try SyntheticWorld(system: system, seed: 3)
    let event = SyntheticWorld.epoch + .hours(24 * 330)
    for source in try WorldLog(of: world).sources {
      for number in 1...40 {
        let told = source.traces.flatMap { traces in
          ToldTrace(
            traces.trace(number * Int(source.template.every), at: event.milliseconds),
            about: source.template.span, event: event)
        }
        let filling = Filling(
          labels: source.series.labels, key: UInt64(number) &* 7919, told: told)
        for (place, field) in source.template.fields.enumerated() {
          let text = filling.text(field.value, UInt64(place))
          #expect(!text.isEmpty, "\(source.template.message): \(field.name) of \(field.value)")
          #expect(!text.contains("{"), "\(source.template.message): \(field.name) is \(text)")
        }
      }
    }
  }

  @Test(arguments: [
    ("{pick:TypeError: no: such}", "TypeError: no: such"), ("{one:a: b}", "a: b"),
    ("{map:le:x=1|0.5=half: of it}", "half: of it"), ("{any:k=v: w}", "v: w"),
    ("{le} and {number:7:7}", "0.5 and 7"), ("{span:ms}|{root:ms}", "|"),
  ])
  func onlyTheFirstColonEndsTheKind(template: String, text: String) {
    #expect(Filling(labels: ["le": "0.5"], key: 1).text(template, 0) == text)
  }

  /// A run is accepted before it is planned, rendered, judged and delivered, all in its trace.
  @Test func linesOfARunStandWhereItsSpansAre() throws {
    let log = try WorldLog(system: "video-pipeline", seed: 2)
    let from = SyntheticWorld.epoch + .hours(24 * 322 + 9)
    let lines = log.lines(from: from, to: from + .minutes(50))
    let runs = Dictionary(grouping: lines) { $0.metadata["trace_id"] ?? "" }.values.map { lines in
      lines.compactMap { Self.fields(of: $0.text)["msg"] }
    }
    let whole = runs.filter {
      $0.first == "pipeline run accepted" && $0.last == "pipeline run delivered"
    }
    #expect(whole.count > 10)
    #expect(
      whole.allSatisfy {
        $0 == [
          "pipeline run accepted", "plan made", "render finished", "accepted",
          "pipeline run delivered",
        ]
      }, "\(whole.first ?? [])")
    // A piece of the time has its lines, though their runs end after it.
    let piece = log.lines(from: from + .minutes(10), to: from + .minutes(11))
    let expected = lines.filter {
      $0.time >= from + .minutes(10) && $0.time < from + .minutes(11)
    }
    #expect(piece == expected)
  }
}
