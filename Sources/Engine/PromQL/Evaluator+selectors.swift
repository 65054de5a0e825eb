import Frames
import Samples

extension Evaluator {
  /// The series of a selector in the order of their labels.
  func chosen(
    _ selector: PlannedSelector, from: Int64, to: Int64
  ) throws(PromQLError) -> [any SampleSeries] {
    let series = source.select(selector.matchers, from: from, to: to)
    try checkInterruption()
    let isSorted = zip(series, series.dropFirst()).allSatisfy {
      !Labels.precede($1.labels, $0.labels)
    }
    return isSorted ? series : series.sorted { Labels.precede($0.labels, $1.labels) }
  }

  /// At each moment the newest sample of each series that is not too old.
  func select(
    _ selector: PlannedSelector, over grid: Grid
  ) throws(PromQLError) -> [StepSeries] {
    try newest(selector, shift: selector.shift(on: grid), over: grid) { _, sample in sample.value }
  }

  /// At each moment the time of that sample, in seconds.
  func times(
    of selector: PlannedSelector, over grid: Grid
  ) throws(PromQLError) -> [StepSeries] {
    guard let pin = selector.pin else {
      return try newest(selector, shift: selector.offset, over: grid) { _, sample in
        Double(sample.time) / 1000
      }
    }
    // Prometheus forgets the offset of a pinned selector here.
    let pinned = Grid(start: pin, step: 1, count: 1)
    return try newest(selector, shift: 0, over: pinned) { _, sample in
      Double(sample.time) / 1000
    }.map { one in
      let value = one.values.first ?? .missing
      return StepSeries(
        labels: one.labels, values: [Double](repeating: value, count: grid.count))
    }
  }

  private func newest(
    _ selector: PlannedSelector, shift: Int64, over grid: Grid,
    _ value: (Int, Sample) -> Double
  ) throws(PromQLError) -> [StepSeries] {
    let bounds = selector.bounds
    let from = max(grid.start.subtracting(shift).subtracting(engine.lookback), bounds.lowerBound)
    let to = min(grid.end.subtracting(shift), bounds.upperBound)
    guard grid.count > 0, from <= to else { return [] }
    var result: [StepSeries] = []
    var run = SampleRun()
    for series in try chosen(selector, from: from, to: to) {
      try hold(grid.count)
      var values = [Double].missing(grid.count)
      if grid.count == 1 || grid.step >= engine.lookback {
        // Few of the samples are wanted: each is asked for.
        for step in 0..<grid.count {
          let time = grid[step].subtracting(shift)
          guard
            let sample = series.latest(
              from: max(time.subtracting(engine.lookback), bounds.lowerBound),
              to: min(time, bounds.upperBound)),
            !sample.value.isStaleMarker
          else { continue }
          values[step] = value(step, sample)
        }
      } else {
        run.removeAll()
        series.read(from: from, to: to, into: &run)
        try admit(run.count)
        fill(&values, from: run, shift: shift, grid, value)
      }
      let one = StepSeries(labels: series.labels, values: values)
      if !one.isEmpty { result.append(one) }
    }
    return result
  }

  private func fill(
    _ values: inout [Double], from run: SampleRun, shift: Int64, _ grid: Grid,
    _ value: (Int, Sample) -> Double
  ) {
    var next = 0
    for step in 0..<grid.count {
      let time = grid[step].subtracting(shift)
      while next < run.count, run.times[next] <= time { next += 1 }
      guard next > 0 else { continue }
      let sample = run[next - 1]
      guard sample.time >= time.subtracting(engine.lookback), !sample.value.isStaleMarker
      else { continue }
      values[step] = value(step, sample)
    }
  }

  /// The samples of a range vector at one moment, for a query that asks for them as they are.
  func matrix(_ plan: Plan, over grid: Grid) throws(PromQLError) -> [MatrixSeries] {
    var plan = plan
    if case .invariant(let inner) = plan { plan = inner }
    let all = try runs(of: plan, over: grid)
    guard let all else { return [] }
    var result: [MatrixSeries] = []
    for index in 0..<all.count {
      var run = SampleRun()
      all.read(index, all.windowFrom(grid.start), all.windowTo(grid.start), &run)
      try hold(run.count)
      if !run.isEmpty { result.append(MatrixSeries(labels: all.labels[index], samples: run)) }
    }
    return result
  }
}
