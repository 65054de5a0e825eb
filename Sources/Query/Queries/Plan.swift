package import Dashboards
import LogQL
package import Times
import TraceQL

/// What a panel asks: its targets as queries, variables filled in, times aligned.
package enum Plan {
  /// What the plan must know of the source that a target names.
  package struct SourceTraits: Hashable, Sendable {
    package var language: TextLanguage
    package var scrapeInterval: Span

    package init(language: TextLanguage = .promQL, scrapeInterval: Span = .seconds(15)) {
      self.language = language
      self.scrapeInterval = scrapeInterval
    }
  }

  /// Everything around a panel that its queries depend on.
  package struct Surroundings: Sendable {
    package var range: TimeRange
    /// The range follows the clock: only then may a panel have one of its own.
    package var isRelative: Bool
    package var now: Instant
    package var calendar: Calendar
    /// With the built-in ones of the dashboard, and the scope of a copy.
    package var variables: VariableValues
    /// Points that the plot can tell apart.
    package var plotDots: Int
    package var traits: @Sendable (DataSourceRef) -> SourceTraits

    package init(
      range: TimeRange, isRelative: Bool = true, now: Instant, calendar: Calendar,
      variables: VariableValues, plotDots: Int,
      traits: @escaping @Sendable (DataSourceRef) -> SourceTraits = { _ in SourceTraits() }
    ) {
      self.range = range
      self.isRelative = isRelative
      self.now = now
      self.calendar = calendar
      self.variables = variables
      self.plotDots = plotDots
      self.traits = traits
    }
  }

  /// The queries of a panel in the order of its targets; hidden and empty ones ask nothing.
  package static func queries(for panel: Panel, in surroundings: Surroundings) -> [Query] {
    let range = range(of: panel, in: surroundings)
    // A panel with a range of its own has its own built-in texts.
    let variables = surroundings.variables.with(builtIns: VariableValues.builtIns(of: range))
      .withIntervals(of: range)
    return panel.targets.enumerated().flatMap { index, target -> [Query] in
      guard !target.isHidden, target.expr.contains(where: { !$0.isWhitespace }) else { return [] }
      return TargetPlan(panel, target, index, range, variables, surroundings).queries
    }
  }

  /// The range of a panel that has one of its own, or is shifted.
  package static func range(of panel: Panel, in surroundings: Surroundings) -> TimeRange {
    var range = surroundings.range
    func filled(_ text: String?) -> String? {
      guard let text = text.map({ surroundings.variables.interpolate($0) }), !text.isEmpty else {
        return nil
      }
      return text
    }
    func moved(_ text: String, from instant: Instant, roundsUp: Bool) -> Instant? {
      let expression = text.hasPrefix("now") ? text : "now-" + text
      if let moment = try? TimeExpression(expression, calendar: surroundings.calendar) {
        return moment.resolve(now: instant, calendar: surroundings.calendar, roundsUp: roundsUp)
      }
      guard let span = try? Span(parsing: text), span > .zero else { return nil }
      return instant + -span
    }
    if surroundings.isRelative, let text = filled(panel.timeFrom),
      let from = moved(text, from: surroundings.now, roundsUp: false)
    {
      range = TimeRange(from: from, to: surroundings.now)
    }
    if let text = filled(panel.timeShift),
      let from = moved(text, from: range.from, roundsUp: false),
      let to = moved(text, from: range.to, roundsUp: true)
    {
      range = TimeRange(from: from, to: to)
    }
    return range
  }
}

/// One target of a panel over a range.
private struct TargetPlan {
  let panel: Panel
  let target: Target
  let index: Int
  let range: TimeRange
  let variables: VariableValues
  let source: DataSourceRef
  let traits: Plan.SourceTraits
  let calendar: Calendar
  let points: Int

  init(
    _ panel: Panel, _ target: Target, _ index: Int, _ range: TimeRange,
    _ variables: VariableValues, _ surroundings: Plan.Surroundings
  ) {
    self.panel = panel
    self.target = target
    self.index = index
    self.range = range
    self.variables = variables
    let source = target.dataSource ?? panel.dataSource ?? DataSourceRef()
    self.source = DataSourceRef(
      type: source.type, uid: source.uid.map { variables.interpolate($0) })
    traits = surroundings.traits(self.source)
    calendar = surroundings.calendar
    points = max(1, target.maxDataPoints ?? panel.maxDataPoints ?? surroundings.plotDots)
  }

  var queries: [Query] {
    let panelLeast = span(panel.interval)
    let targetLeast = span(target.interval)
    let interval = Interval.interval(
      of: range, points: points, least: panelLeast ?? traits.scrapeInterval)
    let rate = Interval.rateInterval(interval, scrape: targetLeast ?? traits.scrapeInterval)
    let asksRate = target.interval.map { $0.contains("__rate_interval") } ?? false
    let wanted =
      asksRate
      ? rate
      : Interval.interval(
        of: range, points: points, least: targetLeast ?? panelLeast ?? traits.scrapeInterval)
    let step = Interval.step(wanted, of: range, factor: target.intervalFactor)
    let filled = variables.with(
      builtIns: VariableValues.builtIns(interval: interval, rate: rate))
    if traits.language == .logQL {
      let text = filled.interpolate(target.expr, as: .logQL)
      if case .log = try? LogQLQuery(parsing: text) {
        let limit = target.maxLines ?? Query.usualLines
        return [query(.lines(limit: limit, isForward: target.isForward), range, filled)]
      }
    }
    if traits.language == .traceQL {
      let text = filled.interpolate(target.expr, as: .traceQL)
      // What can't be read is a search too: the server says what is wrong with it.
      if (try? TraceQuery(parsing: text))?.metrics == nil {
        let limit = target.traceLimit ?? Query.usualTraces
        return [query(.traces(limit: limit, isSpans: target.isOfSpans), range, filled)]
      }
    }
    var queries: [Query] = []
    if target.isRange || !target.isInstant {
      let aligned = Interval.aligned(range, to: step, offset: calendar.offset(at: range.to))
      queries.append(
        query(.range(step: step), aligned, filled.with(builtIns: ["__auto": step.prometheusText])))
    }
    if target.isInstant {
      // What is asked for once is asked over all of the range.
      let whole = filled.builtIns["__range"] ?? step.prometheusText
      queries.append(query(.instant, range, filled.with(builtIns: ["__auto": whole])))
    }
    return queries
  }

  private func query(_ mode: Query.Mode, _ range: TimeRange, _ filled: VariableValues) -> Query {
    Query(
      panelID: panel.id, refID: target.refID, targetIndex: index, dataSource: source,
      expression: filled.interpolate(target.expr, as: traits.language), mode: mode, range: range,
      format: target.format, legendFormat: target.legendFormat.map { filled.interpolate($0) })
  }

  /// A duration of a layout, a variable filled in; nil for what is none.
  private func span(_ text: String?) -> Span? {
    guard let text, !text.isEmpty else { return nil }
    var filled = variables.interpolate(text)
    if filled.hasPrefix(">") { filled.removeFirst() }
    guard let span = try? Span(parsing: filled), span > .zero else { return nil }
    return span
  }
}
