import JSON

extension Importer {
  mutating func table(_ panel: Place, _ options: Place, _ custom: Place) -> TableOptions {
    var table = TableOptions()
    let sort = elements(options["sortBy"]).first
    table.sortBy = sort.flatMap { nonEmpty($0["displayName"]) }
    table.sortsDescending = sort.flatMap { bool($0["desc"]) } ?? false
    table.cell = cell(custom) ?? .auto
    table.showsHeader = bool(options["showHeader"]) ?? true
    table.columns = columns(elements(object(panel["fieldConfig"])["overrides"]))
    for style in elements(panel["styles"]) {
      if let column = column(style: style) { table.columns.append(column) }
    }
    return table
  }

  /// What overrides say of columns by name, later ones on top of earlier ones.
  private mutating func columns(_ overrides: [Place]) -> [TableOptions.Column] {
    var columns: [TableOptions.Column] = []
    for place in overrides {
      let matcher = object(place["matcher"])
      guard matcher["id"].value == "byName" else {
        if matcher["id"].exists {
          note(
            "unknown-matcher", matcher["id"],
            "columns are selected by name only, not \(matcher["id"].value?.description ?? "")")
        }
        continue
      }
      guard let name = nonEmpty(matcher["options"]) else { continue }
      let known = columns.firstIndex { $0.name == name }
      var column = known.map { columns[$0] } ?? TableOptions.Column(name: name)
      for property in elements(place["properties"]) { read(property, into: &column) }
      if let known { columns[known] = column } else { columns.append(column) }
    }
    return columns
  }

  private mutating func read(_ property: Place, into column: inout TableOptions.Column) {
    let value = property["value"]
    switch property["id"].value {
    case "displayName": column.displayName = nonEmpty(value)
    case "unit": column.unit = nonEmpty(value)
    case "decimals": column.decimals = integer(value, in: 0...20)
    case "min": column.min = number(value)
    case "max": column.max = number(value)
    case "thresholds": column.thresholds = thresholds(value)
    case "custom.cellOptions": column.cell = cell(word: nonEmpty(object(value)["type"]))
    case "custom.displayMode": column.cell = cell(word: nonEmpty(value))
    case "custom.hidden": column.isHidden = bool(value) ?? false
    case "custom.hideFrom": column.isHidden = bool(object(value)["viz"]) ?? false
    default: break
    }
  }

  private mutating func cell(_ custom: Place) -> TableOptions.CellKind? {
    cell(word: nonEmpty(object(custom["cellOptions"])["type"]))
      ?? cell(word: nonEmpty(custom["displayMode"]))
  }

  /// `gradient-gauge` and the like are the gauges of old files; what can't be drawn is plain text.
  private func cell(word: String?) -> TableOptions.CellKind? {
    switch word {
    case nil: nil
    case "color-text": .colorText
    case "color-background", "color-background-solid": .colorBackground
    case "gauge", "basic", "gradient-gauge", "lcd-gauge": .gauge
    default: .auto
    }
  }

  /// A style of the Angular table; patterns select nothing here.
  private mutating func column(style: Place) -> TableOptions.Column? {
    guard let name = nonEmpty(style["pattern"]), !name.hasPrefix("/") else { return nil }
    var column = TableOptions.Column(name: name)
    column.displayName = nonEmpty(style["alias"])
    column.unit = nonEmpty(style["unit"])
    column.decimals = integer(style["decimals"], in: 0...20)
    column.isHidden = style["type"].value == "hidden"
    switch style["colorMode"].value {
    case "value": column.cell = .colorText
    case "cell", "row": column.cell = .colorBackground
    default: break
    }
    return column
  }
}
