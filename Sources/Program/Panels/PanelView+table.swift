import Cells
import Dashboards
import Formats
import Frames
import Text
import Widgets

extension PanelView {
  static func table(_ content: PanelContent, _ options: TableOptions) -> Drawing {
    guard let model = TableModel(content, options) else {
      return nothing(of: content)
    }
    guard !model.columns.isEmpty, model.total > 0 else { return nothing(of: content) }
    let drawing = TableDrawing(model, options, content.glyphs)
    let widget = Table(
      columns: drawing.heads, rowCount: model.rows.count, hasSigns: drawing.hasSigns,
      footers: drawing.footers, showsHeads: options.showsHeader, selection: content.selection,
      scroll: content.scroll, glyphs: content.glyphs
    ) { drawing.row(at: $0) }
    var trailing =
      Line("\(model.rows.count)", .title)
      + Line(model.rows.count == 1 ? " row" : " rows", .dim)
    if !content.filter.isEmpty {
      trailing =
        Line("with ", .dim) + Line(content.glyphs.text(content.filter, limit: 20), .text)
        + Line(DisplayText("   \(model.rows.count)"), .title)
        + Line(DisplayText(" of \(model.total) rows"), .dim)
    }
    if let frame = model.frame {
      trailing = Line("table \(frame.index + 1) of \(frame.count)   ", .dim) + trailing
    }
    return Drawing(widget, trailing: trailing)
  }
}

/// A table's model as the columns and cells of the screen; a gauge is two columns, bar and value.
struct TableDrawing: Sendable {
  private let columns: [TableColumn]
  private let rows: [Int]
  private let sortBy: String?
  private let glyphs: GlyphSet
  private(set) var heads: [Table.Column] = []
  private(set) var footers: [Table.Row] = []
  private(set) var hasSigns = false

  init(_ model: TableModel, _ options: TableOptions, _ glyphs: GlyphSet) {
    columns = model.columns
    rows = model.rows
    sortBy = options.sortBy
    self.glyphs = glyphs
    heads = columns.indices.flatMap(makeHeads)
    footers = model.footers.map(footer)
    hasSigns = rows.prefix(1_000).contains { row in
      columns.contains { $0.isColored && $0.config.severity(of: $0.display(row)) != nil }
    }
  }

  private func makeHeads(_ place: Int) -> [Table.Column] {
    let column = columns[place]
    let isSorted = sortBy == column.name || sortBy == column.field.name
    let isKept = place == 0 || isSorted || column.kind == .gauge
    var head = Table.Column(
      head(column.name, column.unit), isTrailing: column.isNumeric,
      dispensability: isKept ? 0 : place + (column.isNumeric ? 10 : 0))
    switch column.config.custom.align {
    case .left: head.alignment = .leading
    case .center: head.alignment = .center
    case .right: head.alignment = .trailing
    case .auto, nil: break
    }
    if column.hasHistories {
      head.isBar = true
      (head.alignment, head.width) = (.leading, 10)
      return [head]
    }
    var width =
      column.widestRows(of: rows).lazy.map { text(column.display($0), column).width }.max() ?? 0
    // Widths of layouts are pixels; a character takes about eight.
    if let limit = column.config.custom.width { width = min(width, Self.cells(limit)) }
    if let least = column.config.custom.minWidth { width = max(width, min(30, Self.cells(least))) }
    head.width = width
    guard column.kind == .gauge, column.isNumeric else { return [head] }
    return [Table.Column(.empty, isBar: true, dispensability: 30, width: 10), head]
  }

  private static func cells(_ pixels: Double) -> Int {
    pixels.isFinite ? max(4, Int(min(4_000, max(0, pixels)) / 8)) : 4
  }

  private func head(_ name: String, _ unit: String?) -> DisplayText {
    let words = glyphs.text(name.lowercased(), limit: 40)
    guard let unit, !unit.isEmpty, !name.hasSuffix(unit) else { return words }
    return words + glyphs.text(" " + unit, limit: 12)
  }

