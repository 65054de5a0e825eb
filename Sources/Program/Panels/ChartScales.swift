import Dashboards
import Widgets

/// What the two vertical axes of a chart span.
package struct ChartScales: Hashable, Sendable {
  package var left: ClosedRange<Double>?
  package var right: ClosedRange<Double>?

  package init(left: ClosedRange<Double>? = nil, right: ClosedRange<Double>? = nil) {
    self.left = left
    self.right = right
  }

  /// The least that has both in it.
  package func union(_ other: ChartScales) -> ChartScales {
    func union(_ a: ClosedRange<Double>?, _ b: ClosedRange<Double>?) -> ClosedRange<Double>? {
      guard let a, let b else { return a ?? b }
      return min(a.lowerBound, b.lowerBound)...max(a.upperBound, b.upperBound)
    }
    return ChartScales(left: union(left, other.left), right: union(right, other.right))
  }

  subscript(side: PlotAxis) -> ClosedRange<Double>? { side == .left ? left : right }
}

extension PanelView {
  /// Answers of more values are drawn without a memory: to read them twice would be felt.
  private static let mostValues = 200_000

  /// What the data of a time series span on its axes; `nil` for panels without such axes.
  package static func scales(of content: PanelContent) -> ChartScales? {
    guard case .timeSeries = content.panel.kind, content.hasData,
      content.frames.reduce(0, { $0 + $1.rowCount * $1.fields.count }) <= mostValues
    else { return nil }
    let chart = ChartSeries(content)
    let axes = ChartAxes(chart.entries, content.glyphs)
    let stacks = StackNumbers(chart.entries, axes.sides)
    let steps = ChartSeries.steps(of: chart.entries)
    var series = chart.entries.map { entry in
      PlotSeries(
        name: .empty, ink: .init(.text),
        points: axes.sides[entry.place] == nil
          ? [] : entry.points(in: content.range, step: steps[entry.refID] ?? .zero),
        values: [], style: entry.style(stack: stacks.numbers[entry.place]),
        axis: axes.sides[entry.place] ?? .left, isInLegend: false)
    }
    Stacks.pile(&series, asShares: stacks.shares)
    func extent(_ side: PlotAxis) -> ClosedRange<Double>? {
      ChartAxis.extent(of: series.filter { $0.axis == side })
    }
    return ChartScales(left: extent(.left), right: extent(.right))
  }
}
