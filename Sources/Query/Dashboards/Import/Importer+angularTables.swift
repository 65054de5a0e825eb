import Formats
import JSON

extension Importer {
  /// The styles, sort and columns of tables of before Grafana 7. The first style that fits a column
  /// is its own, so they are applied from the last to the first.
  mutating func readAngular(_ panel: Place, into table: inout TableOptions) {
    for style in elements(panel["styles"]).reversed() {
      if let column = column(style: style) { table.columns.append(column) }
    }
    if panel["styles"].exists, bool(panel["showHeader"]) == false { table.showsHeader = false }
  }

  private mutating func column(style: Place) -> TableOptions.Column? {
    guard let name = nonEmpty(style["pattern"]) else { return nil }
    var column = TableOptions.Column(name: name)
    column.isPattern = name.hasPrefix("/")
    column.displayName = nonEmpty(style["alias"])
    column.unit = nonEmpty(style["unit"])
    column.decimals = integer(style["decimals"], in: 0...20)
    column.isHidden = style["type"].value == "hidden"
    column.alignment = nonEmpty(style["align"]).flatMap(TableOptions.Alignment.init)
    let thresholds = steps(style)
    if !thresholds.isEmpty { column.thresholds = Thresholds(steps: thresholds) }
    switch style["colorMode"].value {
    case "value": column.cell = .colorText
    case "cell", "row": column.cell = .colorBackground(isGradient: false)
    default: break
    }
    let mappings = self.mappings(style: style)
    if !mappings.isEmpty { column.mappings = mappings }
    return column
  }

  /// `["70", "90"]` and three colours.
  private mutating func steps(_ style: Place) -> [Thresholds.Step] {
    let values = elements(style["thresholds"]).compactMap { number($0) }
    guard !values.isEmpty else { return [] }
    let colors = elements(style["colors"]).compactMap { string($0) }
    return zip([-Double.infinity] + values, colors).map { Thresholds.Step($0, $1) }
  }

  private mutating func mappings(style: Place) -> [ValueMapping] {
    var mappings: [ValueMapping] = []
    switch nonEmpty(style["mappingType"]) {
    case "2":
      for map in elements(style["rangeMaps"]) {
        mappings.append(
          ValueMapping(
            .range(from: number(map["from"]), to: number(map["to"])), text: nonEmpty(map["text"])))
      }
    default:
      for map in elements(style["valueMaps"]) {
        guard let value = string(map["value"]) else { continue }
        mappings.append(
          ValueMapping(
            value == "null" ? .special("null") : .value(value), text: nonEmpty(map["text"])))
      }
    }
    return mappings
  }
}
