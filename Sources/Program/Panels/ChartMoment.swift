package import Dashboards
import Frames
import Text
import Times
import Transforms
import Widgets

/// The moment under the value cursor: what the series of a chart have there.
struct ChartMoment {
  var instant: Instant
  private var steps: [String: Span]

  /// `nil` while there is no cursor.
  init?(_ content: PanelContent, _ entries: [ChartSeries.Entry]) {
    guard let cursor = content.cursor else { return nil }
    instant = cursor
    steps = ChartSeries.steps(of: entries)
  }

  func value(of entry: ChartSeries.Entry) -> Double? {
    entry.value(at: instant, step: steps[entry.refID])
  }
}

extension ChartSeries.Entry {
  /// The value that holds at a moment: of the last sample up to it, unless that is more than a step
  /// and a half before, as then the chart has a gap there.
  func value(at instant: Instant, step: Span?) -> Double? {
    guard let place = times.lastPlace(upTo: instant), place < values.count else { return nil }
    if let step, step != Span(nanoseconds: .max) {
      let reach = config.custom.spanNulls == .always ? Double.infinity : step.seconds * 1.5
      guard (instant - times[place]).seconds <= reach else { return nil }
    }
    return values[place]
  }
}

extension Array<Instant> {
  /// The place of the last of ascending times that is not after a moment.
  func lastPlace(upTo instant: Instant) -> Int? {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if self[middle] <= instant { low = middle + 1 } else { high = middle }
    }
    return low > 0 ? low - 1 : nil
  }
}

extension PanelContent {
  /// The cursor's place in the panel's range, with its time.
  var cursorTick: TimeSeriesChart.XTick? {
    guard let cursor else { return nil }
    let width = max(1e-9, range.span.seconds)
    return .init(
      x: (cursor - range.from).seconds / width, label: DisplayText(calendar.time(cursor)))
  }
}

extension Panel {
  /// Shows values over time, so that a cursor can stand at a moment.
  package var hasTimeAxis: Bool {
    switch kind {
    case .timeSeries, .heatmap, .stateTimeline, .statusHistory: true
    default: false
    }
  }
}
