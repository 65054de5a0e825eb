import Formats
import JSON
import Transforms

// Panels of Grafana's first generation, read in a simple way.
extension Importer {
  mutating func timeSeries(graph place: Place) -> TimeSeriesOptions {
    var chart = TimeSeriesOptions()
    let legend = object(place["legend"])
    chart.legend.isShown = bool(legend["show"]) ?? true
    chart.legend.isTable = bool(legend["alignAsTable"]) ?? false
    chart.legend.isRight = bool(legend["rightSide"]) ?? false
    if bool(legend["values"]) == true {
      chart.legend.calcs = ["min", "max", "avg", "current", "total"].filter {
        bool(legend[$0]) == true
      }.compactMap { Reducer(rawValue: $0) }
    }
    if let sort = nonEmpty(legend["sort"]) {
      chart.legend.sortBy = Reducer(rawValue: sort).map { .value($0) }
      chart.legend.sortsDescending = bool(legend["sortDesc"]) ?? false
    }
    return chart
  }

  /// `auto` stands for no limit, as nothing does.
  mutating func limit(_ place: Place) -> Double? {
    place.value == "auto" ? nil : number(place)
  }

  mutating func singleStat(_ place: Place) -> Panel.Kind {
    var reduce = ReduceOptions()
    let name = nonEmpty(place["valueName"])
    let reducer = name.flatMap { Reducer(rawValue: $0) }
    // The first generation's own default was the mean.
    if name != "name" { reduce.calcs = [reducer ?? .mean] }
    if bool(object(place["gauge"])["show"]) == true {
      var gauge = GaugeOptions()
      gauge.reduce = reduce
      return .gauge(gauge)
    }
    var stat = StatOptions()
    stat.reduce = reduce
    if name == "name" { stat.textMode = .name }
    stat.drawsSparkline = bool(object(place["sparkline"])["show"]) ?? false
    if bool(place["colorBackground"]) == true {
      stat.colorMode = .background
    } else if bool(place["colorValue"]) != true {
      stat.colorMode = .none
    }
    return .stat(stat)
  }

  mutating func readSingleStat(_ place: Place, into config: inout FieldConfig) {
    config.color = .thresholds
    config.unit = nonEmpty(place["format"])
    config.decimals = integer(place["decimals"], in: 0...20)
    config.noValue = nonEmpty(place["nullText"])
    let gauge = object(place["gauge"])
    if bool(gauge["show"]) == true {
      config.min = number(gauge["minValue"])
      config.max = number(gauge["maxValue"])
    }
    config.thresholds = Thresholds(steps: singleStatSteps(place))
    config.mappings = oldMappings(place)
    config.nulls = nulls(place["nullPointMode"]) ?? .null
    config.prefix = nonEmpty(place["prefix"])
    config.postfix = nonEmpty(place["postfix"])
  }

  /// `"70,90"` with three colours; without colouring there are no steps.
  private mutating func singleStatSteps(_ place: Place) -> [Thresholds.Step] {
    let isColored =
      bool(place["colorValue"]) == true || bool(place["colorBackground"]) == true
      || bool(object(place["gauge"])["show"]) == true
    guard isColored, let text = nonEmpty(place["thresholds"]) else { return [] }
    let colors = elements(place["colors"]).compactMap { string($0) }
    let values = text.split(separator: ",").compactMap {
      Double($0.filter { !$0.isWhitespace })
    }.filter(\.isFinite)
    return zip([-Double.infinity] + values, colors).map { Thresholds.Step($0, $1) }
  }

  /// Rows that held panels by span (before schema 16): panels flow from the left and wrap.
  mutating func legacyRows(_ rows: [Place]) -> [Panel] {
    var panels: [Panel] = []
    var top = 0
    // Row headers appear as soon as one row needs one.
    let hasHeaders = rows.filter { holdsAnything($0) }.contains {
      bool($0["collapse"]) == true || bool($0["showTitle"]) == true || nonEmpty($0["repeat"]) != nil
    }
    for row in rows where holdsAnything(row) {
      if isStoredCopy(row) || isStoredRow(row) { continue }
      let height = rowHeight(row["height"])
      var y = hasHeaders ? top + 1 : top
      var x = 0
      var lowest = y
      var held: [Panel] = []
      for place in elements(row["panels"]) where place.value?.object != nil {
        if isStoredCopy(place) { continue }
        let span = number(place["span"]).map { $0 > 0 ? $0 : 4 } ?? 4
        let width = Int(min(24, max(1, (span * 2).rounded())))
        if x + width > 24 {
          x = 0
          y = lowest
        }
        let h = place["height"].exists ? rowHeight(place["height"]) : height
        held.append(panel(place, gridPos: GridPos(x: x, y: y, w: width, h: h)))
        x += width
        lowest = max(lowest, y + h)
      }
      if hasHeaders {
        let collapsed = bool(row["collapse"]) ?? false
        var header = panel(
          Place(.object(["type": "row"]), path: row.path),
          gridPos: GridPos(x: 0, y: top, w: 24, h: 1))
        header.title = string(row["title"]) ?? ""
        header.repeatVariable = nonEmpty(row["repeat"])
        header.kind = .row(collapsed: collapsed, panels: collapsed ? held : [])
        panels.append(header)
        if collapsed {
          top += 1
          continue
        }
      }
      panels += held
      top = lowest
    }
    return panels
  }

  /// A row that is none, or has neither a title nor a panel, is nothing that could be shown.
  private func holdsAnything(_ row: Place) -> Bool {
    row["title"].value?.string?.isEmpty == false || row["panels"].value?.array?.isEmpty == false
  }

  /// A copy of a repeated row: it has the value that it was made for, but no variable.
  private func isStoredRow(_ row: Place) -> Bool {
    row["repeatIteration"].exists && row["scopedVars"].exists && !row["repeat"].exists
  }

  /// Grid rows of 38 px of a height in pixels: `250`, `"250px"`.
  private mutating func rowHeight(_ place: Place) -> Int {
    var pixels = 250.0
    if let text = place.value?.string {
      pixels = Double(text.prefix { $0.isNumber || $0 == "." }) ?? pixels
    } else if let value = number(place) {
      pixels = value
    }
    return Int(min(1_000, max(3, (pixels / 38).rounded(.up))))
  }
}
