import Frames
import Samples

/// The series whose samples a function over ranges takes: stored ones, or those of a subquery.
struct RangeVector {
  private enum Content {
    case stored([any SampleSeries], ClosedRange<Int64>)
    case steps([StepSeries], Grid)
  }

  private let content: Content
  let labels: [Labels]
  /// How long the windows are and how far back they end, milliseconds.
  let span: Int64
  let shift: Int64

  /// Samples outside of the bounds are not looked at.
  init(
    stored series: [any SampleSeries], _ bounds: ClosedRange<Int64>, span: Int64, shift: Int64
  ) {
    content = .stored(series, bounds)
    labels = series.map(\.labels)
    self.span = span
    self.shift = shift
  }

  init(steps series: [StepSeries], _ grid: Grid, span: Int64, shift: Int64) {
    content = .steps(series, grid)
    labels = series.map(\.labels)
    self.span = span
    self.shift = shift
  }

  var count: Int { labels.count }

  /// Both ends of the window at a moment belong to it.
  func windowFrom(_ time: Int64) -> Int64 { windowTo(time).subtracting(span) }
  func windowTo(_ time: Int64) -> Int64 { time.subtracting(shift) }

  /// The ends of one series between two moments, where they say how much it grew.
  func ends(_ index: Int, _ from: Int64, _ to: Int64) -> SampleEnds? {
    guard case .stored(let series, let bounds) = content, series[index].neverFalls else {
      return nil
    }
    let (from, to) = (max(from, bounds.lowerBound), min(to, bounds.upperBound))
    return from <= to ? series[index].ends(from: from, to: to) : nil
  }

  /// Appends the samples of one series between two moments, both inclusive; staleness markers
  /// are none.
  func read(_ index: Int, _ from: Int64, _ to: Int64, _ run: inout SampleRun) {
    switch content {
    case .stored(let series, let bounds):
      let (from, to) = (max(from, bounds.lowerBound), min(to, bounds.upperBound))
      guard from <= to else { return }
      series[index].read(from: from, to: to, into: &run)
      run.removeStaleMarkers()
    case .steps(let series, let grid):
      let values = series[index].values
      guard from <= to, let first = grid.index(atOrAfter: from) else { return }
      var step = first
      while step < grid.count, grid[step] <= to {
        if !values[step].isMissing { run.append(grid[step], values[step]) }
        step += 1
      }
    }
  }
}

extension Grid {
  /// The first moment that is not before another.
  func index(atOrAfter time: Int64) -> Int? {
    guard count > 0, time <= end else { return nil }
    guard time > start else { return 0 }
    return Int((time.subtracting(start) - 1) / step) + 1
  }
}

extension Evaluator {
  /// The range vector that a plan stands for; `nil` when it stands for something else.
  func runs(of plan: Plan, over grid: Grid) throws(PromQLError) -> RangeVector? {
    switch plan {
    case .invariant(let inner): return try runs(of: inner, over: grid)
    case .matrix(let selector, let span):
      let shift = selector.shift(on: grid)
      let bounds = selector.bounds
      let series = try chosen(
        selector, from: max(grid.start.subtracting(shift).subtracting(span), bounds.lowerBound),
        to: min(grid.end.subtracting(shift), bounds.upperBound))
      return RangeVector(stored: series, bounds, span: span, shift: shift)
    case .subquery(let subquery):
      let shift = subquery.shift(on: grid)
      let inner = try innerGrid(of: subquery, shift: shift, over: grid)
      let series = inner.count > 0 ? try evaluate(subquery.inner, over: inner) : []
      return RangeVector(steps: series, inner, span: subquery.span, shift: shift)
    default: return nil
    }
  }

  /// The moments of a subquery are multiples of its step, whatever those of the query are.
  private func innerGrid(
    of subquery: PlannedSubquery, shift: Int64, over grid: Grid
  ) throws(PromQLError) -> Grid {
    let step = max(subquery.step ?? engine.subqueryStep, 1)
    let from = grid.start.subtracting(shift).subtracting(subquery.span)
    let to = grid.end.subtracting(shift)
    var start = from / step * step
    if start < from { start = start.adding(step) }
    guard start <= to else { return Grid(start: start, step: step, count: 0) }
    let steps = to.subtracting(start) / step
    guard steps < Int64(engine.maximumSamples) else { throw .tooManySamples }
    return Grid(start: start, step: step, count: Int(steps) + 1)
  }
}
