package import Dashboards
package import Times

/// What a panel asks: its targets as queries, variables filled in, times aligned.
package enum Plan {
  /// Everything around a panel that its queries depend on.
  package struct Surroundings: Sendable {
    package var range: TimeRange
    package var now: Instant
    package var calendar: Calendar
    package var variables: VariableValues
    /// Points that the plot can tell apart.
    package var plotDots: Int
    package var scrapeInterval: Span

    package init(
      range: TimeRange, now: Instant, calendar: Calendar, variables: VariableValues, plotDots: Int,
      scrapeInterval: Span
    ) {
      self.range = range
      self.now = now
      self.calendar = calendar
      self.variables = variables
      self.plotDots = plotDots
      self.scrapeInterval = scrapeInterval
    }
  }

  /// The queries of a panel in the order of its targets; hidden and empty ones ask nothing.
  package static func queries(for panel: Panel, in surroundings: Surroundings) -> [Query] {
    let range = range(of: panel, in: surroundings)
    return panel.targets.flatMap { target -> [Query] in
      guard !target.isHidden, target.expr.contains(where: { !$0.isWhitespace }) else { return [] }
      return queries(of: target, panel, range, surroundings)
    }
  }

  private static func queries(
    of target: Target, _ panel: Panel, _ range: TimeRange, _ surroundings: Surroundings
  ) -> [Query] {
    let variables = surroundings.variables.withIntervals(of: range)
    let points = max(1, panel.maxDataPoints ?? surroundings.plotDots)
    let panelLeast = span(panel.interval, variables)
    let targetLeast = span(target.interval, variables)
    let interval = Interval.interval(
      of: range, points: points, least: panelLeast ?? surroundings.scrapeInterval)
    let floor = targetLeast ?? panelLeast ?? surroundings.scrapeInterval
    let rate = Interval.rateInterval(
      interval, scrape: targetLeast ?? surroundings.scrapeInterval)
    let asksRate = target.interval.map { $0.contains("__rate_interval") } ?? false
    let wanted = asksRate ? rate : Interval.interval(of: range, points: points, least: floor)
    let step = Interval.step(wanted, of: range, factor: target.intervalFactor)
    let filled = variables.with(
      builtIns: builtIns(interval: interval, rate: rate, range: range))
    func query(_ mode: Query.Mode, _ range: TimeRange) -> Query {
      let source = target.dataSource ?? panel.dataSource ?? DataSourceRef()
      return Query(
        panelID: panel.id, refID: target.refID,
        dataSource: DataSourceRef(
          type: source.type, uid: source.uid.map { variables.interpolate($0) }),
        expression: filled.interpolate(promQL: target.expr), mode: mode, range: range,
        format: target.format, legendFormat: target.legendFormat.map { variables.interpolate($0) })
    }
    var queries: [Query] = []
    if target.isRange || !target.isInstant {
      queries.append(query(.range(step: step), Interval.aligned(range, to: step)))
    }
    if target.isInstant { queries.append(query(.instant, range)) }
    return queries
  }

  /// The range of a panel that has one of its own, or is shifted.
  package static func range(of panel: Panel, in surroundings: Surroundings) -> TimeRange {
    var range = surroundings.range
    if let from = span(panel.timeFrom.map(withoutNow), surroundings.variables) {
      range = TimeRange(from: surroundings.now - from, to: surroundings.now)
    }
    if let shift = span(panel.timeShift, surroundings.variables) {
      range = TimeRange(from: range.from - shift, to: range.to - shift)
    }
    return range
  }

  private static func withoutNow(_ text: String) -> String {
    text.hasPrefix("now-") ? String(text.dropFirst(4)) : text
  }

  /// A duration of a layout, a variable filled in; nil for what is none.
  private static func span(_ text: String?, _ variables: VariableValues) -> Span? {
    guard let text, !text.isEmpty else { return nil }
    var filled = variables.interpolate(text)
    if filled.hasPrefix(">") { filled.removeFirst() }
    guard let span = try? Span(parsing: filled), span > .zero else { return nil }
    return span
  }

  private static func builtIns(
    interval: Span, rate: Span, range: TimeRange
  ) -> [String: String] {
    let seconds = range.span.milliseconds / 1000
    return [
      "__interval": interval.prometheusText, "__interval_ms": "\(interval.milliseconds)",
      "__rate_interval": rate.prometheusText, "__rate_interval_ms": "\(rate.milliseconds)",
      "__range": "\(seconds)s", "__range_s": "\(seconds)",
      "__range_ms": "\(range.span.milliseconds)", "__from": "\(range.from.milliseconds)",
      "__to": "\(range.to.milliseconds)",
    ]
  }
}
