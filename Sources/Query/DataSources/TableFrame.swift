package import Frames
import Times

/// Series as rows, the form of a query in table format.
package enum TableFrame {
  /// The name of the value column: `Value`, or `Value #A` when several queries of the panel are in
  /// table format. Layouts rely on it.
  package static func valueName(refID: String, tableQueries: Int) -> String {
    tableQueries > 1 ? "Value #\(refID)" : "Value"
  }

  /// One frame of many series: `Time`, a column for each label in order of appearance, and the
  /// value; a row for each sample. A label that a series lacks is empty there.
  package static func make(
    of series: [Frame], refID: String, valueName: String = "Value"
  ) -> Frame {
    var names: [String] = []
    var known: Set<String> = []
    for frame in series {
      for pair in frame.fields.last?.labels.pairs ?? [] where known.insert(pair.name).inserted {
        names.append(pair.name)
      }
    }

    var columns = names.map { _ in [String?]() }
    var times: [Instant] = []
    var numbers = NumberColumn()
    var strings: [String?] = []
    for frame in series {
      guard let value = frame.fields.last else { continue }
      let rows = frame.rowCount
      times += frame.fields.first?.times?.prefix(rows) ?? []
      for (index, name) in names.enumerated() {
        let text: String = value.labels[name] ?? ""
        columns[index] += [String?](repeating: text, count: rows)
      }
      if let texts = value.strings { strings += texts.prefix(rows) }
      if let column = value.numbers { column.prefix(rows).forEach { numbers.append($0) } }
    }
    let values: Field.Values = strings.isEmpty ? .numbers(numbers) : .strings(strings)

    let labels = zip(names, columns).map { Field(name: $0, values: .strings($1)) }
    return Frame(
      refID: refID,
      fields: [Field(name: "Time", values: .times(times))] + labels
        + [Field(name: valueName, values: values)],
      notices: series.flatMap(\.notices))
  }
}
