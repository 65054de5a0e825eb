import Formats
import Frames
import Traces

extension PanelView {
  /// The id of the trace that a row of a table names, in a column that is named for that.
  package static func traceID(_ content: PanelContent, at row: Int) -> String? {
    guard let options = content.panel.kind.tableOptions,
      let model = TableModel(content, options), model.rows.indices.contains(row)
    else { return nil }
    let place = model.rows[row]
    let names: Set = ["traceid", "trace id", "trace_id"]
    // A hidden column names the trace all the same.
    let fields = content.resolvedFrames.flatMap(\.fields)
    let column =
      model.columns.first { names.contains($0.field.name.lowercased()) }?.field
      ?? fields.first {
        names.contains($0.field.name.lowercased()) && $0.field.count > place
      }?.field
    guard let text = column?[place].text, TraceID(hex: text) != nil else { return nil }
    return text
  }
}
