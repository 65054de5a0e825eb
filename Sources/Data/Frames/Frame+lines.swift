extension Frame {
  /// Log lines as columns, for panels that are not made for lines: `Time`, `Line`, then a column
  /// for each label in order of appearance. A frame without lines stays.
  package var withLinesAsFields: Frame {
    guard let lines else { return self }
    var columns: [String: Int] = [:]
    var names: [String] = []
    var values: [[String?]] = []
    for row in lines.indices {
      let pairs =
        lines.stream(at: row).pairs + lines.metadata(at: row).pairs + lines.parsed(at: row).pairs
      for pair in pairs {
        let column = columns[pair.name] ?? values.count
        if column == values.count {
          columns[pair.name] = column
          names.append(pair.name)
          values.append(Array(repeating: nil, count: lines.count))
        }
        values[column][row] = values[column][row] ?? pair.value
      }
    }
    let texts: [String?] = lines.indices.map { String(decoding: lines.text(at: $0), as: UTF8.self) }
    var frame = self
    frame.lines = nil
    frame.fields =
      [
        Field(name: "Time", values: .times(lines.times)),
        Field(name: "Line", values: .strings(texts)),
      ] + zip(names, values).map { Field(name: $0, values: .strings($1)) }
    return frame
  }
}
