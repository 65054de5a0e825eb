package import Cells
import Text

/// The labels of an axis of time, one row: each under its moment, whole ones only, three apart.
package struct TimeLabels: Widget {
  package var ticks: @Sendable (Int) -> [TimeSeriesChart.XTick]

  package init(_ ticks: @escaping @Sendable (Int) -> [TimeSeriesChart.XTick]) {
    self.ticks = ticks
  }

  package func render(in area: Rect, into buffer: inout Buffer) {
    guard !area.isEmpty else { return }
    var free = area.x
    for tick in ticks(max(1, min(12, area.width / 11))) where (0...1).contains(tick.x) {
      let center = area.x + Int((tick.x * Double(area.width - 1)).rounded())
      let start = min(center - tick.label.width / 2, area.maxX - tick.label.width)
      guard start >= free, start + tick.label.width <= area.maxX else { continue }
      buffer.write(tick.label, x: start, y: area.y, style: .dim)
      free = start + tick.label.width + 3
    }
  }
}
