import Frames
import LogQL
import Times
import World

/// Numbers made of lines: `rate`, `count_over_time`, `bytes_over_time`, `bytes_rate`; `sum`,
/// `topk`, `bottomk` over them. All else is refused.
struct LokiMetrics {
  struct Series {
    var labels: Labels
    /// At each moment; `nil` where there is no line in its window.
    var values: [Double?]
  }

  let loki: EmbeddedLoki
  let now: Instant
  /// In order, in equal steps.
  let moments: [Instant]

  func values(of query: MetricQuery) throws(LokiRefusal) -> [Series] {
    switch query {
    case .range(let node): return try range(node)
    case .paren(let node): return try values(of: node.inner)
    case .aggregation(let node):
      if node.op == .sum, case .range(let inner) = node.inner {
        // Summed as the lines come: each of them may have labels of its own.
        return try range(inner) { key($0, node.grouping) }
      }
      let inner = try values(of: node.inner)
      switch node.op {
      case .sum: return summed(inner, by: node.grouping)
      case .topk: return ranked(inner, node, isTop: true)
      case .bottomk: return ranked(inner, node, isTop: false)
      default: throw LinePipeline.unknown(node.op.rawValue)
      }
    case .binary: throw LinePipeline.unknown("operators between queries")
    case .number, .vector: throw LinePipeline.unknown("numbers as queries")
    case .labelReplace: throw LinePipeline.unknown("label_replace")
    }
  }

  /// As many series as Loki allows one query.
  private static let mostSeries = 500

  private func range(
    _ node: RangeAggregation, by group: (Labels) -> Labels = { $0 }
  ) throws(LokiRefusal) -> [Series] {
    let isRate = node.op == .rate || node.op == .bytesRate
    let isBytes = node.op == .bytesOverTime || node.op == .bytesRate
    guard isRate || isBytes || node.op == .countOverTime else {
      throw LinePipeline.unknown(node.op.rawValue)
    }
    guard node.grouping == nil else {
      throw LokiRefusal("grouping not allowed for \(node.op.rawValue) aggregation")
    }
    guard let first = moments.first, let last = moments.last else { return [] }
    let pipeline = try LinePipeline(node.log.stages)
    let wanted = try loki.streams(of: node.log)
    let (span, offset) = (Span(nanoseconds: node.span), Span(nanoseconds: node.offset))
    // A window begins behind its first nanosecond and ends with its last.
    let one = Span(nanoseconds: 1)
    let range = loki.known(
      TimeRange(from: first + -offset + -span + one, to: last + -offset + one), now)
    guard loki.log.estimate(from: range.from, to: range.to, of: wanted) <= EmbeddedLoki.mostLines
    else {
      throw LokiRefusal(
        "the query goes through too many lines for the demo: choose a shorter range")
    }
    var places: [Labels: Int] = [:]
    var series: [Series] = []
    let step = moments.count > 1 ? (moments[1] - first).nanoseconds : 1
    let divisor = isRate ? span.seconds : 1
    for line in loki.log.lines(from: range.from, to: range.to, of: wanted) {
      guard let labels = pipeline.pass(line, stream: loki.log.streams[line.stream]) else {
        continue
      }
      let key = group(labels.all)
      let index = places[key] ?? series.count
      if index == series.count {
        guard index < Self.mostSeries else {
          throw LokiRefusal(
            "maximum number of series (\(Self.mostSeries)) reached for a single query")
        }
        places[key] = index
        series.append(Series(labels: key, values: Array(repeating: nil, count: moments.count)))
      }
      // The first moment at or after the line, and those whose window it is still in.
      let ahead = (line.time + offset - first).nanoseconds
      var place = ahead <= 0 ? 0 : Int((ahead + step - 1) / step)
      let weight = (isBytes ? Double(line.text.utf8.count) : 1) / divisor
      while place < moments.count, moments[place] + -offset + -span < line.time {
        series[index].values[place] = (series[index].values[place] ?? 0) + weight
        place += 1
      }
    }
    return series.filter { $0.values.contains { $0 != nil } }
      .sorted { Labels.precede($0.labels, $1.labels) }
  }

  private func sorted(_ groups: [Labels: [Double?]]) -> [Series] {
    groups.map { Series(labels: $0.key, values: $0.value) }
      .filter { $0.values.contains { $0 != nil } }
      .sorted { Labels.precede($0.labels, $1.labels) }
  }

  private func summed(_ series: [Series], by grouping: Grouping?) -> [Series] {
    var groups: [Labels: [Double?]] = [:]
    for one in series {
      let key = key(one.labels, grouping)
      let old = groups[key] ?? Array(repeating: nil, count: one.values.count)
      groups[key] = zip(old, one.values).map { old, new in
        old == nil && new == nil ? nil : (old ?? 0) + (new ?? 0)
      }
    }
    return sorted(groups)
  }

  private func key(_ labels: Labels, _ grouping: Grouping?) -> Labels {
    guard let grouping else { return Labels() }
    return grouping.isWithout
      ? labels.dropping(grouping.labels) : labels.keeping(grouping.labels)
  }

  /// At each moment the first so many of each group stay.
  private func ranked(_ series: [Series], _ node: LogAggregation, isTop: Bool) -> [Series] {
    var chosen = series.map { Series(labels: $0.labels, values: $0.values.map { _ in nil }) }
    let keys = series.map { key($0.labels, node.grouping) }
    for place in moments.indices {
      var groups: [Labels: [Int]] = [:]
      for index in series.indices where series[index].values[place] != nil {
        groups[keys[index], default: []].append(index)
      }
      for members in groups.values {
        let ordered = members.sorted { left, right in
          let (a, b) = (series[left].values[place] ?? 0, series[right].values[place] ?? 0)
          return a == b ? left < right : (a > b) == isTop
        }
        for index in ordered.prefix(max(0, node.parameter ?? 0)) {
          chosen[index].values[place] = series[index].values[place]
        }
      }
    }
    return chosen.filter { $0.values.contains { $0 != nil } }
  }
}
