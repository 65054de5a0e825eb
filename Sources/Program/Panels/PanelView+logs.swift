import Cells
import Dashboards
import Logs
import Text
package import Times
import Widgets

extension PanelView {
  static func logs(_ content: PanelContent, _ options: LogsOptions) -> Drawing {
    // Numbers in a panel for lines: the layout's query is none of lines.
    guard content.frames.contains(where: { $0.lines != nil }) else {
      return Drawing(
        CenteredMessage([Line("the query gives numbers, no lines", .dim)], glyphs: content.glyphs))
    }
    let model = LogsModel(content, options)
    let rows = model.rows
    var reader = LogRowReader(calendar: content.calendar, glyphs: content.glyphs)
    reader.showsLabels = options.showsLabels
    let glyphs = content.glyphs
    let services = rows.prefix(200).lazy.map { glyphs.text(model.service($0), limit: 20).width }
    let widget = LogList(
      rowCount: rows.count, serviceWidth: services.max() ?? 0, showsTime: options.showsTime,
      wraps: options.wraps, selection: content.selection, scroll: content.scroll,
      glyphs: content.glyphs
    ) { [reader] index in
      guard rows.indices.contains(index) else { return LogList.Row(message: .empty) }
      return model.row(rows[index], reader)
    }
    let trailing =
      Line(DisplayText("\(rows.count)"), .title) + Line(rows.count == 1 ? " line" : " lines", .dim)
    return Drawing(widget, trailing: trailing)
  }

  /// The line in a row of a log panel: its raw text and its time.
  package static func line(
    of content: PanelContent, atRow row: Int
  ) -> (text: ArraySlice<UInt8>, time: Instant)? {
    guard case .logs(let options) = content.panel.kind else { return nil }
    let model = LogsModel(content, options)
    return model.rows.indices.contains(row) ? model.line(model.rows[row]) : nil
  }
}
