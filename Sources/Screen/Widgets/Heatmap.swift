package import Cells
package import Text

/// Counts by bucket and time: the stronger a cell, the more.
package struct Heatmap: Widget {
  /// Which edge of its bucket a label names.
  package enum LabelEdge: Hashable, Sendable { case upper, lower, middle }

  /// The buckets from the bottom up.
  package var labels: [DisplayText]
  package var labelEdge: LabelEdge
  /// A row of values for each bucket, oldest first; NaN where there is none.
  package var values: [[Double]]
  /// Where the first column of values begins and how wide each is: shares of the plot's width.
  package var start: Double
  package var step: Double
  package var scale: HeatScale
  package var xTicks: @Sendable (Int) -> [TimeSeriesChart.XTick]
  /// The moment that the operator looks at.
  package var cursor: TimeSeriesChart.XTick?
  package var glyphs: GlyphSet

  package init(
    labels: [DisplayText], labelEdge: LabelEdge = .upper, values: [[Double]], start: Double = 0,
    step: Double, scale: HeatScale,
    xTicks: @escaping @Sendable (Int) -> [TimeSeriesChart.XTick] = { _ in [] },
    glyphs: GlyphSet = .full
  ) {
    self.labels = labels
    self.labelEdge = labelEdge
    self.values = values
    self.start = start
    self.step = step
    self.scale = scale
    self.xTicks = xTicks
    self.glyphs = glyphs
  }

  package func render(in area: Rect, into buffer: inout Buffer) {
    guard !area.isEmpty, !values.isEmpty else { return }
    let isSmall = area.width < 24 || area.height < 4
    let (rows, axis) = area.split(bottom: isSmall ? 0 : 1)
    let bands = bands(in: rows.height)
    let widest = labels.map(\.width).max() ?? 0
    let left = isSmall ? 0 : min(widest + 1, area.width / 3)
    let plot = rows.inset(left: left)
    for band in bands { draw(band, in: plot, into: &buffer) }
    if let cursor {
      CursorLine(at: cursor.x, covers: true, glyphs: glyphs).render(in: plot, into: &buffer)
    }
    guard left > 1 else { return }
    write(bands, room: left - 1, in: rows, into: &buffer)
    TimeLabels(xTicks, cursor: cursor).render(in: axis.inset(left: left), into: &buffer)
  }

  /// Buckets that share rows of the screen, the rows counted from the bottom.
  private struct Band {
    var buckets: Range<Int>
    var rows: Range<Int>
  }

  /// A bucket takes as many rows as there are for it; where rows are scarce, as many buckets as
  /// needed share one, the same number in each.
  private func bands(in height: Int) -> [Band] {
    let count = values.count
    guard height > 0 else { return [] }
    if count <= height {
      return (0..<count).map { bucket in
        Band(
          buckets: bucket..<bucket + 1,
          rows: bucket * height / count..<(bucket + 1) * height / count)
      }
    }
    let group = (count + height - 1) / height
    return stride(from: 0, to: count, by: group).enumerated().map { row, first in
      Band(buckets: first..<min(count, first + group), rows: row..<row + 1)
    }
  }

  private func draw(_ band: Band, in plot: Rect, into buffer: inout Buffer) {
    for column in 0..<plot.width {
      // The strongest of the buckets, so that a thin band is not lost among empty ones.
      var strongest = Double.nan
      for bucket in band.buckets {
        let value = mean(of: values[bucket], column: column, of: plot.width)
        if !value.isNaN, !(strongest >= value) { strongest = value }
      }
      guard let level = scale.level(of: strongest) else { continue }
      let cell = glyphs.heat(level)
      for row in band.rows { buffer[plot.x + column, plot.maxY - 1 - row] = cell }
    }
  }

  /// The mean of the values in a column of the screen; the value that covers its middle where
  /// columns of values are wider.
  private func mean(of values: [Double], column: Int, of width: Int) -> Double {
    guard step > 0, step.isFinite, start.isFinite else { return .nan }
    let cell = 1 / Double(width)
    let left = (Double(column) * cell - start) / step
    if step >= cell {
      let place = bounded((left + cell / step / 2).rounded(.down))
      return values.indices.contains(place) ? values[place] : .nan
    }
    let from = max(0, bounded((left - 0.5).rounded(.up)))
    let to = min(values.count, bounded((left + cell / step - 0.5).rounded(.up)))
    var (sum, count) = (0.0, 0.0)
    var place = from
    while place < to {
      if !values[place].isNaN { (sum, count) = (sum + values[place], count + 1) }
      place += 1
    }
    return count > 0 ? sum / count : .nan
  }

  private func bounded(_ place: Double) -> Int {
    place.isNaN ? -1 : Int(min(1e9, max(-1e9, place)))
  }

  /// The names of the bands at their edge, as many as stand apart.
  private func write(_ bands: [Band], room: Int, in rows: Rect, into buffer: inout Buffer) {
    let distance = bands.count <= 5 ? 1 : 2
    var last = -distance
    for band in bands where !band.rows.isEmpty {
      let row: Int
      let bucket: Int
      switch labelEdge {
      case .upper: (row, bucket) = (band.rows.upperBound - 1, band.buckets.upperBound - 1)
      case .lower: (row, bucket) = (band.rows.lowerBound, band.buckets.lowerBound)
      case .middle:
        row = (band.rows.lowerBound + band.rows.upperBound - 1) / 2
        bucket = (band.buckets.lowerBound + band.buckets.upperBound - 1) / 2
      }
      guard row >= last + distance, labels.indices.contains(bucket) else { continue }
      last = row
      let text = labels[bucket].truncated(to: room, mark: glyphs.ellipsis)
      buffer.write(
        Line(text, .dim), endingAt: rows.x + room, y: rows.maxY - 1 - row, limit: room,
        mark: glyphs.ellipsis)
    }
  }
}
