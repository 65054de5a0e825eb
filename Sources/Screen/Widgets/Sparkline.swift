package import Cells

/// A row of bars, one column per sample, the newest at the right in full colour.
package struct Sparkline: Widget, Hashable {
  /// The samples, oldest first; `nil` is a gap, not a zero.
  package var samples: [Double?]
  /// The sample that fills a cell. When `nil`, the largest in sight where they go down to zero; the
  /// steadier they are, the lower they stand.
  package var maximum: Double?
  package var ink: Ink
  package var glyphs: GlyphSet

  package init(
    _ samples: [Double?], maximum: Double? = nil, ink: Ink = Ink(.series1), glyphs: GlyphSet = .full
  ) {
    self.samples = samples
    self.maximum = maximum
    self.ink = ink
    self.glyphs = glyphs
  }

  package func render(in area: Rect, into buffer: inout Buffer) {
    guard !area.isEmpty else { return }
    let visible = Self.resampled(samples, to: area.width)
    let finite = visible.compactMap(\.self).filter(\.isFinite)
    let top = maximum ?? Self.top(of: finite)
    for (column, sample) in visible.enumerated() {
      guard let sample, sample.isFinite else { continue }
      let isNewest = column == area.width - 1
      let style = Style(isNewest ? ink : ink.tinted(42))
      draw(share(of: sample, top), column: area.x + column, area, style, into: &buffer)
    }
  }

  private static func top(of samples: [Double]) -> Double {
    guard let highest = samples.max(), let lowest = samples.min(), highest > 0 else { return 0 }
    return highest + 0.6 * max(0, lowest)
  }

  /// Height in eighths of a cell; what is there at all is seen.
  private func share(of sample: Double, _ top: Double) -> Double {
    top > 0 ? min(1, max(0, sample / top)) : 0
  }

  private func draw(
    _ share: Double, column: Int, _ area: Rect, _ style: Style, into buffer: inout Buffer
  ) {
    var eighths = max(1, Int((share * Double(area.height * 8)).rounded()))
    // One cell of headroom is not left: the top row is seven eighths, so that rows don't touch.
    if area.height == 1 { eighths = min(7, eighths) }
    var y = area.maxY - 1
    while eighths > 0, y >= area.y {
      buffer[column, y] = Cell(glyphs.levels[min(8, eighths) - 1], style)
      eighths -= 8
      y -= 1
    }
  }

  /// As many samples as there are columns, right-aligned: the means of neighbours, or each
  /// repeated where there are fewer.
  package static func resampled(_ samples: [Double?], to width: Int) -> [Double?] {
    guard width > 0, !samples.isEmpty else { return [] }
    return (0..<width).map { column in
      let from = column * samples.count / width
      let to = max(from + 1, (column + 1) * samples.count / width)
      let values = samples[from..<min(to, samples.count)].compactMap(\.self).filter(\.isFinite)
      return values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
    }
  }
}
