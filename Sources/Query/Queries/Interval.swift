package import Times

/// The widths between points that queries ask for, as Grafana computes them.
package enum Interval {
  /// Below the first number of a row, in milliseconds, the second is taken.
  private static let ladder: [(limit: Int64, interval: Int64)] = [
    (10, 1), (15, 10), (35, 20), (75, 50), (150, 100), (350, 200), (750, 500), (1500, 1000),
    (3500, 2000), (7500, 5000), (12_500, 10_000), (17_500, 15_000), (25_000, 20_000),
    (45_000, 30_000), (90_000, 60_000), (210_000, 120_000), (450_000, 300_000),
    (750_000, 600_000), (1_050_000, 900_000), (1_500_000, 1_200_000), (2_700_000, 1_800_000),
    (5_400_000, 3_600_000), (9_000_000, 7_200_000), (16_200_000, 10_800_000),
    (32_400_000, 21_600_000), (86_400_000, 43_200_000), (604_800_000, 86_400_000),
    (1_814_400_000, 604_800_000), (3_628_800_000, 2_592_000_000),
  ]

  package static func rounded(_ span: Span) -> Span {
    let milliseconds = span.milliseconds
    let row = ladder.first { milliseconds < $0.limit }
    return Span(milliseconds: row?.interval ?? 31_536_000_000)
  }

  /// `$__interval`: the range over the points, rounded, and not below the least interval.
  package static func interval(of range: TimeRange, points: Int, least: Span) -> Span {
    let width = Span(milliseconds: range.span.milliseconds / Int64(max(1, points)))
    return max(rounded(width), least)
  }

  /// `$__rate_interval`: four scrapes at the least, so that a rate always has two samples.
  package static func rateInterval(_ interval: Span, scrape: Span) -> Span {
    max(interval + scrape, scrape * 4)
  }

  /// The most points that Prometheus gives for a series.
  static let mostPoints: Int64 = 11_000

  /// The step of a range query, wide enough for the server's limit.
  static func step(_ interval: Span, of range: TimeRange, factor: Int) -> Span {
    let milliseconds = range.span.milliseconds
    let safe = rounded(Span(milliseconds: milliseconds / mostPoints)).milliseconds
    var step = max(interval.milliseconds, safe, 1)
    // The ladder rounds down too.
    if milliseconds / step > mostPoints { step = milliseconds / mostPoints + 1 }
    let (whole, overflow) = step.multipliedReportingOverflow(by: Int64(max(1, min(factor, 1000))))
    return Span(milliseconds: overflow ? step : whole)
  }

  /// The range with its ends rounded down to multiples of the step, so that points stay where they
  /// are between two refreshes. Multiples count from midnight of a clock so far before UTC's.
  static func aligned(_ range: TimeRange, to step: Span, offset: Span = .zero) -> TimeRange {
    func floor(_ instant: Instant) -> Instant {
      let width = max(1, step.milliseconds)
      let rest = (instant + offset).milliseconds % width
      return Instant(milliseconds: instant.milliseconds)
        - .milliseconds(rest < 0 ? rest + width : rest)
    }
    return TimeRange(from: floor(range.from), to: floor(range.to))
  }
}

extension VariableValues {
  /// The same with the lengths that intervals chosen as `auto` have over a range.
  func withIntervals(of range: TimeRange) -> VariableValues {
    var copy = self
    for (name, value) in values {
      guard let auto = value.auto else { continue }
      let least = (try? Span(parsing: auto.minimum)) ?? .seconds(10)
      let text = Interval.interval(of: range, points: auto.count, least: least).prometheusText
      copy.values[name]?.options = [.init(text: text, value: text)]
      copy.builtIns["__auto_interval_" + name] = text
    }
    return copy
  }
}
