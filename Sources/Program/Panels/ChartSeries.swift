import Cells
import Dashboards
import Formats
import Frames
import Text
import Times
import Widgets

/// The series of a chart: names, colours, points, and the columns of their legend.
struct ChartSeries {
  /// A series of an answer before it is drawn.
  struct Entry {
    var name: String
    var refID: String
    var times: [Instant]
    var values: NumberColumn
    var config: FieldConfig
  }

  private(set) var entries: [Entry] = []

  init(_ content: PanelContent) {
    for frame in content.resolvedFrames {
      guard let times = frame.times else { continue }
      for field in frame.fields where !field.isHidden {
        guard let values = field.field.numbers, !values.isEmpty else { continue }
        entries.append(
          Entry(
            name: field.name, refID: frame.refID, times: times, values: values,
            config: field.config))
      }
    }
  }

  /// The words that tell the targets of a panel apart (`P95`, `P50`), where the rest of their
  /// series' names is the same: such series are one row of the legend.
  var columns: [String] {
    let byTarget = Dictionary(grouping: entries, by: \.refID)
    guard byTarget.count > 1 else { return [] }
    let words = byTarget.keys.sorted().map { refID -> String? in
      let first = Set((byTarget[refID] ?? []).map { Self.split($0.name).word })
      return first.count == 1 ? first.first ?? nil : nil
    }
    let known = words.compactMap(\.self)
    guard known.count == words.count, Set(known).count == known.count else { return [] }
    let rests = byTarget.values.map { Set($0.map { Self.split($0.name).rest }) }
    guard rests.dropFirst().allSatisfy({ !$0.isDisjoint(with: rests[0]) }) else { return [] }
    return known
  }

  /// The first word of a name and the rest.
  static func split(_ name: String) -> (word: String?, rest: String) {
    guard let space = name.firstIndex(of: " ") else { return (nil, name) }
    return (String(name[..<space]), String(name[name.index(after: space)...]))
  }

  /// The least distance of two samples: more than that between two is a gap.
  static func step(of entries: [Entry]) -> Span {
    var least = Span(nanoseconds: .max)
    // The series of a panel have one step: a few tell it.
    for entry in entries.prefix(8) {
      for (a, b) in zip(entry.times, entry.times.dropFirst()) where b > a {
        least = min(least, b - a)
      }
    }
    return least
  }

  /// The points of a series over a range; a missing step is a gap.
  static func points(
    of entry: Entry, in range: TimeRange, step: Span, spansNulls: Bool
  ) -> [PlotSeries.Point] {
    let width = max(1e-9, range.span.seconds)
    var points: [PlotSeries.Point] = []
    points.reserveCapacity(entry.values.count)
    var last: Instant?
    for (time, value) in zip(entry.times, entry.values) {
      let x = (time - range.from).seconds / width
      if let last, !spansNulls, (time - last).seconds > step.seconds * 1.5 {
        points.append(PlotSeries.Point(x: x, y: nil))
      }
      points.append(PlotSeries.Point(x: x, y: value))
      last = time
    }
    return points
  }
}
