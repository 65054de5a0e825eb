package import Formats
package import Frames

/// One value of a stat, a gauge or a bar gauge: a field made one value, with its history.
package struct ReducedValue: Sendable {
  package var name: String
  package var value: FieldValue
  package var config: FieldConfig
  package var labels: Labels
  /// The numbers that the value was made of; empty for values of single rows.
  package var history: NumberColumn
  /// The place of its field among the series.
  package var seriesIndex: Int
  /// See `ResolvedField`.
  package var range: ClosedRange<Double>?

  package init(
    name: String, value: FieldValue, config: FieldConfig, labels: Labels, history: NumberColumn,
    seriesIndex: Int, range: ClosedRange<Double>? = nil
  ) {
    self.name = name
    self.value = value
    self.config = config
    self.labels = labels
    self.history = history
    self.seriesIndex = seriesIndex
    self.range = range
  }

  package var number: Double? { if case .number(let number) = value { number } else { nil } }

  /// One for each chosen field and calc; with `values`, one for each row, at most `limit`.
  ///
  /// `fields` chooses: "" all numeric ones, else a display name or `/re/`.
  package static func make(
    of frames: [ResolvedFrame], calcs: [Reducer], values: Bool, limit: Int, fields: String
  ) -> [ReducedValue] {
    var reduced: [ReducedValue] = []
    let isChosen = chooser(fields)
    for frame in frames {
      for field in frame.fields where !field.isHidden && isChosen(field) {
        var plain = ReducedValue(
          name: field.name, value: .missing, config: field.config, labels: field.field.labels,
          history: [], seriesIndex: field.seriesIndex, range: field.range)
        guard !values else {
          for row in 0..<min(field.field.count, max(0, limit - reduced.count)) {
            plain.value = field.field[row]
            plain.name = rowName(row, of: frame, field)
            reduced.append(plain)
          }
          continue
        }
        plain.history = field.field.numbers ?? []
        for calc in calcs.isEmpty ? [.last] : calcs {
          plain.value = calc.reduce(field.field, nulls: field.config.nulls)
          plain.name = name(of: field, calc, isOneOfSeveral: calcs.count > 1)
          reduced.append(plain)
        }
      }
    }
    return reduced
  }

  /// A name that the config gives says itself where the calc's goes.
  private static func name(
    of field: ResolvedField, _ calc: Reducer, isOneOfSeveral: Bool
  ) -> String {
    guard field.config.displayName?.isEmpty == false else {
      return isOneOfSeveral ? "\(calc.id) \(field.name)" : field.name
    }
    return field.name.replacing("${__calc}", with: calc.id).replacing("$__calc", with: calc.id)
  }

  private static func chooser(_ fields: String) -> (ResolvedField) -> Bool {
    guard !fields.isEmpty else { return { $0.field.numbers != nil } }
    let matches = FieldMatcher.byRegexp(fields).prepared()
    let place = FieldMatcher.Place(refID: "", index: 0, isFirstTime: false)
    return { $0.name == fields || matches($0.field, $0.name, place) }
  }

  /// The texts of a row name it, where the config has no name of its own.
  private static func rowName(_ row: Int, of frame: ResolvedFrame, _ field: ResolvedField) -> String
  {
    guard field.config.displayName == nil else { return field.name }
    let texts = frame.fields.compactMap { other in
      other.field.strings == nil ? nil : other.field[row].text
    }
    return texts.isEmpty || field.field.strings != nil ? field.name : texts.joined(separator: " ")
  }
}
