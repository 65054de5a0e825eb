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
    var range: ClosedRange<Double>?

    var kind: CustomConfig.CellOptions.Kind { config.custom.cellOptions?.kind ?? .auto }
  }

  private(set) var columns: [Column] = []
  private(set) var rows: [Int] = []
  private let content: PanelContent

  init?(_ content: PanelContent, _ options: TableOptions) {
    self.content = content
    guard let frame = TableModel.table(of: content.resolvedFrames) else { return nil }
    let isSingle = frame.fields.count == 1
    for field in frame.fields where !field.isHidden {
      let isNamed = field.config.displayName != nil || field.field.displayName != nil
      columns.append(
        Column(
          field: field.field,
          name: isSingle && !isNamed ? content.panel.title : field.name,
          config: field.config, range: field.range))
    }
    rows = sorted(Array(0..<frame.rowCount), options)
  }

  /// How many rows the table has, without making them: each key asks it.
  static func rowCount(_ content: PanelContent) -> Int {
    let (frames, _) = Transformation.apply(content.panel.transformations, to: content.frames)
    return isSeries(frames) ? frames.count : frames.first?.rowCount ?? 0
  }

  private static func isSeries(_ frames: [Frame]) -> Bool {
    guard let first = frames.first else { return false }
    return first.fields.count == 2 && first.fields[0].times != nil
      && (frames.count > 1 || !first.fields[1].labels.isEmpty)
  }

  /// The one frame of a table; several series become rows of labels and last values.
  private static func table(of frames: [ResolvedFrame]) -> ResolvedFrame? {
    guard let first = frames.first else { return nil }
    guard isSeries(frames.map(\.frame)), let last = first.fields.last else { return first }
    var names: [String] = []
    let values = frames.compactMap(\.fields.last)
    for field in values {
      for pair in field.field.labels.pairs
      where pair.name != "__name__" && !names.contains(pair.name) {
        names.append(pair.name)
      }
    }
    let labels = names.map { name in
      Field(name: name, values: .strings(values.map { $0.field.labels[name] ?? "" }))
    }
    let numbers = values.map { $0.field.numbers.flatMap { Reducer.lastNotNull.reduce($0) } }
    let value = Field(name: "Value", values: .numbers(NumberColumn(numbers)))
    let frame = Frame(refID: first.refID, fields: labels + [value])
    return ResolvedFrame(
      frame: frame,
      fields: frame.fields.map { field in
        ResolvedField(
          field: field, name: field.name, config: last.config, seriesIndex: 0, range: last.range)
      })
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
    var config = column.config
    let processor = content.processor(config, range: column.range)
    var displays = values.map { processor.display($0) }
    let units = Set(
      displays.filter { $0.number != nil }.map { $0.prefix.filter { $0 != "-" } + $0.suffix })
    if config.decimals == nil, units.count <= 1, finite.contains(where: { $0 != $0.rounded() }) {
      let digits = displays.map { text in
        text.text.firstIndex(of: ".").map {
          text.text.distance(from: $0, to: text.text.endIndex) - 1
        } ?? 0
      }
      config.decimals = min(2, digits.max() ?? 0)
      let processor = content.processor(config, range: column.range)
      displays = values.map { processor.display($0) }
    }
    let unit = units.count == 1 ? units.first.map { $0.drop { $0 == " " } } : nil
    return (displays, unit.map(String.init))
  }

  /// The texts of a column that holds no numbers.
  func texts(of column: Column) -> [DisplayValue] {
    guard column.field.numbers == nil else { return [] }
    let processor = content.processor(column.config, range: column.range)
    return (0..<column.field.count).map { processor.display(column.field[$0]) }
  }
}
