package import Text

/// A vertical axis of a chart: what its scale has to span, and how its ticks are written.
package struct ChartAxis: Sendable {
  /// The least that the scale spans: the data, and what a layout wants to see in any case.
  package var low: Double
  package var high: Double
  /// Ends that are fixed; what lies beyond is cut off.
  package var min: Double?
  package var max: Double?
  package var distribution: ScaleDistribution
  package var steps = AxisSteps.decimal
  /// Zero stands in the middle.
  package var isCentered: Bool
  /// Shown above the ticks where there is room.
  package var label: DisplayText
  /// Has a scale but no ticks.
  package var isHidden: Bool
  /// The scale reaches to zero where no end is fixed.
  package var includesZero = true
  /// The text of a tick: its value, and the step between two, 0 where it differs.
  package var tick: @Sendable (Double, Double) -> DisplayText

  package init(
    low: Double = 0, high: Double = 0, min: Double? = nil, max: Double? = nil,
    distribution: ScaleDistribution = .linear, isCentered: Bool = false,
    label: DisplayText = .empty, isHidden: Bool = false,
    tick: @escaping @Sendable (Double, Double) -> DisplayText = { value, _ in "\(value)" }
  ) {
    self.low = low
    self.high = high
    self.min = min
    self.max = max
    self.distribution = distribution
    self.isCentered = isCentered
    self.label = label
    self.isHidden = isHidden
    self.tick = tick
  }

  /// An axis over the points of the series that belong to it.
  package init(
    over series: [PlotSeries], _ side: PlotAxis = .left,
    distribution: ScaleDistribution = .linear,
    tick: @escaping @Sendable (Double, Double) -> DisplayText = { value, _ in "\(value)" }
  ) {
    self.init(distribution: distribution, tick: tick)
    let extent = Self.extent(of: series.filter { $0.axis == side }, distribution)
    (low, high) = extent.map { ($0.lowerBound, $0.upperBound) } ?? (0, 0)
  }

  /// The ends of what series show on such a scale; nil where they show nothing.
  package static func extent(
    of series: [PlotSeries], _ distribution: ScaleDistribution = .linear
  ) -> ClosedRange<Double>? {
    var (low, high) = (Double.infinity, -Double.infinity)
    for line in series {
      for point in line.points {
        guard let y = point.y, y.isFinite, distribution.transformed(y) != nil else { continue }
        if y < low { low = y }
        if y > high { high = y }
      }
    }
    return low <= high ? low...high : nil
  }

  /// The scale for a plot of so many rows.
  package func scale(rows: Int) -> AxisScale {
    var (low, high) = (low.isFinite ? low : 0, high.isFinite ? high : 0)
    if case .logarithmic = distribution {
      low = usable(min) ?? low
      high = usable(max) ?? high
    } else {
      low = usable(min) ?? (includesZero ? Swift.min(0, low) : low)
      high = usable(max) ?? (includesZero ? Swift.max(0, high) : high)
      // A fixed end beyond all data: the scale goes on from there.
      if min != nil { high = Swift.max(low, high) } else { low = Swift.min(low, high) }
      if isCentered {
        high = Swift.max(abs(low), abs(high))
        low = -high
      }
    }
    return AxisScale(
      low: low, high: high, rows: rows, distribution: distribution, steps: steps,
      includesZero: false)
  }

  /// A fixed end that the scale has a place for.
  private func usable(_ end: Double?) -> Double? {
    guard let end, end.isFinite, distribution.transformed(end) != nil else { return nil }
    return end
  }

  /// The ticks of a scale with their texts; none where the axis is hidden.
  func ticks(of scale: AxisScale) -> [(row: Int, text: DisplayText)] {
    isHidden ? [] : scale.ticks.map { ($0.row, tick($0.value, scale.step)) }
  }
}
