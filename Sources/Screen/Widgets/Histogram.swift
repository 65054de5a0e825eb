package import Cells
package import Text

/// How often values lie in each of the buckets that follow each other on an axis.
package struct Histogram: Widget {
  package struct Series: Hashable, Sendable {
    package var name: DisplayText
    package var ink: Ink
    /// A count for each bucket.
    package var counts: [Double]

    package init(name: DisplayText, ink: Ink, counts: [Double]) {
      self.name = name
      self.ink = ink
      self.counts = counts
    }
  }

  /// The bounds of the buckets: one more than there are counts.
  package var bounds: [DisplayText]
  package var series: [Series]
  /// Counts of a bucket stand on top of each other, else one behind the other.
  package var isStacked: Bool
  package var showsLegend: Bool
  package var yLabel: @Sendable (Double, Double) -> DisplayText
  package var glyphs: GlyphSet

  package init(
    bounds: [DisplayText], series: [Series], isStacked: Bool = false, showsLegend: Bool = true,
    yLabel: @escaping @Sendable (Double, Double) -> DisplayText = { value, _ in "\(value)" },
    glyphs: GlyphSet = .full
  ) {
    self.bounds = bounds
    self.series = series
    self.isStacked = isStacked
    self.showsLegend = showsLegend
    self.yLabel = yLabel
    self.glyphs = glyphs
  }

  package func render(in area: Rect, into buffer: inout Buffer) {
    guard !area.isEmpty, bounds.count > 1 else { return }
    let isSmall = area.width < 24 || area.height < 4
    var chart = area
    if series.count > 1, showsLegend, area.height >= 6 {
      let (rest, row) = area.split(bottom: 1)
      chart = rest
      drawLegend(in: row, into: &buffer)
    }
    let (rows, axis) = chart.split(bottom: isSmall ? 0 : 1)
    // Buckets that have no column of their own share one, the same number in each.
    let group = max(1, (bounds.count - 2) / max(1, area.width - 4) + 1)
    let layers = layers(group: group)
    let scale = AxisScale(low: 0, high: highest(layers), rows: max(1, rows.height))
    let labels = isSmall ? [] : scale.ticks.map { ($0.row, yLabel($0.value, scale.step)) }
    let left = labels.isEmpty ? 0 : min((labels.map(\.1.width).max() ?? 0) + 1, area.width / 3)
    let plot = rows.inset(left: left)
    for (row, text) in labels {
      buffer.write(
        Line(text, .dim), endingAt: plot.x - 1, y: plot.y + row, limit: max(0, left - 1),
        mark: glyphs.ellipsis)
      buffer.fill(
        Rect(x: plot.x, y: plot.y + row, width: plot.width, height: 1),
        with: Cell(glyphs.gridLine, Style(.grid)))
    }
    for (bucket, tops) in layers.enumerated() {
      draw(tops, in: slot(bucket, of: layers.count, in: plot), scale, into: &buffer)
    }
    if !isSmall {
      drawBounds(group: group, of: layers.count, in: axis.inset(left: left), into: &buffer)
    }
  }

  /// For each bucket the counts by series, in the order that they are drawn from the bottom up.
  private func layers(group: Int) -> [[(top: Double, series: Int)]] {
    stride(from: 0, to: bounds.count - 1, by: group).map { first in
      let places = first..<min(bounds.count - 1, first + group)
      var sum = 0.0
      var layers: [(top: Double, series: Int)] = []
      for (index, line) in series.enumerated() {
        let counts = places.lazy.filter { line.counts.indices.contains($0) }
          .map { line.counts[$0] }.filter { $0.isFinite && $0 > 0 }
        let count = min(1e300, counts.reduce(0, +))
        guard count > 0 else { continue }
        sum = isStacked ? min(1e300, sum + count) : count
        layers.append((sum, index))
      }
      return isStacked ? layers : layers.sorted { ($0.top, $0.series) < ($1.top, $1.series) }
    }
  }

  private func highest(_ layers: [[(top: Double, series: Int)]]) -> Double {
    layers.reduce(0) { max($0, $1.last?.top ?? 0) }
  }

  /// The columns of a bucket; a free one between two where they are wide.
  private func slot(_ bucket: Int, of count: Int, in plot: Rect) -> Rect {
    let from = bucket * plot.width / count
    let to = (bucket + 1) * plot.width / count
    return Rect(
      x: plot.x + from, y: plot.y, width: to - from - (to - from > 3 ? 1 : 0),
      height: plot.height)
  }

  private func draw(
    _ tops: [(top: Double, series: Int)], in slot: Rect, _ scale: AxisScale,
    into buffer: inout Buffer
  ) {
    guard !tops.isEmpty, !slot.isEmpty else { return }
    let base = scale.position(of: 0)
    // Eighths of a cell from the lower edge of the row in whose middle zero is.
    let heights = tops.map { (base - scale.position(of: $0.top)) * 8 + 4 }
    for up in 0..<slot.height {
      let bottom = Double(up * 8)
      guard let place = heights.firstIndex(where: { $0 > bottom }) else { break }
      let isWhole = heights[place] >= bottom + 8
      let filled = min(8, max(1, Int((heights[place] - bottom).rounded())))
      let behind = !isWhole && place + 1 < tops.count ? ink(tops[place + 1]) : Ink(.background)
      let glyph =
        glyphs.isASCII ? asciiGlyph(tops[place].series) : glyphs.levels[isWhole ? 7 : filled - 1]
      buffer.fill(
        Rect(x: slot.x, y: slot.maxY - 1 - up, width: slot.width, height: 1),
        with: Cell(glyph, Style(ink(tops[place]), on: behind)))
    }
  }

  private func ink(_ layer: (top: Double, series: Int)) -> Ink {
    series[layer.series].ink.tinted(75)
  }

  private func asciiGlyph(_ index: Int) -> Glyph {
    let glyphs: [Glyph] = ["#", "=", ":", "+"]
    return glyphs[index % glyphs.count]
  }

  /// The bounds under the left edges of their buckets, whole ones three apart.
  private func drawBounds(group: Int, of count: Int, in axis: Rect, into buffer: inout Buffer) {
    var free = axis.x
    for bucket in 0...count {
      let place = min(bounds.count - 1, bucket * group)
      let x = axis.x + bucket * axis.width / count
      let start = bucket == count ? axis.maxX - bounds[place].width : x
      guard start >= free, start + bounds[place].width <= axis.maxX else { continue }
      buffer.write(bounds[place], x: start, y: axis.y, style: .dim)
      free = start + bounds[place].width + 3
    }
  }

  private func drawLegend(in row: Rect, into buffer: inout Buffer) {
    var x = row.x
    for (index, line) in series.enumerated() {
      let mark = glyphs.isASCII ? asciiGlyph(index) : glyphs.stackMark
      guard x + 2 + line.name.width <= row.maxX else { break }
      buffer[x, row.y] = Cell(mark, Style(line.ink))
      x += 2 + buffer.write(line.name, x: x + 2, y: row.y) + 3
    }
  }
}
