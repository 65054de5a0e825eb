package import Cells
package import Text

/// A series as a chart draws it: its points, its colour, and its row of the legend.
package struct PlotSeries: Hashable, Sendable {
  package struct Point: Hashable, Sendable {
    /// 0 is the left edge of the plot, 1 the right.
    package var x: Double
    /// `nil` is a gap.
    package var y: Double?

    package init(x: Double, y: Double?) {
      self.x = x
      self.y = y
    }
  }

  package var name: DisplayText
  package var ink: Ink
  package var points: [Point]
  /// The columns of the legend, ready to show.
  package var values: [DisplayText]
  package var style: PlotStyle
  package var axis: PlotAxis
  package var isInLegend: Bool

  package init(
    name: DisplayText, ink: Ink, points: [Point], values: [DisplayText] = [],
    style: PlotStyle = PlotStyle(), axis: PlotAxis = .left, isInLegend: Bool = true
  ) {
    self.name = name
    self.ink = ink
    self.points = points
    self.values = values
    self.style = style
    self.axis = axis
    self.isInLegend = isInLegend
  }
}

/// The side of the axis that a series belongs to.
package enum PlotAxis: Hashable, Sendable { case left, right }

/// How a series is drawn.
package struct PlotStyle: Hashable, Sendable {
  package enum Form: Hashable, Sendable { case line, bars, points }
  /// What lies between two points: a straight line, or a step at the earlier or the later one.
  package enum Interpolation: Hashable, Sendable { case linear, stepBefore, stepAfter }
  /// Where a bar stands by its moment.
  package enum Alignment: Hashable, Sendable { case before, center, after }

  package var form: Form
  package var interpolation: Interpolation
  /// The tint below a line, 0...100 %.
  package var fill: Int
  /// The stack that the series is a layer of; its points are then the tops of its layer, and the
  /// series below come before it. Layers above zero and below it grow apart.
  package var stack: Int?
  /// The share of its step that a bar takes, 0...1.
  package var barWidth: Double
  package var barAlignment: Alignment
  package var isDashed = false
  /// Only the tint below the line is drawn.
  package var hidesLine = false

  package init(
    _ form: Form = .line, interpolation: Interpolation = .linear, fill: Int = 0, stack: Int? = nil,
    barWidth: Double = 1, barAlignment: Alignment = .center
  ) {
    self.form = form
    self.interpolation = interpolation
    self.fill = min(100, max(0, fill))
    self.stack = stack
    self.barWidth = barWidth.isFinite ? min(1, max(0, barWidth)) : 1
    self.barAlignment = barAlignment
  }

  /// Drawn as an area or as bars, that own their cells whole.
  var isSolid: Bool { form == .bars || (stack != nil && fill > 0) }
}

/// A value that divides good from bad: a line across a chart, a mark on a bar.
package struct ThresholdMark: Hashable, Sendable {
  /// The value on a chart's axis; the share of the way, 0...1, on a bar.
  package var value: Double
  /// How bad values below it and from it on are.
  package var below: Severity?
  package var above: Severity?
  package var label: DisplayText
  /// The axis of a chart whose scale the value lies on.
  package var axis = PlotAxis.left
  /// A chart draws a line across it; else the label alone.
  package var hasLine = true

  /// An edge past which values are bad.
  package init(_ value: Double, _ severity: Severity, label: DisplayText) {
    (self.value, above, self.label) = (value, severity, label)
  }

  /// An edge between two severities; none where they are the same.
  package init?(_ value: Double, below: Severity?, above: Severity?, label: DisplayText) {
    guard below != above else { return nil }
    (self.value, self.below, self.above, self.label) = (value, below, above, label)
  }

  /// As bad as its worse side.
  package var severity: Severity { [below, above].compactMap(\.self).max() ?? .warning }
}

extension Sequence<ThresholdMark> {
  /// How bad a place is, of which `isPast` says what edges it lies past; an edge where the bar
  /// begins says nothing.
  func severity(where isPast: (ThresholdMark) -> Bool) -> Severity? {
    var severity: Severity?
    var isFirst = true
    for mark in self where mark.value > 0 {
      if isPast(mark) {
        severity = mark.above
      } else if isFirst {
        severity = mark.below
      }
      isFirst = false
    }
    return severity
  }
}

/// A part of a chart's height that is good or bad: from one value up to another.
package struct ThresholdBand: Hashable, Sendable {
  package var from: Double
  package var to: Double
  package var severity: Severity
  /// The axis whose scale the values lie on.
  package var axis = PlotAxis.left

  package init(_ from: Double, _ to: Double, _ severity: Severity) {
    self.from = from
    self.to = to
    self.severity = severity
  }
}