  /// The text of a value: without its unit where the head names it.
  private func text(_ display: DisplayValue, _ column: TableColumn) -> DisplayText {
    guard column.isNumeric else { return glyphs.text(display.description, limit: 200) }
    let text = ValueText(display)
    guard !text.isMissing else { return glyphs.missing }
    guard let unit = column.unit, !unit.isEmpty, display.number != nil else {
      return text.text(missing: glyphs.missing)
    }
    return DisplayText(text.digits.drop { !$0.isNumber && $0 != "-" && $0 != "∞" })
  }

  func row(at index: Int) -> Table.Row {
    guard rows.indices.contains(index) else { return Table.Row([]) }
    var row = Table.Row([])
    for column in columns { row.cells += cells(of: column, rows[index], &row) }
    return row
  }

  private func cells(
    of column: TableColumn, _ place: Int, _ row: inout Table.Row
  ) -> [Table.TableCell] {
    let display = column.display(place)
    let severity = column.isColored ? column.config.severity(of: display) : nil
    row.severity = [row.severity, severity].compactMap(\.self).max()
    // A colour that a mapping gives is the value's meaning; that of a base step says nothing.
    let ink =
      severity.map { Ink($0.role) }
      ?? (display.step == nil && column.isColored
        ? display.color.flatMap(GrafanaColor.ink) : nil)
    if column.hasHistories {
      let history = column.histories.indices.contains(place) ? Array(column.histories[place]) : []
      return [.sparkline(history, ink ?? Ink(.series1))]
    }
    let text = text(display, column)
    if column.kind == .colorBackground, let ink {
      if column.options.appliesToRow { row.ground = ink.tinted(30) }
      let line = Line(text, Style(.bright, .bold))
      return [.filled(line, ink, isGradient: column.options.mode == .gradient)]
    }
    let cell = Table.TableCell.text(Line(text, style(of: column, ink)))
    guard column.kind == .gauge, column.isNumeric else { return [cell] }
    let form: Table.TableCell.BarForm =
      switch column.options.mode {
      case .lcd: .segments
      case .gradient: .gradient
      case .basic, nil: .line
      }
    return [.bar(display.fraction ?? 0, ink ?? Ink(.series1), marks(of: column), form), cell]
  }

  private func style(of column: TableColumn, _ ink: Ink?) -> Style {
    if let ink { return Style(ink, on: Ink(.background), .bold) }
    if !column.config.links.isEmpty || column.kind == .dataLinks {
      return Style(.accent, .underline)
    }
    let isSorted = sortBy == column.name || sortBy == column.field.name
    if column.isNumeric, column.isColored || isSorted { return Style(.bright, .bold) }
    return column.kind == .json ? .dim : .text
  }

  private func marks(of column: TableColumn) -> [ThresholdMark] {
    column.config.marks(column.processor).compactMap { mark in
      column.processor.fraction(of: mark.value).map { fraction in
        var mark = mark
        (mark.value, mark.label) = (fraction, .empty)
        return mark
      }
    }
  }

  /// The sums below their columns, and their name in the first that has none.
  private func footer(_ footer: TableModel.Footer) -> Table.Row {
    var isNamed = false
    let cells = columns.indices.flatMap { place -> [Table.TableCell] in
      let column = columns[place]
      var cell = Table.TableCell.empty
      if let display = footer.texts[place] {
        cell = .text(Line(text(display, column), .title))
      } else if !isNamed {
        isNamed = true
        cell = .text(Line(glyphs.text(footer.title, limit: 30), .dim))
      }
      return column.kind == .gauge && column.isNumeric ? [.empty, cell] : [cell]
    }
    return Table.Row(cells)
  }
}

extension TableColumn {
  /// Whether the layout wants values to be coloured.
  var isColored: Bool {
    switch kind {
    case .colorText, .colorBackground, .gauge, .pill: true
    case .auto, .sparkline, .image, .markdown, .json, .dataLinks: false
    }
  }

  var hasHistories: Bool { (kind == .sparkline || kind == .auto) && !histories.isEmpty }
}
