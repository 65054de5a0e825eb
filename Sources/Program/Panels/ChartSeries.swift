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
    var isInLegend: Bool
    /// The extent that percentages are of.
    var range: ClosedRange<Double>?
    /// Its place in the answer.
    var place: Int
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
            config: field.config, isInLegend: field.isInLegend, range: field.range,
            place: entries.count))
      }
    }
  }

  /// The percentiles that tell the targets of a panel apart (`P95`, `P50`), where the rest of their
  /// series' names is the same: such series are one row of the legend.
  var columns: [String] {
    let byTarget = Dictionary(grouping: entries, by: \.refID)
    guard byTarget.count > 1 else { return [] }
    let words = byTarget.keys.sorted().map { refID -> String? in
      let first = Set((byTarget[refID] ?? []).map { Self.split($0.name).word })
      return first.count == 1 ? first.first ?? nil : nil
    }
    let known = words.compactMap(\.self).filter(Self.isPercentile)
    guard known.count == words.count, Set(known).count == known.count else { return [] }
    let rests = byTarget.values.map { Set($0.map { Self.split($0.name).rest }) }
    guard rests.dropFirst().allSatisfy({ !$0.isDisjoint(with: rests[0]) }) else { return [] }
    return known
  }

  /// `P95`, `p99.9`.
  private static func isPercentile(_ word: String) -> Bool {
    guard let first = word.first, "pP".contains(first), word.count > 1 else { return false }
    return word.dropFirst().allSatisfy { $0.isNumber || $0 == "." }
  }

  /// The first word of a name and the rest.
  static func split(_ name: String) -> (word: String?, rest: String) {
    guard let space = name.firstIndex(of: " ") else { return (nil, name) }
    return (String(name[..<space]), String(name[name.index(after: space)...]))
  }

  /// The least distance of two samples of each target: more than that between two is a gap.
  static func steps(of entries: [Entry]) -> [String: Span] {
    Dictionary(grouping: entries, by: \.refID).mapValues { step(of: $0) }
  }

  static func step(of entries: [Entry]) -> Span {
    var least = Span(nanoseconds: .max)
    // The series of a target have one step: a few tell it.
    for entry in entries.prefix(8) {
      for (a, b) in zip(entry.times, entry.times.dropFirst()) where b > a {
        least = min(least, b - a)
      }
    }
    return least
  }
}
