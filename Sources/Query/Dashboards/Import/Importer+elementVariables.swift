import JSON

// The variables of schema v2, whose enumerations are words.
extension Importer {
  /// A variable in classic form; `nil` for what is none.
  mutating func variablePiece(_ place: Place) -> ElementPiece? {
    guard place.value?.object != nil else {
      noteWrongType(place, wanted: "a variable")
      return nil
    }
    let spec = object(place["spec"])
    let kind = nonEmpty(place["kind"]) ?? ""
    var piece = ElementPiece([:], at: spec)
    for key in [
      "name", "label", "current", "multi", "includeAll", "allValue", "options", "regex", "auto",
      "auto_min", "auto_count", "definition", "valuesFormat",
    ] where kind != "SwitchVariable" || key == "name" || key == "label" {
      piece.set(key, spec[key])
    }
    piece.set("hide", ["hideLabel": 1, "hideVariable": 2][nonEmpty(spec["hide"]) ?? ""] ?? 0)
    if let sort = nonEmpty(spec["sort"]).flatMap({ Self.sorts.firstIndex(of: $0) }) {
      piece.set("sort", .number(Double(sort)))
    }
    switch nonEmpty(spec["refresh"]) {
    case "never": piece.set("refresh", 0)
    case "onTimeRangeChanged": piece.set("refresh", 2)
    default: piece.set("refresh", 1)
    }
    switch kind {
    case "QueryVariable":
      piece.set("type", "query")
      setQuery(of: &piece, spec)
    case "DatasourceVariable":
      piece.set("type", "datasource")
      piece.set("query", spec["pluginId"])
    case "SwitchVariable": setSwitch(of: &piece, spec)
    default:
      let types = ["TextVariable": "textbox"]
      let type = types[kind] ?? kind.lowercased().replacingSuffix("variable")
      piece.set("type", .string(type))
      piece.set("query", spec["query"])
    }
    return piece
  }

  private mutating func setQuery(of piece: inout ElementPiece, _ spec: Place) {
    let query = spec["query"]
    guard query.value?.object != nil else {
      piece.set("query", query)
      return
    }
    // Texts that were the whole query before stand in a member of their own.
    let text = query["spec"]["__legacyStringValue"]
    piece.set("query", text.exists ? text : query["spec"])
    if let source = source(of: query, beside: spec["datasource"]) {
      piece.set("datasource", source)
    }
  }

  /// Two values to choose from.
  private mutating func setSwitch(of piece: inout ElementPiece, _ spec: Place) {
    let texts = [
      nonEmpty(spec["enabledValue"]) ?? "true", nonEmpty(spec["disabledValue"]) ?? "false",
    ]
    piece.set("type", "custom")
    piece.set(
      "query",
      .string(
        texts.map { $0.split(separator: ",").joined(separator: "\\,") }.joined(separator: ",")))
    guard let current = string(spec["current"]) else { return }
    piece.set("current", ["text": .string(current), "value": .string(current)])
  }

  /// By the numbers of the classic form.
  private static let sorts = [
    "disabled", "alphabeticalAsc", "alphabeticalDesc", "numericalAsc", "numericalDesc",
    "alphabeticalCaseInsensitiveAsc", "alphabeticalCaseInsensitiveDesc", "naturalAsc",
    "naturalDesc",
  ]
}

extension String {
  fileprivate func replacingSuffix(_ suffix: String) -> String {
    hasSuffix(suffix) ? String(dropLast(suffix.count)) : self
  }
}
