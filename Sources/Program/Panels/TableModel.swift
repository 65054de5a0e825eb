import Cells
import Dashboards
import Formats
import Frames
import Text
import Times
import Transforms
import Widgets

/// A frame as the rows and columns of a table: hidden columns gone, rows sorted, numbers of a
/// column with one unit and one count of decimals. Values become texts when they are asked for.
struct TableModel {
  private(set) var columns: [TableColumn] = []
  /// All fields of the frame, the hidden ones too.
  private(set) var fields: [ResolvedField] = []
  /// The places of the rows in the frame, in the order that they are shown.
  private(set) var rows: [Int] = []
  /// How many rows there are, those that a filter leaves out among them.
  private(set) var total = 0
  private(set) var footers: [Footer] = []
  /// Which of how many tables is shown, where there are several.
  private(set) var frame: (index: Int, count: Int)?

  /// A row below all others: the displayed text for each column.
  struct Footer {
    var title: String
    var texts: [DisplayValue?]
  }

  init?(_ content: PanelContent, _ options: TableOptions) {
    let tables = SeriesTable.all(of: content)
    guard let last = tables.indices.last else { return nil }
    let index = min(options.frameIndex, last)
    let table = tables[index]
    if tables.count > 1 { frame = (index, tables.count) }
    fields = table.frame.fields
    for (index, field) in fields.enumerated() where !field.isHidden {
      columns.append(TableColumn(field, histories: table.histories[index] ?? [], content))
    }
    total = table.frame.rowCount
    rows = sorted(filtered(content.filter), by: options.sortBy, options.sortsDescending)
    footers = options.footer.map(sums) ?? []
  }

  /// The rows that have a text in one of their columns, whatever its case.
  private func filtered(_ text: String) -> [Int] {
    let text = text.lowercased()
    guard !text.isEmpty else { return Array(0..<total) }
    return (0..<total).filter { row in
      columns.contains { $0.display(row).description.lowercased().contains(text) }
    }
  }

  /// How many rows the table has, without making them: each key asks it.
  static func rowCount(_ content: PanelContent) -> Int {
    if !content.filter.isEmpty, let options = content.panel.kind.tableOptions {
      return TableModel(content, options)?.rows.count ?? 0
    }
    guard let options = content.panel.kind.tableOptions else { return 0 }
    return SeriesTable.rowCount(content, frameIndex: options.frameIndex)
  }

  /// The reducers of a footer over the columns that it names, or over all numbers.
  private func sums(_ footer: TableOptions.Footer) -> [Footer] {
    var footers: [Footer] = []
    for reducer in footer.reducers.prefix(3) {
      let texts = columns.map { column -> DisplayValue? in
        let isChosen =
          footer.fields.isEmpty
          ? column.isNumeric
          : footer.fields.contains { $0 == column.name || $0 == column.field.name }
        guard isChosen else { return nil }
        if footer.countsRows, reducer == .count { return DisplayValue(text: "\(rows.count)") }
        let value = reducer.reduce(column.field, nulls: column.config.nulls)
        return reducer.keepsUnit
          ? column.processor.display(value) : DisplayValue(text: value.text ?? "")
      }
      footers.append(Footer(title: reducer.title, texts: texts))
    }
    if footer.countsRows, footer.reducers.isEmpty {
      footers.append(Footer(title: "\(rows.count) rows", texts: columns.map { _ in nil }))
    }
    return footers
  }

  /// Rows by the values of a column; equal ones keep their order, and missing values come last,
  /// whichever way the rest goes.
  func sorted(_ rows: [Int], by name: String?, _ isDescending: Bool) -> [Int] {
    guard let name, let column = columns.first(where: { $0.name == name || $0.field.name == name })
    else { return rows }
    func order<Key>(_ keys: [Key?], _ isBefore: (Key, Key) -> Bool) -> [Int] {
      rows.enumerated().sorted { a, b in
        guard let p = keys[a.offset] else { return keys[b.offset] == nil && a.offset < b.offset }
        guard let q = keys[b.offset] else { return true }
        if isDescending ? isBefore(q, p) : isBefore(p, q) { return true }
        if isDescending ? isBefore(p, q) : isBefore(q, p) { return false }
        return a.offset < b.offset
      }.map(\.element)
    }
    switch column.field.values {
    case .numbers(let values):
      return order(rows.map { values[$0].flatMap { $0.isNaN ? nil : $0 } }, <)
    case .strings(let values): return order(rows.map { values[$0] }, <)
    case .times(let values): return order(rows.map { values[$0] }, <)
    case .booleans(let values): return order(rows.map { values[$0].map { $0 ? 1 : 0 } }, <)
    }
  }
}

extension Reducer {
  /// Whether the result is measured as the values are.
  fileprivate var keepsUnit: Bool {
    switch self {
    case .count, .distinctCount, .changeCount, .allIsZero, .allIsNull: false
    default: true
    }
  }
}
