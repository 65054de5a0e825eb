import Formats
import Frames
import Times
import Transforms

/// A field that a panel draws, with the times of its frame.
struct ShownField {
  var refID: String
  var name: String
  var labels: Labels
  var config: FieldConfig
  /// See `ResolvedField`.
  var range: ClosedRange<Double>?
  /// The place among the panel's numeric fields.
  var seriesIndex: Int
  /// The times of the frame's rows; `nil` where it has none.
  var times: [Instant]?
  var values: Field.Values

  var numbers: NumberColumn? { if case .numbers(let values) = values { values } else { nil } }

  /// Every field of a panel's data but those of time and those that are hidden.
  static func all(of content: PanelContent) -> [ShownField] {
    content.resolvedFrames.flatMap { frame -> [ShownField] in
      let times = frame.times
      return frame.fields.compactMap { resolved -> ShownField? in
        let field = resolved.field
        guard field.times == nil, field.count > 0, !resolved.isHidden else { return nil }
        return ShownField(
          refID: frame.refID, name: resolved.name, labels: field.labels, config: resolved.config,
          range: resolved.range, seriesIndex: resolved.seriesIndex, times: times,
          values: field.values)
      }
    }
  }
}
