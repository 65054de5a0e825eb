import Frames
import Times
import World

extension EmbeddedLoki {
  func labelNames(_ form: RequestForm, _ now: Instant) throws(LokiRefusal) -> [UInt8] {
    let streams = try present(form, now)
    return list(Set(streams.flatMap { log.streams[$0].pairs.map(\.name) }))
  }

  func labelValues(
    _ name: String, _ form: RequestForm, _ now: Instant
  ) throws(LokiRefusal) -> [UInt8] {
    let streams = try present(form, now)
    return list(Set(streams.compactMap { log.streams[$0][name] }))
  }

  func series(_ form: RequestForm, _ now: Instant) throws(LokiRefusal) -> [UInt8] {
    let selectors = form.all("match[]") + form.all("match")
    guard !selectors.isEmpty else { throw LokiRefusal("0 matcher sets are not supported") }
    let range = known(try range(form, now), now)
    var places: Set<Int> = []
    for selector in selectors { places.formUnion(try streams(selector)) }
    var json = JSONBytes()
    json.write("{\"status\":\"success\",\"data\":[")
    var isFirst = true
    for place in places.sorted() where hasLines(place, range) {
      if !isFirst { json.write(",") }
      isFirst = false
      json.write(log.streams[place])
    }
    json.write("]}")
    return json.bytes
  }

  /// Bytes by the labels asked for, else by those that the selector names.
  func volume(
    _ form: RequestForm, _ now: Instant, isRange: Bool
  ) throws(LokiRefusal) -> [UInt8] {
    let range = try range(form, now)
    let wanted = try streams(form["query"])
    var names = form["targetLabels"].split(separator: ",").map(String.init)
    if names.isEmpty, !form["query"].isEmpty, form["query"] != "{}" {
      names = try parsed(form["query"]).matchers.map(\.name)
    }
    let step =
      isRange && !form["step"].isEmpty ? try span(form["step"], name: "step") : range.span
    let seen = known(range, now)
    guard log.estimate(from: seen.from, to: seen.to, of: wanted) <= Self.mostLines,
      range.span.nanoseconds / max(1, step.nanoseconds) < 11_000
    else { throw LokiRefusal("the query goes through too many lines for the demo") }
    var moments: [Instant] = []
    var end = range.from
    repeat {
      end = min(range.to, end + step)
      moments.append(end)
    } while end < range.to
    var groups: [Labels: [Double?]] = [:]
    let none = [Double?](repeating: nil, count: moments.count)
    for line in log.lines(from: seen.from, to: seen.to, of: wanted) {
      let key = log.streams[line.stream].keeping(names)
      let place = Int((line.time - range.from).nanoseconds / max(1, step.nanoseconds))
      guard none.indices.contains(place) else { continue }
      groups[key, default: none][place] =
        (groups[key]?[place] ?? 0) + Double(line.text.utf8.count)
    }
    let limit = try limit(form)
    let series = groups.map { LokiMetrics.Series(labels: $0.key, values: $0.value) }.sorted {
      let (left, right) = ($0.total, $1.total)
      return left == right ? Labels.precede($0.labels, $1.labels) : left > right
    }.prefix(limit)
    return isRange ? matrix(Array(series), moments) : vector(Array(series), range.to)
  }

  func stats(_ form: RequestForm, _ now: Instant) throws(LokiRefusal) -> [UInt8] {
    let range = known(try range(form, now), now)
    let present = try streams(form["query"]).filter { hasLines($0, range) }
    let entries = log.estimate(from: range.from, to: range.to, of: present)
    // A line of the demo has about so many bytes.
    return Array(
      ("{\"streams\":\(present.count),\"chunks\":\(present.count),\"bytes\":\(entries * 180),"
        + "\"entries\":\(entries)}").utf8)
  }

  private func present(_ form: RequestForm, _ now: Instant) throws(LokiRefusal) -> [Int] {
    let range = known(try range(form, now), now)
    return try streams(form["query"]).filter { hasLines($0, range) }
  }

  private func hasLines(_ stream: Int, _ range: TimeRange) -> Bool {
    log.estimate(from: range.from, to: range.to, of: [stream]) > 0
  }

  /// Without anything in it there is no `data`.
  private func list(_ texts: Set<String>) -> [UInt8] {
    guard !texts.isEmpty else { return Array("{\"status\":\"success\"}".utf8) }
    var json = JSONBytes()
    json.write("{\"status\":\"success\",\"data\":")
    json.write(strings: texts.sorted(by: String.bytesPrecede))
    json.write("}")
    return json.bytes
  }
}

extension LokiMetrics.Series {
  fileprivate var total: Double { values.reduce(0) { $0 + ($1 ?? 0) } }
}
