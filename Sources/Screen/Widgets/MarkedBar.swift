package import Cells
import Text

/// A bar over a track, half a cell fine, with its thresholds marked: the piece that gauges share.
package struct MarkedBar: Widget, Hashable {
  /// One colour, the colour of each place by the thresholds passed there, or that in segments.
  package enum Form: Hashable, Sendable { case plain, gradient, segments }

  /// The share of the way, 0...1.
  package var fraction: Double
  package var ink: Ink
  /// Thresholds by their share of the way.
  package var marks: [ThresholdMark]
  package var form: Form
  package var showsTrack: Bool
  package var glyphs: GlyphSet

  package init(
    fraction: Double, ink: Ink = Ink(.series1), marks: [ThresholdMark] = [], form: Form = .plain,
    showsTrack: Bool = true, glyphs: GlyphSet = .full
  ) {
    self.fraction = fraction.isFinite ? min(1, max(0, fraction)) : 0
    self.ink = ink
    self.marks = marks
    self.form = form
    self.showsTrack = showsTrack
    self.glyphs = glyphs
  }

  package func render(in area: Rect, into buffer: inout Buffer) {
    guard !area.isEmpty else { return }
    let halves = Int((fraction * Double(area.width * 2)).rounded())
    for x in 0..<area.width {
      let cell: Cell
      switch (x * 2 + 1 < halves, x * 2 < halves) {
      case (true, _): cell = Cell(full, Style(ink(at: x, in: area)))
      case (false, true): cell = Cell(half, Style(ink(at: x, in: area)))
      case (false, false) where showsTrack:
        cell = Cell(track, Style(trackInk(at: x, in: area)))
      case (false, false): continue
      }
      buffer[area.x + x, area.y] = cell
    }
    for mark in marks where mark.value > 0 && mark.value < 1 {
      buffer[area.x + Self.column(of: mark.value, in: area.width), area.y] = Cell(
        glyphs.verticalThreshold, Style(mark.severity.role))
    }
  }

  private func ink(at x: Int, in area: Rect) -> Ink {
    form == .plain ? ink : severity(at: x, in: area).map { Ink($0.role) } ?? Ink(.series1)
  }

  /// Where values are bad the track has their colour, faintly.
  private func trackInk(at x: Int, in area: Rect) -> Ink {
    severity(at: x, in: area).map { Ink($0.role, strength: 35) } ?? Ink(.border)
  }

  /// How bad a column is by the thresholds that it lies past.
  private func severity(at x: Int, in area: Rect) -> Severity? {
    marks.severity { Self.column(of: $0.value, in: area.width) <= x }
  }

  private var full: Glyph {
    switch (form, glyphs) {
    case (.segments, .ascii): "#"
    case (.segments, _): "▌"
    case (_, .full): "▄"
    case (_, .blocks): "█"
    case (_, .ascii): "="
    }
  }
  private var half: Glyph {
    if form == .segments { return full }
    return glyphs == .full ? "▖" : (glyphs == .blocks ? "▌" : "=")
  }
  private var track: Glyph { glyphs == .full ? "▁" : (glyphs == .blocks ? "░" : ".") }

  /// The column of a share of the way.
  static func column(of fraction: Double, in width: Int) -> Int {
    guard fraction.isFinite else { return 0 }
    return min(width - 1, max(0, Int(min(2, max(-1, fraction)) * Double(width))))
  }
}

/// The labels under a bar: its start, its thresholds in their colours, its end.
struct BarScale: Widget {
  var start: Line
  var end: Line
  var marks: [ThresholdMark]
  var glyphs: GlyphSet

  func render(in area: Rect, into buffer: inout Buffer) {
    guard !area.isEmpty else { return }
    var free = area.x + 1
    free += buffer.write(start, x: area.x, y: area.y, limit: area.width, mark: glyphs.ellipsis)
    for mark in marks where mark.value > 0 && mark.value <= 1 {
      let center = area.x + MarkedBar.column(of: mark.value, in: area.width)
      let x = min(max(center - mark.label.width / 2, free), area.maxX - mark.label.width)
      guard x >= free else { continue }
      buffer.write(mark.label, x: x, y: area.y, style: Style(mark.severity.role))
      free = x + mark.label.width + 1
    }
    if area.maxX - end.width >= free {
      buffer.write(end, endingAt: area.maxX, y: area.y, limit: end.width, mark: glyphs.ellipsis)
    }
  }
}
