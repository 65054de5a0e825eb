import Cells
import Dashboards
import Formats
import Frames
import Text
import Transforms

/// The rows of a chart's legend, each a series or several that differ by their target's word alone,
/// in the order that they are drawn in.
struct ChartRows {
  struct Row {
    var name: String
    var entry: ChartSeries.Entry
    /// The columns of the legend.
    var values: [DisplayText] = []
  }

  private(set) var rows: [Row]
  private(set) var heads: [DisplayText]

  init(_ chart: ChartSeries, _ options: TimeSeriesOptions.Legend, _ content: PanelContent) {
    let words = chart.columns
    let moment = ChartMoment(content, chart.entries)
    if words.isEmpty {
      let calcs = Self.calcs(options, content)
      rows = Self.sorted(chart.entries.map { Row(name: $0.name, entry: $0) }, options)
      heads = calcs.count > 1 ? calcs.map { DisplayText($0.title) } : []
      // Under the cursor the columns stay, so that nothing moves; that of the last value is its.
      let momentary = calcs.lastIndex { $0 == .lastNotNull || $0 == .last } ?? 0
      for (column, calc) in calcs.enumerated() {
        let moment = column == momentary ? moment : nil
        add(
          rows.map { row in
            let value = moment == nil ? Self.value(calc, row.entry) : moment?.value(of: row.entry)
            return (value, Self.config(row.entry.config, calc))
          }, content)
      }
      if let moment, heads.indices.contains(momentary) {
        heads[momentary] = DisplayText(content.calendar.shortTime(moment.instant))
      }
    } else {
      heads = words.map { content.glyphs.text($0, limit: 12) }
      rows = Self.joined(chart.entries, words, options)
      let groups = Dictionary(grouping: chart.entries) { ChartSeries.split($0.name).rest }
      for word in words {
        let column = rows.map { row -> (Double?, FieldConfig) in
          let own = groups[row.name]?.first { ChartSeries.split($0.name).word == word }
          let value = own.flatMap { moment == nil ? Self.last($0) : moment?.value(of: $0) }
          return (value, (own ?? row.entry).config)
        }
        add(column, content)
      }
    }
  }

  private static func calcs(
    _ options: TimeSeriesOptions.Legend, _ content: PanelContent
  ) -> [Reducer] {
    if content.isFullScreen, options.calcs.count < 2 { return [.min, .mean, .max, .lastNotNull] }
    return options.calcs.isEmpty ? [.lastNotNull] : options.calcs
  }

  private static func value(_ calc: Reducer, _ entry: ChartSeries.Entry) -> Double? {
    let field = Field(name: entry.name, values: .numbers(entry.values))
    switch calc.reduce(field, nulls: entry.config.nulls) {
    case .number(let number): return number
    case .boolean(let flag): return flag ? 1 : 0
    default: return nil
    }
  }

  private static func last(_ entry: ChartSeries.Entry) -> Double? {
    Reducer.lastNotNull.reduce(entry.values)
  }

  /// Counts have no unit, and relative differences one of their own.
  private static func config(_ config: FieldConfig, _ calc: Reducer) -> FieldConfig {
    var config = config
    switch calc {
    case .count, .changeCount, .distinctCount, .allIsNull, .allIsZero:
      (config.unit, config.decimals) = (nil, nil)
    case .diffperc: (config.unit, config.decimals) = ("percentunit", nil)
    default: break
    }
    return config
  }

  /// By the value that a layout says; else the answer's order for stacks, whose layers must not
  /// change places, and the largest last value first for the rest.
  private static func sorted(_ rows: [Row], _ options: TimeSeriesOptions.Legend) -> [Row] {
    let isDescending = options.sortBy == nil || options.sortsDescending
    let calc: Reducer
    switch options.sortBy {
    case .name:
      let names = rows.enumerated().sorted {
        $0.element.name == $1.element.name
          ? $0.offset < $1.offset : ($0.element.name < $1.element.name) != isDescending
      }
      return names.map(\.element)
    case .value(let reducer): calc = reducer
    case nil where rows.contains { $0.entry.isStacked }: return rows
    case nil: calc = .lastNotNull
    }
    // Missing values come last, whichever way the rest goes; equal ones go by name.
    let keys = rows.map { value(calc, $0.entry).flatMap { $0.isNaN ? nil : $0 } }
    return rows.indices.sorted { a, b in
      switch (keys[a], keys[b]) {
      case (let p?, let q?) where p != q: (p < q) != isDescending
      case (nil, _?): false
      case (_?, nil): true
      default: (rows[a].name, a) < (rows[b].name, b)
      }
    }.map { rows[$0] }
  }

  /// A row for each name without its word. The word whose values are the largest is the one that is
  /// drawn: the P95, not the P50.
  private static func joined(
    _ entries: [ChartSeries.Entry], _ words: [String], _ options: TimeSeriesOptions.Legend
  ) -> [Row] {
    let byWord = Dictionary(grouping: entries) { ChartSeries.split($0.name).word ?? "" }
    let sums = byWord.mapValues { $0.reduce(0) { $0 + (last($1) ?? -1) } }
    let shown = words.max { (sums[$0] ?? 0) < (sums[$1] ?? 0) }
    let groups = Dictionary(grouping: entries) { ChartSeries.split($0.name).rest }
    let rows = groups.compactMap { name, entries -> Row? in
      let chosen = entries.first { ChartSeries.split($0.name).word == shown } ?? entries.first
      return chosen.map { Row(name: name, entry: $0) }
    }
    return sorted(rows.sorted { $0.name < $1.name }, options)
  }

  /// A column of the legend: values of one unit have one count of decimals.
  private mutating func add(
    _ column: [(value: Double?, config: FieldConfig)], _ content: PanelContent
  ) {
    var texts = [DisplayText](repeating: .empty, count: rows.count)
    let groups = Dictionary(grouping: column.indices) { index in
      UnitKey(unit: column[index].config.unit, decimals: column[index].config.decimals)
    }
    for (_, members) in groups {
      guard let first = members.first else { continue }
      let made = ColumnTexts.make(
        members.map { column[$0].value }, column[first].config, content.glyphs)
      for (index, text) in zip(members, made) { texts[index] = text }
    }
    for index in rows.indices { rows[index].values.append(texts[index]) }
  }

  private struct UnitKey: Hashable {
    var unit: String?
    var decimals: Int?
  }
}

extension ChartSeries.Entry {
  var isStacked: Bool { (config.custom.stacking?.mode ?? .none) != .none }
}
