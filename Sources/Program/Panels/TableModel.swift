import Cells
import Dashboards
import Formats
import Frames
import Text
import Times
import Transforms
import Widgets

/// A frame as the rows and columns of a table: hidden columns gone, rows sorted, numbers of a
/// column with one unit and one count of decimals.
struct TableModel {
  struct Column {
    var field: Field
    var name: String
    var config: FieldConfig
    var kind: TableOptions.CellKind
  }

  private(set) var columns: [Column] = []
  private(set) var rows: [Int] = []
  private let content: PanelContent

  init?(_ content: PanelContent, _ options: TableOptions) {
    self.content = content
    let (frames, _) = Transformation.apply(content.panel.transformations, to: content.frames)
    guard let frame = TableModel.table(of: frames) else { return nil }
    let single = frame.fields.count
    for field in frame.fields {
      let shown = field.sourceName ?? field.name
      let own = options.columns.first { $0.name == field.name || $0.name == shown }
      if own?.isHidden == true { continue }
      var config = content.panel.fieldConfig
      config.unit = own?.unit ?? config.unit
      config.decimals = own?.decimals ?? config.decimals
      config.min = own?.min ?? config.min
      config.max = own?.max ?? config.max
      config.thresholds = own?.thresholds ?? config.thresholds
      let name = own?.displayName ?? (single == 1 ? content.panel.title : shown)
      columns.append(
        Column(field: field, name: name, config: config, kind: own?.cell ?? options.cell))
    }
    rows = sorted(Array(0..<frame.rowCount), options)
  }

  /// The one frame of a table; several series become rows of labels and last values.
  private static func table(of frames: [Frame]) -> Frame? {
    guard let first = frames.first else { return nil }
    let isSeries =
      first.fields.count == 2 && first.fields[0].times != nil
      && (frames.count > 1 || !first.fields[1].labels.isEmpty)
    guard isSeries else { return first }
    var names: [String] = []
    for field in frames.flatMap(\.fields) {
      for pair in field.labels.pairs where pair.name != "__name__" && !names.contains(pair.name) {
        names.append(pair.name)
      }
    }
    let values = frames.compactMap(\.fields.last)
    let labels = names.map { name in
      Field(name: name, values: .strings(values.map { $0.labels[name] ?? "" }))
    }
    let last = NumberColumn(values.map { $0.numbers.flatMap { Reducer.lastNotNull.reduce($0) } })
    return Frame(
      refID: first.refID, fields: labels + [Field(name: "Value", values: .numbers(last))])
  }

  private func sorted(_ rows: [Int], _ options: TableOptions) -> [Int] {
    guard let name = options.sortBy,
      let column = columns.first(where: { $0.name == name || $0.field.name == name })
    else { return rows }
    switch column.field.values {
    case .numbers(let values):
      let keys = rows.map { values[$0] ?? nil }
      // Missing values come last, whichever way the rest goes.
      return rows.enumerated().sorted { a, b in
        guard let p = keys[a.offset], !p.isNaN else { return false }
        guard let q = keys[b.offset], !q.isNaN else { return true }
        if p == q { return a.offset < b.offset }
        return options.sortsDescending ? p > q : p < q
      }.map(\.element)
    case .strings(let values):
      return rows.sorted {
        let (p, q) = (values[$0] ?? "", values[$1] ?? "")
        return options.sortsDescending ? p > q : p < q
      }
    case .times(let values):
      return rows.sorted {
        options.sortsDescending ? values[$0] > values[$1] : values[$0] < values[$1]
      }
    case .booleans: return rows
    }
  }
}

extension TableModel {
  /// The values of a numeric column with common decimals, and the unit they share, for the head.
  func numbers(of column: Column) -> (displays: [DisplayValue], unit: String?) {
    guard let values = column.field.numbers else { return ([], nil) }
    let finite = values.compactMap(\.self).filter(\.isFinite)
    let range = finite.min().flatMap { low in finite.max().map { low...$0 } }
    var config = column.config
    var displays = values.map { DisplayProcessor(config, range: range).display($0) }
    let units = Set(
      displays.filter { $0.number != nil }.map { $0.prefix.filter { $0 != "-" } + $0.suffix })
    if config.decimals == nil, units.count <= 1, finite.contains(where: { $0 != $0.rounded() }) {
      let digits = displays.map { text in
        text.text.firstIndex(of: ".").map {
          text.text.distance(from: $0, to: text.text.endIndex) - 1
        } ?? 0
      }
      config.decimals = min(2, digits.max() ?? 0)
      displays = values.map { DisplayProcessor(config, range: range).display($0) }
    }
    let unit = units.count == 1 ? units.first.map { $0.drop { $0 == " " } } : nil
    return (displays, unit.map(String.init))
  }

  /// The texts of a column that holds no numbers.
  func texts(of column: Column) -> [DisplayValue] {
    let processor = DisplayProcessor(column.config)
    switch column.field.values {
    case .strings(let values): return values.map { processor.display($0) }
    case .times(let values):
      return values.map { DisplayValue(text: content.calendar.time($0)) }
    case .booleans(let values):
      return values.map { DisplayValue(text: $0.map { $0 ? "true" : "false" } ?? "") }
    case .numbers: return []
    }
  }
}
