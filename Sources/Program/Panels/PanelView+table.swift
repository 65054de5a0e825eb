import Cells
import Dashboards
import Formats
import Frames
import Text
import Widgets

extension PanelView {
  static func table(_ content: PanelContent, _ options: TableOptions) -> Drawing {
    guard let model = TableModel(content, options) else { return Drawing(Blank()) }
    var columns: [Table.Column] = []
    var cells = [[Table.TableCell]](repeating: [], count: model.rows.count)
    var severities = [Severity?](repeating: nil, count: model.rows.count)
    for (place, column) in model.columns.enumerated() {
      let (displays, unit) = model.numbers(of: column)
      if displays.isEmpty {
        let texts = model.texts(of: column)
        columns.append(
          Table.Column(head(column.name, nil), dispensability: place == 0 ? 0 : place))
        for (index, row) in model.rows.enumerated() where texts.indices.contains(row) {
          let ink = texts[row].severity.map { Style($0.role) } ?? .text
          cells[index].append(.text(Line(DisplayText(texts[row].text, limit: 200), ink)))
        }
        continue
      }
      let isGauge = column.kind == .gauge
      if isGauge {
        columns.append(Table.Column(.empty, isBar: true, dispensability: 30))
      }
      let isSorted = options.sortBy == column.name || options.sortBy == column.field.name
      let isColored = column.kind != .auto
      columns.append(
        Table.Column(
          head(column.name, unit), isTrailing: true,
          dispensability: isGauge || isSorted || place == 0 ? 0 : 10 + place))
      let processor = DisplayProcessor(column.config)
      let marks = fractions(of: column.config, processor)
      for (index, row) in model.rows.enumerated() where displays.indices.contains(row) {
        let display = displays[row]
        let severity = isColored ? display.severity : nil
        severities[index] = [severities[index], severity].compactMap(\.self).max()
        if isGauge {
          cells[index].append(
            .bar(display.fraction ?? 0, Ink(severity?.role ?? .series1), marks))
        }
        let style = Style(
          severity?.role ?? (isColored || isSorted ? .bright : .text),
          isColored || isSorted ? .bold : [])
        let text = ValueText(display)
        let shown =
          text.isMissing
          ? content.glyphs.missing
          : (unit == nil ? text.text(missing: content.glyphs.missing) : digits(text))
        cells[index].append(.text(Line(shown, style)))
      }
    }
    let rows = zip(cells, severities).map { Table.Row($0, severity: $1) }
    let widget = Table(
      columns: columns, rows: rows, showsHeads: options.showsHeader,
      selection: content.selection, scroll: content.scroll,
      glyphs: content.glyphs)
    return Drawing(
      widget,
      trailing: Line("\(rows.count)", .title) + Line(rows.count == 1 ? " row" : " rows", .dim))
  }

  /// The digits without their unit, which the head names.
  private static func digits(_ text: ValueText) -> DisplayText {
    DisplayText(text.digits.drop { !$0.isNumber && $0 != "-" && $0 != "∞" })
  }

  private static func head(_ name: String, _ unit: String?) -> DisplayText {
    let words = DisplayText(name.lowercased(), limit: 40)
    guard let unit, !unit.isEmpty, !name.hasSuffix(unit) else { return words }
    return words + DisplayText(" " + unit, limit: 12)
  }

  private static func fractions(
    of config: FieldConfig, _ processor: DisplayProcessor
  ) -> [ThresholdMark] {
    config.marks(processor).compactMap { mark in
      processor.fraction(of: mark.value).map { ThresholdMark($0, mark.severity, label: .empty) }
    }
  }
}
