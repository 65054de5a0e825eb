import Frames
import LogQL
import Times
import World

extension EmbeddedLoki {
  /// Lines that a metric query may go through, so that none keeps the demo busy for long.
  static let mostLines = 400_000

  func queryRange(
    _ form: RequestForm, _ now: Instant, isCategorized: Bool
  ) throws(LokiRefusal) -> [UInt8] {
    let query = try parsed(form["query"])
    let range = try range(form, now)
    switch query {
    case .log(let query):
      let limit = try limit(form)
      let direction = form["direction"].lowercased()
      guard ["", "backward", "forward"].contains(direction) else {
        throw LokiRefusal("invalid direction '\(form["direction"])'")
      }
      let lines = try lines(
        of: query, in: known(range, now), limit: limit, isForward: direction == "forward")
      return streams(lines, isCategorized: isCategorized)
    case .metric(let query):
      let usual = Span.seconds(max(1, (range.span.seconds / 250).rounded(.down)))
      let step = form["step"].isEmpty ? usual : try span(form["step"], name: "step")
      guard range.span.nanoseconds / max(1, step.nanoseconds) < 11_000 else {
        throw LokiRefusal(
          "exceeded maximum resolution of 11,000 points per time series. Try increasing the value "
            + "of the step parameter")
      }
      var moments: [Instant] = []
      var moment = range.from
      while moment <= range.to {
        moments.append(moment)
        moment = moment + step
      }
      let series = try LokiMetrics(loki: self, now: now, moments: moments).values(of: query)
      return matrix(series, moments)
    }
  }

  func query(_ form: RequestForm, _ now: Instant) throws(LokiRefusal) -> [UInt8] {
    let moment = try time(form, "time") ?? now
    guard case .metric(let query) = try parsed(form["query"]) else {
      throw LokiRefusal(
        "log queries are not supported as an instant query type, please change your query to a "
          + "range query type")
    }
    let series = try LokiMetrics(loki: self, now: now, moments: [moment]).values(of: query)
    return vector(series, moment)
  }

  /// A line with the labels that the query gave it.
  struct Found {
    var line: WorldLog.Line
    var labels: LinePipeline.Labelled
  }

  /// The oldest or the newest lines that pass, oldest first.
  private func lines(
    of query: LogQuery, in range: TimeRange, limit: Int, isForward: Bool
  ) throws(LokiRefusal) -> [Found] {
    let pipeline = try LinePipeline(query.stages)
    let wanted = try streams(of: query)
    guard !wanted.isEmpty else { return [] }
    var found: [Found] = []
    // Pieces of the range from one end, until there are enough; twice as long each time.
    var piece = Span.minutes(5)
    var (from, to) = (range.from, range.to)
    while from < to, found.count < limit {
      let start = isForward ? from : max(from, to + -piece)
      let end = isForward ? min(to, from + piece) : to
      let passed = log.lines(from: start, to: end, of: wanted).compactMap { line in
        pipeline.pass(line, stream: log.streams[line.stream]).map { Found(line: line, labels: $0) }
      }
      found = isForward ? found + passed : passed + found
      if isForward { from = end } else { to = start }
      piece = min(piece * 2, .hours(12))
    }
    return isForward ? Array(found.prefix(limit)) : Array(found.suffix(limit))
  }

  /// Lines by stream, the newest first as Loki gives them backwards; our reader takes either.
  private func streams(_ lines: [Found], isCategorized: Bool) -> [UInt8] {
    var order: [Labels] = []
    var groups: [Labels: [Found]] = [:]
    for found in lines {
      let labels = isCategorized ? found.labels.stream : found.labels.all
      if groups[labels] == nil { order.append(labels) }
      groups[labels, default: []].append(found)
    }
    var json = JSONBytes()
    json.write("{\"status\":\"success\",\"data\":{\"resultType\":\"streams\",")
    if isCategorized { json.write("\"encodingFlags\":[\"categorize-labels\"],") }
    json.write("\"result\":[")
    for (place, labels) in order.enumerated() {
      if place > 0 { json.write(",") }
      json.write("{\"stream\":")
      json.write(labels)
      json.write(",\"values\":[")
      for (index, found) in (groups[labels] ?? []).enumerated() {
        if index > 0 { json.write(",") }
        json.write("[")
        json.write(string: "\(found.line.time.nanoseconds)")
        json.write(",")
        json.write(string: found.line.text)
        if isCategorized {
          json.write(",{\"structuredMetadata\":")
          json.write(found.labels.metadata)
          if !found.labels.parsed.isEmpty {
            json.write(",\"parsed\":")
            json.write(found.labels.parsed)
          }
          json.write("}")
        }
        json.write("]")
      }
      json.write("]}")
    }
    json.write("],\"stats\":{}}}")
    return json.bytes
  }

  func matrix(_ series: [LokiMetrics.Series], _ moments: [Instant]) -> [UInt8] {
    var json = JSONBytes()
    json.write("{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":[")
    for (place, one) in series.enumerated() {
      if place > 0 { json.write(",") }
      json.write("{\"metric\":")
      json.write(one.labels)
      json.write(",\"values\":[")
      var isFirst = true
      for (moment, value) in zip(moments, one.values) {
        guard let value else { continue }
        if !isFirst { json.write(",") }
        isFirst = false
        json.writePoint(moment.milliseconds, value)
      }
      json.write("]}")
    }
    json.write("],\"stats\":{}}}")
    return json.bytes
  }

  func vector(_ series: [LokiMetrics.Series], _ moment: Instant) -> [UInt8] {
    var json = JSONBytes()
    json.write("{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[")
    var isFirst = true
    for one in series {
      guard let value = one.values.first ?? nil else { continue }
      if !isFirst { json.write(",") }
      isFirst = false
      json.write("{\"metric\":")
      json.write(one.labels)
      json.write(",\"value\":")
      json.writePoint(moment.milliseconds, value)
      json.write("}")
    }
    json.write("],\"stats\":{}}}")
    return json.bytes
  }
}
