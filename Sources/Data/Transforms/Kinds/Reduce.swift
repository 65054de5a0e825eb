import Frames
import OrderedCollections

extension Transformation {
  /// Columns made single values by reducers.
  package struct Reduce: Hashable, Sendable, FrameTransformer {
    package enum Mode: String, Hashable, Sendable {
      /// A row for each field, a column for each reducer.
      case seriesToRows
      /// The same columns, one row.
      case reduceFields
    }

    package var reducers: [Reducer]
    package var mode: Mode
    /// Of `reduceFields`.
    package var includesTime: Bool
    /// Of `seriesToRows`: a column for each label.
    package var labelsToFields: Bool
    package var matcher: FieldMatcher?

    package init(
      _ reducers: [Reducer], mode: Mode = .seriesToRows, includesTime: Bool = false,
      labelsToFields: Bool = false, matcher: FieldMatcher? = nil
    ) {
      self.reducers = reducers
      self.mode = mode
      self.includesTime = includesTime
      self.labelsToFields = labelsToFields
      self.matcher = matcher
    }

    func apply(to frames: [Frame]) -> [Frame] {
      guard !reducers.isEmpty else { return frames }
      let names = Names(frames)
      let matches = (matcher ?? defaultMatcher).prepared()
      func chosen(_ frame: Frame) -> [(field: Field, name: String)] {
        names.columns(of: frame).enumerated().filter { index, column in
          let place = FieldMatcher.Place(refID: frame.refID, index: index, isFirstTime: index == 0)
          return matches(column.field, column.name, place)
        }.map(\.element)
      }
      guard mode == .seriesToRows else {
        return frames.compactMap { row(of: chosen($0).map(\.field), $0) }
      }
      let rows = frames.flatMap(chosen)
      guard let first = frames.first else { return [] }
      let shown = rows.map { labelsToFields ? $0.field.name : $0.name }
      var fields = [Field(name: "Field", values: .strings(shown))]
      if labelsToFields {
        let labels = OrderedSet(frames.flatMap(\.fields).flatMap { $0.labels.pairs.map(\.name) })
        fields += labels.map { label in
          Field(name: label, values: .strings(rows.map { $0.field.labels[label] }))
        }
      }
      fields += reducers.map { reducer in
        Field(
          name: reducer.displayName,
          values: Field.Values(rows.map { reducer.reduce($0.field) }))
      }
      return [Frame(refID: first.refID, fields: fields, notices: frames.flatMap(\.notices))]
    }

    private var defaultMatcher: FieldMatcher {
      includesTime && mode == .reduceFields ? .all : .not(.byType(.time))
    }

    private func row(of fields: [Field], _ frame: Frame) -> Frame? {
      guard !fields.isEmpty else { return nil }
      var frame = frame
      frame.fields = fields.flatMap { field in
        reducers.map { reducer in
          var copy = field
          copy.values = Field.Values([reducer.reduce(field)])
          if reducers.count > 1 {
            copy.labels = Labels(
              field.labels.pairs + [(name: "reducer", value: reducer.displayName)])
            copy.sourceName = copy.sourceName.map { "\($0) \(reducer.displayName)" }
          }
          return copy
        }
      }
      return frame
    }
  }
}
