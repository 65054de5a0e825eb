package import Formats
package import Frames

/// One value of a stat, a gauge or a bar gauge: a field made one number, with its history.
package struct ReducedValue: Sendable {
  package var name: String
  package var value: Double?
  /// The text of a field that holds strings.
  package var text: String?
  package var history: [Double?]
  package var labels: Labels

  /// One for each numeric field and calc; with `values`, one for each row.
  ///
  /// `fields` chooses by display name; "" stands for all numeric ones.
  package static func make(
    of frames: [Frame], calcs: [Reducer], values: Bool, limit: Int, config: FieldConfig,
    isChosen: (String) -> Bool
  ) -> [ReducedValue] {
    var reduced: [ReducedValue] = []
    for frame in frames {
      for field in frame.fields {
        guard let column = field.numbers else { continue }
        let name = DisplayName.of(field, in: frame, among: frames, config)
        guard isChosen(name) else { continue }
        if values {
          for (row, value) in column.enumerated().prefix(max(0, limit - reduced.count)) {
            reduced.append(
              ReducedValue(
                name: rowName(row, of: frame) ?? name, value: value, text: nil, history: [],
                labels: field.labels))
          }
          continue
        }
        for calc in calcs.isEmpty ? [.last] : calcs {
          reduced.append(
            ReducedValue(
              name: calcs.count > 1 ? "\(calc.title) \(name)" : name, value: calc.reduce(column),
              text: nil, history: Array(column), labels: field.labels))
        }
      }
    }
    return reduced
  }

  /// The texts of a row name it.
  private static func rowName(_ row: Int, of frame: Frame) -> String? {
    let texts = frame.fields.compactMap { field in
      field.strings.flatMap { $0.indices.contains(row) ? $0[row] : nil }
    }
    return texts.isEmpty ? nil : texts.joined(separator: " ")
  }
}
