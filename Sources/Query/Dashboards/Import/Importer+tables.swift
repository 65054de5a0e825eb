import JSON

extension Importer {
  mutating func table(_ panel: Place, _ options: Place, _ custom: Place) -> TableOptions {
    var table = TableOptions()
    let sort = elements(options["sortBy"]).first
    table.sortBy = sort.flatMap { nonEmpty($0["displayName"]) }
    table.sortsDescending = sort.flatMap { bool($0["desc"]) } ?? false
    table.cell = cell(custom) ?? .auto
    table.alignment = alignment(custom["align"]) ?? .auto
    table.width = integer(custom["width"], in: 0...10_000)
    table.minWidth = integer(custom["minWidth"], in: 0...10_000)
    table.showsHeader = bool(options["showHeader"]) ?? true
    table.frameIndex = integer(options["frameIndex"], in: 0...100_000) ?? 0
    table.footer = footer(object(options["footer"]))
    table.columns = columns(elements(object(panel["fieldConfig"])["overrides"]))
    readAngular(panel, into: &table)
    return table
  }

  private mutating func footer(_ place: Place) -> TableOptions.Footer? {
    // Grafana 12 has no switch: a footer is shown when it reduces something.
    guard bool(place["show"]) == true else { return nil }
    var footer = TableOptions.Footer()
    footer.reducers = reducers(place["reducer"])
    // One name alone is not always in a list.
    if let name = place["fields"].value?.string {
      footer.fields = name.isEmpty ? [] : [name]
    } else {
      footer.fields = elements(place["fields"]).compactMap { nonEmpty($0) }
    }
    footer.countsRows = bool(place["countRows"]) ?? false
    return footer.reducers.isEmpty && !footer.countsRows ? nil : footer
  }

  /// What overrides say of columns by name, later ones on top of earlier ones.
  private mutating func columns(_ overrides: [Place]) -> [TableOptions.Column] {
    var columns: [TableOptions.Column] = []
    for place in overrides {
      let matcher = object(place["matcher"])
      let id = matcher["id"].value
      guard id == "byName" || id == "byRegexp" else {
        if matcher["id"].exists {
          note(
            "unknown-matcher", matcher["id"],
            "columns are selected by name only, not \(matcher["id"].value?.description ?? "")")
        }
        continue
      }
      guard let name = nonEmpty(matcher["options"]) else { continue }
      let isPattern = id == "byRegexp"
      let known = columns.firstIndex { $0.name == name && $0.isPattern == isPattern }
      var column = known.map { columns[$0] } ?? TableOptions.Column(name: name)
      column.isPattern = isPattern
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
    case "mappings": column.mappings = mappings(value)
    case "custom.cellOptions": column.cell = cell(object(value), word: "type")
    case "custom.displayMode": column.cell = cell(word: nonEmpty(value), mode: nil)
    case "custom.align": column.alignment = alignment(value)
    case "custom.width": column.width = integer(value, in: 0...10_000)
    case "custom.minWidth": column.minWidth = integer(value, in: 0...10_000)
    case "custom.hidden": column.isHidden = bool(value) ?? false
    case "custom.hideFrom": column.isHidden = bool(object(value)["viz"]) ?? false
    default: break
    }
  }

  private mutating func alignment(_ place: Place) -> TableOptions.Alignment? {
    switch nonEmpty(place) {
    case nil: nil
    case "left": .left
    case "center": .center
    case "right": .right
    default: .auto
    }
  }

  private mutating func cell(_ custom: Place) -> TableOptions.CellKind? {
    cell(object(custom["cellOptions"]), word: "type")
      ?? cell(word: nonEmpty(custom["displayMode"]), mode: nil)
  }

  private mutating func cell(_ place: Place, word: String) -> TableOptions.CellKind? {
    cell(word: nonEmpty(place[word]), mode: nonEmpty(place["mode"]))
  }

  /// A kind of cell in the words of today and of before Grafana 9.5; what can't be drawn is text.
  func cell(word: String?, mode: String?) -> TableOptions.CellKind? {
    switch word {
    case nil: nil
    case "color-text": .colorText
    case "color-background": .colorBackground(isGradient: mode == "gradient")
    case "color-background-solid": .colorBackground(isGradient: false)
    case "gauge": .gauge(mode.flatMap(TableOptions.GaugeMode.init) ?? .gradient)
    case "basic": .gauge(.basic)
    case "gradient-gauge": .gauge(.gradient)
    case "lcd-gauge": .gauge(.lcd)
    case "sparkline": .sparkline
    case "json-view": .json
    case "data-links": .links
    default: .auto
    }
  }
}
