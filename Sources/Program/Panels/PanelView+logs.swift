import Cells
import Dashboards
import Logs
import Text
import Times
import Widgets

extension PanelView {
  static func logs(_ content: PanelContent, _ options: LogsOptions) -> Drawing {
    // Numbers in a panel for lines: the layout's query is none of lines.
    guard content.frames.contains(where: { $0.lines != nil }) else {
      return Drawing(
        CenteredMessage([Line("the query gives numbers, no lines", .dim)], glyphs: content.glyphs))
    }
    let model = LogsModel(content, options)
    let (calendar, rows) = (content.calendar, model.rows)
    let glyphs = content.glyphs
    let services = rows.prefix(200).lazy.map { glyphs.text(model.service($0), limit: 20).width }
    let widget = LogList(
      rowCount: rows.count, serviceWidth: services.max() ?? 0, showsTime: options.showsTime,
      wraps: options.wraps, selection: content.selection, scroll: content.scroll,
      glyphs: content.glyphs
    ) { index in
      guard rows.indices.contains(index) else { return LogList.Row(message: .empty) }
      return row(rows[index], of: model, calendar, glyphs)
    }
    let trailing =
      Line(DisplayText("\(rows.count)"), .title) + Line(rows.count == 1 ? " line" : " lines", .dim)
    return Drawing(widget, trailing: trailing)
  }

  /// Columns of a message that can be in sight, however wide the screen and long its line.
  private static let messageColumns = 2_000

  private static func row(
    _ row: LogsModel.Row, of model: LogsModel, _ calendar: Calendar, _ glyphs: GlyphSet
  ) -> LogList.Row {
    let record = model.record(row)
    let time = model.time(row)
    let labels = model.streamLabels(row)
    // What the stream says of all its lines is not said again for each.
    var fields = record.fields.filter { labels[$0.name] != $0.value }
    if model.options.showsLabels {
      fields = labels.pairs.map { LogRecord.Field($0.name, $0.value) } + fields
    }
    let thousandths = Int(((time.milliseconds % 1_000) + 1_000) % 1_000)
    return LogList.Row(
      time: DisplayText(calendar.time(time)),
      fraction: DisplayText("." + String(1_000 + thousandths).dropFirst()),
      level: record.level.map(level), service: glyphs.text(model.service(row), limit: 20),
      message: glyphs.text(
        String(decoding: record.message, as: UTF8.self), limit: messageColumns),
      fields: fields.prefix(40).map {
        (glyphs.text($0.name, limit: 40), glyphs.text($0.value, limit: 200))
      },
      count: row.count)
  }

  private static func level(_ level: LineLevel) -> LogList.Level {
    switch level {
    case .critical: .critical
    case .error: .error
    case .warning: .warning
    case .info: .info
    case .debug: .debug
    case .trace: .trace
    }
  }
}
