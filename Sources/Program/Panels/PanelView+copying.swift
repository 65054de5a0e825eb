import Formats

extension PanelView {
  /// The lines of a log panel as the server sent them, in the order of the screen.
  package static func logLines(_ content: PanelContent) -> [[UInt8]] {
    guard case .logs(let options) = content.panel.kind else {
      return content.frames.compactMap(\.lines).flatMap { lines in
        lines.indices.map { Array(lines.text(at: $0)) }
      }
    }
    let model = LogsModel(content, options)
    return model.rows.map { Array(model.rawText($0)) }
  }

  /// The displayed texts of a table's row, as it stands on the screen; `nil` where there is none.
  package static func rowValues(_ content: PanelContent, at row: Int) -> [String]? {
    guard let options = content.panel.kind.tableOptions,
      let model = TableModel(content, options), model.rows.indices.contains(row)
    else { return nil }
    let place = model.rows[row]
    return model.columns.map { $0.plain.display($0.field[place]).description }
  }
}

extension PanelSummary {
  /// A line for each series with its value; a row's cells apart by tabs.
  package var lines: [String] {
    guard !series.isEmpty else { return [] }
    if values.count > series.count {
      return stride(from: 0, to: values.count, by: series.count).map { start in
        values[start..<min(values.count, start + series.count)].joined(separator: "\t")
      }
    }
    return zip(series, values).map { $0.isEmpty ? $1 : "\($0)\t\($1)" }
  }
}
