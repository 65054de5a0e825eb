package import Formats
package import Frames
package import Times

/// A frame as it is shown: each field with its name and its config, defaults and overrides applied.
///
/// Made once of a panel's answer, after its transformations, and used by every kind of panel.
package struct ResolvedFrame: Hashable, Sendable {
  package var frame: Frame
  package var fields: [ResolvedField]

  package init(frame: Frame, fields: [ResolvedField]) {
    self.frame = frame
    self.fields = fields
  }

  package var refID: String { frame.refID }
  package var rowCount: Int { frame.rowCount }
  package var times: [Instant]? { fields.lazy.compactMap(\.field.times).first }
}

/// A field with all that is needed to show it.
package struct ResolvedField: Hashable, Sendable {
  package var field: Field
  /// The display name.
  package var name: String
  package var config: FieldConfig
  /// The place among the panel's numeric fields, from 0: the colour of `palette-classic`.
  package var seriesIndex: Int
  /// What shares are measured in where the config has no ends: the extent of the panel's numbers,
  /// or the field's own. Only sought for configs that need it.
  package var range: ClosedRange<Double>?

  package init(
    field: Field, name: String, config: FieldConfig, seriesIndex: Int,
    range: ClosedRange<Double>? = nil
  ) {
    self.field = field
    self.name = name
    self.config = config
    self.seriesIndex = seriesIndex
    self.range = range
  }

  package var isHidden: Bool {
    config.custom.hideFrom?.viz ?? false || config.custom.isHidden ?? false
  }
  package var isInLegend: Bool { !(config.custom.hideFrom?.legend ?? false) }
}

extension Collection<ResolvedFrame> {
  /// The extent of all numbers of a panel; `nil` when there are none.
  package var numberRange: ClosedRange<Double>? {
    var range: (low: Double, high: Double)?
    for field in lazy.flatMap(\.fields) {
      guard let own = field.numberRange else { continue }
      range = (
        Swift.min(range?.low ?? own.lowerBound, own.lowerBound),
        Swift.max(range?.high ?? own.upperBound, own.upperBound)
      )
    }
    return range.map { $0.low...$0.high }
  }
}

extension ResolvedField {
  /// The extent of the field's own numbers.
  package var numberRange: ClosedRange<Double>? {
    guard let column = field.numbers else { return nil }
    var (low, high) = (Double.infinity, -Double.infinity)
    for case let number? in column where number.isFinite {
      low = Swift.min(low, number)
      high = Swift.max(high, number)
    }
    return low <= high ? low...high : nil
  }
}
