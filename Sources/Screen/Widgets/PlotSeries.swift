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
  /// Drawn only where there is room for all: the P50 beside the P95.
  package var isSecondary: Bool

  package init(
    name: DisplayText, ink: Ink, points: [Point], values: [DisplayText] = [],
    isSecondary: Bool = false
  ) {
    self.name = name
    self.ink = ink
    self.points = points
    self.values = values
    self.isSecondary = isSecondary
  }
}

/// A value that divides good from bad: a line across a chart, a mark on a bar.
package struct ThresholdMark: Hashable, Sendable {
  /// The value on a chart's axis; the share of the way, 0...1, on a bar.
  package var value: Double
  package var severity: Severity
  package var label: DisplayText

  package init(_ value: Double, _ severity: Severity, label: DisplayText) {
    self.value = value
    self.severity = severity
    self.label = label
  }
}
