package import Cells
import Text

/// The labels of an axis of time, one row: each under its moment, whole ones only, three apart. That of the cursor goes before
/// all others.
package struct TimeLabels: Widget {
  package var ticks: @Sendable (Int) -> [TimeSeriesChart.XTick]

  /// The moment that the operator looks at.
  package var cursor: TimeSeriesChart.XTick?

  package init(
    _ ticks: @escaping @Sendable (Int) -> [TimeSeriesChart.XTick],
    cursor: TimeSeriesChart.XTick? = nil
  ) {
    self.ticks = ticks
    self.cursor = cursor
  }

  package func render(in area: Rect, into buffer: inout Buffer) {
    guard !area.isEmpty else { return }
    var free = area.x
    let taken = cursor.flatMap { columns(of: $0, in: area) }
    if let cursor, let taken {
      buffer.write(cursor.label, x: taken.lowerBound, y: area.y, style: Style(.accent, .bold))
    }
    for tick in ticks(max(1, min(12, area.width / 11))) where (0...1).contains(tick.x) {
      let center = area.x + Int((tick.x * Double(area.width - 1)).rounded())
      let start = min(center - tick.label.width / 2, area.maxX - tick.label.width)
      let end = start + tick.label.width
      guard start >= free, end <= area.maxX else { continue }
      if let taken, start <= taken.upperBound, end >= taken.lowerBound { continue }
      buffer.write(tick.label, x: start, y: area.y, style: .dim)
      free = end + 3
    }
  }

  /// The columns of the cursor's label, moved in where it would leave the area.
  private func columns(of tick: TimeSeriesChart.XTick, in area: Rect) -> Range<Int>? {
    guard (0...1).contains(tick.x), tick.label.width <= area.width else { return nil }
    let center = area.x + Int((tick.x * Double(area.width - 1)).rounded())
    let start = max(
      area.x, min(center - tick.label.width / 2, area.maxX - tick.label.width))
    return start..<start + tick.label.width
  }
}
