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

  /// Where the name of a bar stands.
  package enum NamePlacement: Hashable, Sendable { case left, above, hidden }
  package enum ValueForm: Hashable, Sendable { case colored, plain, hidden }

  package var bars: [Bar]
  package var marks: [ThresholdMark]
  package var start: DisplayText
  package var end: DisplayText
  /// What the histories show: `last 1 h`.
  package var historyLabel: DisplayText
  package var form: MarkedBar.Form
  package var isUpright: Bool
  package var showsTrack: Bool
  package var names: NamePlacement
  package var values: ValueForm
  package var glyphs: GlyphSet

  package init(
    bars: [Bar], marks: [ThresholdMark] = [], start: DisplayText = .empty,
    end: DisplayText = .empty, historyLabel: DisplayText = .empty, form: MarkedBar.Form = .plain,
    isUpright: Bool = false, showsTrack: Bool = true, names: NamePlacement = .left,
    values: ValueForm = .colored, glyphs: GlyphSet = .full
  ) {
    self.bars = bars
    self.marks = marks
    self.start = start
    self.end = end
    self.historyLabel = historyLabel
    self.form = form
    self.isUpright = isUpright
    self.showsTrack = showsTrack
    self.names = names
    self.values = values
    self.glyphs = glyphs
  }

  package func render(in area: Rect, into buffer: inout Buffer) {
    guard !area.isEmpty, !bars.isEmpty else { return }
    // Upright bars need a name below, a value above, and rows to be told apart by.
    if isUpright, area.height >= 4, area.width >= bars.count * 3 {
      drawUpright(in: area, into: &buffer)
    } else {
      drawRows(in: area, into: &buffer)
    }
  }

  private func drawRows(in area: Rect, into buffer: inout Buffer) {
    let pitch = names == .above && area.height >= bars.count * 2 ? 2 : 1
    let hasScale = area.height > bars.count * pitch || (pitch == 1 && area.height >= 6)
    let shown = visible(rows: (area.height - (hasScale ? 1 : 0)) / pitch)
    let columns = Columns(
      self, shown.map(\.name), shown, width: area.width, hasNames: pitch == 1 && names != .hidden)
    for (row, bar) in shown.enumerated() {
      let y = area.y + row * pitch
      if pitch == 2 {
        buffer.write(
          bar.name, x: area.x, y: y, style: .text, limit: area.width, mark: glyphs.ellipsis)
      }
      draw(bar, name: columns.names[row], columns, in: area, y: y + pitch - 1, into: &buffer)
    }
    guard hasScale, shown.count * pitch < area.height else { return }
    let y = area.y + shown.count * pitch
    if columns.bar >= 4 {
      BarScale(start: Line(start, .dim), end: Line(end, .dim), marks: marks, glyphs: glyphs).render(
        in: Rect(x: area.x + columns.nameRoom, y: y, width: columns.bar, height: 1), into: &buffer)
    }
    if columns.history >= historyLabel.width {
      buffer.write(
        Line(historyLabel, .dim), endingAt: area.maxX, y: y, limit: columns.history,
        mark: glyphs.ellipsis)
    }
  }

  /// The columns that the parts of a row take.
  private struct Columns {
    var names: [DisplayText]
    var nameRoom: Int
    var bar: Int
    var value: Int
    var history: Int

    init(
      _ gauge: BarGauge, _ names: [DisplayText], _ shown: [Bar], width: Int, hasNames: Bool
    ) {
      self.names = hasNames ? gauge.shortened(names, in: width / 3) : names
      let widest = self.names.map(\.width).max() ?? 0
      nameRoom = hasNames && widest > 0 ? widest + 1 : 0
      value = gauge.values == .hidden ? 0 : (shown.map(\.value.width).max() ?? 0) + 2
      history = width >= 60 && shown.contains { !$0.history.isEmpty } ? width / 5 : 0
      bar = width - nameRoom - (value > 0 ? value + 1 : 0) - (history > 0 ? history + 3 : 0)
    }
  }

  private func draw(
    _ bar: Bar, name: DisplayText, _ columns: Columns, in area: Rect, y: Int,
    into buffer: inout Buffer
  ) {
    if columns.nameRoom > 0 {
      buffer.write(name, x: area.x, y: y, limit: min(area.width, columns.nameRoom - 1))
    }
    var x = area.x + columns.nameRoom
    if columns.bar >= 4 {
      MarkedBar(
        fraction: bar.fraction, ink: Ink(bar.severity?.role ?? .series1), marks: marks, form: form,
        showsTrack: showsTrack, glyphs: glyphs
      ).render(in: Rect(x: x, y: y, width: columns.bar, height: 1), into: &buffer)
      x += columns.bar + 1
    }
    if values != .hidden {
      let end = columns.bar >= 4 ? x + columns.value : area.maxX
      buffer.write(
        valueLine(of: bar), endingAt: end, y: y, limit: end - area.x - columns.nameRoom,
        mark: glyphs.ellipsis)
    }
    guard columns.history > 0 else { return }
    let ink = bar.severity.map { Ink($0.role) } ?? Ink(.dim)
    let place = Rect(x: area.maxX - columns.history, y: y, width: columns.history, height: 1)
    Sparkline(bar.history, ink: ink, glyphs: glyphs).render(in: place, into: &buffer)
  }

  func valueLine(of bar: Bar) -> Line {
    let role = values == .colored ? bar.severity?.role : nil
    let value = Line(bar.value, Style(role ?? .bright, .bold))
    guard let severity = bar.severity else { return value }
    return Line(glyphs.sign(of: severity) + " ", Style(severity.role)) + value
  }

  /// In their own order while all fit, the worst ones where rows are scarce.
  func visible(rows: Int) -> [Bar] {
    guard bars.count > rows else { return bars }
    let worst = bars.indices.sorted { bars[$0].fraction > bars[$1].fraction }.prefix(max(0, rows))
    return worst.sorted().map { bars[$0] }
  }

  /// Names that fit; where they don't, what they have in common is left out.
  func shortened(_ names: [DisplayText], in limit: Int) -> [DisplayText] {
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
