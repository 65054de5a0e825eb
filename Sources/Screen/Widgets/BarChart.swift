package import Cells
package import Text

/// Values by category as bars, the series of one category stacked or side by side.
package struct BarChart: Widget {
  package struct Series: Hashable, Sendable {
    package var name: DisplayText
    package var ink: Ink
    /// One for each category.
    package var values: [Double?]
    /// The columns of the legend, ready to show.
    package var legend: [DisplayText]

    package init(name: DisplayText, ink: Ink, values: [Double?], legend: [DisplayText] = []) {
      self.name = name
      self.ink = ink
      self.values = values
      self.legend = legend
    }
  }

  package enum Stacking: Hashable, Sendable { case none, normal, percent }

  package var categories: [DisplayText]
  /// Categories in fewer columns, where they are moments: the day without its month. Of moments the
  /// latest are drawn where not all have room, of other categories the first.
  package var moments: [DisplayText]
  package var series: [Series]
  package var stacking: Stacking
  /// Bars grow to the right, a row or more for each category.
  package var isHorizontal: Bool
  /// Ends of the scale, and what it spans at least, are the axis's; the data are the widget's.
  package var axis: ChartAxis
  /// The text of a value beside its bar, where bars are rows; empty for none.
  package var valueText: @Sendable (Double) -> DisplayText
  package var legend: ChartLegend
  package var glyphs: GlyphSet

  package init(
    categories: [DisplayText], moments: [DisplayText] = [], series: [Series],
    stacking: Stacking = .none,
    isHorizontal: Bool = false, axis: ChartAxis = ChartAxis(),
    valueText: @escaping @Sendable (Double) -> DisplayText = { _ in .empty },
    legend: ChartLegend = ChartLegend(), glyphs: GlyphSet = .full
  ) {
    self.categories = categories
    self.moments = moments
    self.series = series
    self.stacking = stacking
    self.isHorizontal = isHorizontal
    self.axis = axis
    self.valueText = valueText
    self.legend = legend
    self.glyphs = glyphs
  }

  package func render(in area: Rect, into buffer: inout Buffer) {
    guard area.width >= 4, area.height >= 2, !categories.isEmpty else { return }
    var copy = self
    if stacking == .percent { copy.series = shares }
    let chart = copy.drawLegend(in: area, into: &buffer)
    if isHorizontal {
      copy.drawRows(in: chart, into: &buffer)
    } else {
      copy.drawColumns(in: chart, into: &buffer)
    }
  }

  private func drawLegend(in area: Rect, into buffer: inout Buffer) -> Rect {
    guard series.count > 1 else { return area }
    let table = Legend(
      series: series.map {
        PlotSeries(
          name: $0.name, ink: $0.ink, points: [], values: $0.legend, style: PlotStyle(.bars))
      }, heads: legend.heads, glyphs: glyphs)
    switch legend.place(of: table, in: area) {
    case .none: return area
    case .right(let width):
      let (rest, right) = area.split(right: width)
      buffer.clipped(to: right) { table.render(in: right, into: &$0) }
      return rest.inset(right: 3)
    case .below(let rows):
      let (rest, below) = area.split(bottom: rows)
      let place = Rect(
        x: below.x, y: below.y, width: min(below.width, table.tableWidth), height: rows)
      buffer.clipped(to: place) { table.render(in: place, into: &$0) }
      return rest
    case .row:
      let (rest, row) = area.split(bottom: 1)
      table.renderRow(in: row, into: &buffer)
      return rest
    }
  }

  /// Each value as percent of its category's sum, those above zero and those below it apart.
  private var shares: [Series] {
    let sums = categories.indices.map { category in
      let values = series.compactMap { Self.value($0, category) }
      return (
        above: values.filter { $0 > 0 }.reduce(0, +), below: -values.filter { $0 < 0 }.reduce(0, +)
      )
    }
    return series.map { line in
      var line = line
      line.values = categories.indices.map { category in
        Self.value(line, category).map { value in
          let sum = value < 0 ? sums[category].below : sums[category].above
          return sum > 0 && sum.isFinite ? value / sum * 100 : 0
        }
      }
      return line
    }
  }

  static func value(_ series: Series, _ category: Int) -> Double? {
    guard series.values.indices.contains(category), let value = series.values[category],
      value.isFinite
    else { return nil }
    return value
  }

  /// What the scale has to span: single values, or the sums of stacks.
  func spanned(_ categories: Range<Int>) -> ChartAxis {
    var axis = axis
    for category in categories {
      let values = series.compactMap { Self.value($0, category) }
      let isStacked = stacking != .none
      let above = values.filter { $0 > 0 }
      let below = values.filter { $0 < 0 }
      axis.high = max(axis.high, isStacked ? above.reduce(0, +) : above.max() ?? 0)
      axis.low = min(axis.low, isStacked ? below.reduce(0, +) : below.min() ?? 0)
    }
    return axis
  }
}
