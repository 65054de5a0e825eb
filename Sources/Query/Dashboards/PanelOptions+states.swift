// Options of the panels that show states over time.

package enum ValueVisibility: String, Hashable, Sendable { case auto, always, never }

package struct StateTimelineOptions: Hashable, Sendable {
  package enum Alignment: String, Hashable, Sendable { case left, center, right }

  /// Equal states that follow each other are one.
  package var mergesValues = true
  package var showValue = ValueVisibility.auto
  package var alignment = Alignment.left
  /// The share of its row that a bar takes, 0...1.
  package var rowHeight = 0.9
  /// How long a gap is bridged, in seconds: 0 not at all, infinite always.
  package var bridgedGap = 0.0
  package var legend = TimeSeriesOptions.Legend()
  package init() {}
}

package struct StatusHistoryOptions: Hashable, Sendable {
  package var showValue = ValueVisibility.auto
  /// The share of its row that a cell takes, 0...1.
  package var rowHeight = 0.9
  /// The share of its step that a cell takes, 0...1.
  package var columnWidth = 0.9
  package var legend = TimeSeriesOptions.Legend()
  package init() {}
}
