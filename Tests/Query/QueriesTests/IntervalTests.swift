import Dashboards
import Queries
import Testing
import Times

private let end = Instant(milliseconds: 1_795_271_553_217)

private func last(_ span: Span) -> TimeRange { TimeRange(from: end - span, to: end) }

private func queries(
  _ change: (inout Panel, inout Target) -> Void = { _, _ in }, range: TimeRange = last(.hours(1)),
  dots: Int = 120, variables: VariableValues = VariableValues(), expr: String = "up"
) -> [Query] {
  var panel = Panel(
    id: 1, title: "", gridPos: GridPos(x: 0, y: 0, w: 12, h: 8),
    kind: .timeSeries(TimeSeriesOptions()))
  var target = Target(refID: "A", expr: expr)
  change(&panel, &target)
  panel.targets = [target]
  return Plan.queries(
    for: panel,
    in: Plan.Surroundings(
      range: range, now: end, calendar: Calendar(.utc), variables: variables, plotDots: dots,
      traits: { _ in .init(scrapeInterval: .seconds(15)) }))
}

@Test(
  arguments: [
    (6.0, 700, "30s", "1m"), (1, 700, "15s", "1m"), (24, 100, "15m", "915s"),
  ] as [(Double, Int, String, String)])
func intervalsAreThoseOfGrafana(hours: Double, points: Int, interval: String, rate: String) {
  let asked = queries(
    range: last(.hours(hours)), dots: points, expr: "$__interval ${__rate_interval}")
  #expect(asked.map(\.expression) == ["\(interval) \(rate)"])
}

/// Loki's own word: the step of a query over a range, all of the range of one for a moment.
@Test func autoIsTheStepOrTheWholeRange() {
  let expr = "count_over_time({a=\"b\"}[$__auto])"
  func asked(_ isInstant: Bool) -> [String] {
    queries(
      { _, target in (target.isInstant, target.isRange) = (isInstant, !isInstant) }, expr: expr
    ).map(\.expression)
  }
  #expect(asked(false) == [#"count_over_time({a="b"}[30s])"#])
  #expect(asked(true) == [#"count_over_time({a="b"}[3600s])"#])
}

@Test(
  arguments: [
    (9, 1), (10, 10), (34, 20), (1499, 1000), (3600, 5000), (17_000, 15_000), (44_999, 30_000),
    (89_999, 60_000), (5_399_999, 3_600_000), (86_400_000, 86_400_000),
    (5_000_000_000, 31_536_000_000),
  ] as [(Int64, Int64)])
func widthsAreRoundedOnTheLadder(milliseconds: Int64, rounded: Int64) {
  #expect(Interval.rounded(Span(milliseconds: milliseconds)).milliseconds == rounded)
}

@Test func endsFallOnMultiplesOfTheStep() throws {
  let query = try #require(queries().first)
  #expect(query.mode == .range(step: .seconds(30)))
  #expect(query.range.from.milliseconds % 30_000 == 0)
  #expect(query.range.to.milliseconds % 30_000 == 0)
  #expect(end - query.range.to < .seconds(30))
}

@Test func noSeriesHasMorePointsThanTheServerGives() throws {
  let query = try #require(
    queries({ _, target in target.interval = "1s" }, range: last(.hours(24 * 30)), dots: 5).first)
  guard case .range(let step) = query.mode else {
    Issue.record("a range query")
    return
  }
  #expect(query.range.span.milliseconds / step.milliseconds <= 11_000)
}

@Test func theFactorWidensTheStepAndNotTheRateInterval() {
  let query = queries({ _, target in target.intervalFactor = 2 }, expr: "$__rate_interval").first
  #expect(query?.mode == .range(step: .seconds(60)))
  #expect(query?.expression == "1m")
}

@Test func instantAndRangeAreTwoQueries() {
  #expect(queries({ _, target in target.isInstant = true }).map(\.mode).count == 2)
  #expect(
    queries({ _, target in (target.isInstant, target.isRange) = (true, false) }).map(\.mode)
      == [.instant])
  #expect(queries({ _, target in target.isHidden = true }).isEmpty)
  #expect(queries(expr: "  ").isEmpty)
}

@Test func aPanelMayHaveItsOwnRange() throws {
  let query = try #require(
    queries({ panel, _ in (panel.timeFrom, panel.timeShift) = ("2h", "1d") }).first)
  #expect(query.range.span.seconds == 7200)
  #expect((end - query.range.to).seconds >= 86_400)
}

@Test(arguments: ["999999y", "nonsense", "-5s", "0s", "$none"])
func aStrangeIntervalIsNoTrap(interval: String) {
  #expect(
    queries({ panel, target in (panel.interval, target.interval) = (interval, interval) }).count
      == 1)
}

@Test(
  arguments: [
    (["$__auto_interval_step"], "2m"), (["$__auto"], "2m"), (["auto"], "2m"), (["5m"], "5m"),
  ])
func anIntervalThatIsAutoFollowsTheRange(current: [String], length: String) {
  var variable = Variable(
    name: "step", kind: .interval(["1m", "5m"], auto: .init(count: 30, minimum: "10s")))
  variable.current = current
  var dashboard = Dashboard(title: "")
  dashboard.variables = [variable]
  let variables = Variables.initial(of: dashboard, overrides: [:])
  let asked = queries(variables: variables, expr: "rate(up[$step])")
  #expect(asked.map(\.expression) == ["rate(up[\(length)])"])
}
