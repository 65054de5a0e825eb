import Dashboards
import Formats
import Frames
import Times
import Transforms

/// A field as a panel shows it: after the transformations, by the name and with the config that
/// apply to it.
struct ShownField {
  var refID: String
  var name: String
  var labels: Labels
  var config: FieldConfig
  /// The times of the frame's rows; `nil` where it has none.
  var times: [Instant]?
  var values: Field.Values

  var numbers: NumberColumn? { if case .numbers(let values) = values { values } else { nil } }

  /// Every field of a panel's data but those of time.
  static func all(of content: PanelContent) -> [ShownField] {
    let (frames, _) = Transformation.apply(content.panel.transformations, to: content.frames)
    let config = content.panel.fieldConfig
    return frames.flatMap { frame -> [ShownField] in
      let times = frame.fields.lazy.compactMap(\.times).first
      return frame.fields.compactMap { field -> ShownField? in
        guard field.times == nil, field.count > 0 else { return nil }
        return ShownField(
          refID: frame.refID, name: DisplayName.of(field, in: frame, among: frames, config),
          labels: field.labels, config: config, times: times, values: field.values)
      }
    }
  }
}
