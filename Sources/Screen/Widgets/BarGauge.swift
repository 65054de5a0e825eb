package import Cells
package import Text

/// Values as bars on one scale, a row each, with the threshold through all of them.
package struct BarGauge: Widget {
  package struct Bar: Hashable, Sendable {
    package var name: DisplayText
    /// The share of the way from the scale's start to its end.
    package var fraction: Double
    package var value: DisplayText
    package var severity: Severity?
    package var history: [Double?]

    package init(
      name: DisplayText, fraction: Double, value: DisplayText, severity: Severity? = nil,
      history: [Double?] = []
    ) {
      self.name = name
      self.fraction = fraction
      self.value = value
      self.severity = severity
      self.history = history
    }
  }

  package var bars: [Bar]
  package var marks: [ThresholdMark]
  package var start: DisplayText
  package var end: DisplayText
  /// What the histories show: `last 1 h`.
  package var historyLabel: DisplayText
  package var glyphs: GlyphSet

  package init(
    bars: [Bar], marks: [ThresholdMark] = [], start: DisplayText = .empty,
    end: DisplayText = .empty, historyLabel: DisplayText = .empty, glyphs: GlyphSet = .full
  ) {
    self.bars = bars
    self.marks = marks
    self.start = start
    self.end = end
    self.historyLabel = historyLabel
    self.glyphs = glyphs
  }

  package func render(in area: Rect, into buffer: inout Buffer) {
    guard !area.isEmpty, !bars.isEmpty else { return }
    let hasScale = area.height > bars.count || area.height >= 6
    let rows = area.height - (hasScale ? 1 : 0)
    let shown = visible(rows: rows)
    let names = shortened(shown.map(\.name), in: area.width / 3)
    let nameWidth = names.map(\.width).max() ?? 0
    let valueWidth = (shown.map(\.value.width).max() ?? 0) + 2
    let historyWidth =
      area.width >= 60 && shown.contains { !$0.history.isEmpty } ? area.width / 5 : 0
    let barWidth =
      area.width - nameWidth - 1 - valueWidth - 1 - (historyWidth > 0 ? historyWidth + 3 : 0)
    for (row, bar) in shown.enumerated() {
      let y = area.y + row
      buffer.write(names[row], x: area.x, y: y, limit: nameWidth)
      var x = area.x + nameWidth + 1
      if barWidth >= 4 {
        MarkedBar(
          fraction: bar.fraction, ink: Ink(bar.severity?.role ?? .series1), marks: marks,
          glyphs: glyphs
        ).render(in: Rect(x: x, y: y, width: barWidth, height: 1), into: &buffer)
        x += barWidth + 1
      }
      let value = valueLine(of: bar)
      let end = barWidth >= 4 ? x + valueWidth : area.maxX
      buffer.write(value, endingAt: end, y: y, limit: end - area.x - nameWidth - 1)
      if historyWidth > 0 {
        let ink = bar.severity.map { Ink($0.role) } ?? Ink(.dim)
        Sparkline(bar.history, ink: ink, glyphs: glyphs).render(
          in: Rect(x: area.maxX - historyWidth, y: y, width: historyWidth, height: 1), into: &buffer
        )
      }
    }
    guard hasScale, shown.count < area.height else { return }
    let y = area.y + shown.count
    if barWidth >= 4 {
      BarScale(start: Line(start, .dim), end: Line(end, .dim), marks: marks).render(
        in: Rect(x: area.x + nameWidth + 1, y: y, width: barWidth, height: 1), into: &buffer)
    }
    if historyWidth >= historyLabel.width {
      buffer.write(Line(historyLabel, .dim), endingAt: area.maxX, y: y, limit: historyWidth)
    }
  }

  private func valueLine(of bar: Bar) -> Line {
    let value = Line(bar.value, Style(bar.severity?.role ?? .bright, .bold))
    guard let severity = bar.severity else { return value }
    return Line(glyphs.sign(of: severity) + " ", Style(severity.role)) + value
  }

  /// In their own order while all fit, the worst ones where rows are scarce.
  private func visible(rows: Int) -> [Bar] {
    guard bars.count > rows else { return bars }
    let worst = bars.indices.sorted { bars[$0].fraction > bars[$1].fraction }.prefix(max(0, rows))
    return worst.sorted().map { bars[$0] }
  }

  /// Names that fit; where they don't, what they have in common is left out.
  private func shortened(_ names: [DisplayText], in limit: Int) -> [DisplayText] {
    guard (names.map(\.width).max() ?? 0) > limit else { return names }
    let common = commonPrefix(of: names)
    return names.map { name in
      let hasPrefix = common.count >= 3 && name.string.hasPrefix(common)
      let short = hasPrefix ? glyphs.ellipsis + name.dropping(DisplayText(common).width) : name
      return short.truncated(to: max(1, limit), mark: glyphs.ellipsis)
    }
  }

  /// What more than half of the names begin with, up to a dash or the like.
  private func commonPrefix(of names: [DisplayText]) -> String {
    var counts: [String: Int] = [:]
    for name in names {
      guard let end = name.string.firstIndex(where: { "-_/.:".contains($0) }) else { continue }
      counts[String(name.string[...end]), default: 0] += 1
    }
    let most = counts.max { ($0.value, $0.key) < ($1.value, $1.key) }
    return (most?.value ?? 0) * 2 > names.count ? most?.key ?? "" : ""
  }
}
