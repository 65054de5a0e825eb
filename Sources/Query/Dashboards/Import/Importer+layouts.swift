import JSON

// The layouts of schema v2, which nest: a grid, an automatic grid, rows and tabs.
extension Importer {
  /// The panels of a layout from a line of the grid on, and the line below them. `sections` gathers
  /// the lists of variables that rows and tabs have of their own.
  mutating func layoutPieces(
    _ layout: Place, top: Int, _ sections: inout [Place]
  ) -> (pieces: [ElementPiece], bottom: Int) {
    let spec = object(object(layout)["spec"])
    switch nonEmpty(layout["kind"]) {
    case "GridLayout": return gridPieces(spec["items"], top: top)
    case "AutoGridLayout": return autoGridPieces(spec, top: top)
    case "RowsLayout": return rowPieces(elements(spec["rows"]), areTabs: false, top, &sections)
    case "TabsLayout": return rowPieces(elements(spec["tabs"]), areTabs: true, top, &sections)
    case let kind:
      note(
        "unsupported-layout", layout,
        "a layout of kind \(JSONValue.string(kind ?? "")) is not read: its panels are left out",
        level: .error)
      return ([], top)
    }
  }

  private mutating func gridPieces(
    _ items: Place, top: Int
  ) -> (pieces: [ElementPiece], bottom: Int) {
    var pieces: [ElementPiece] = []
    var bottom = top
    for item in elements(items) {
      let spec = object(item["spec"])
      let y = integer(spec["y"], in: 0...Self.lowestLine) ?? 0
      if nonEmpty(item["kind"]) == "GridLayoutRow" {
        // Of the first of these schemas; lines inside count from the row.
        var row = header(spec["title"], at: spec, y: top + y)
        let isClosed = bool(spec["collapsed"]) ?? false
        let inner = gridPieces(spec["elements"], top: top + y + 1)
        close(isClosed, &row, inner.pieces, repeating: spec["repeat"])
        pieces.append(row)
        if !isClosed { pieces += inner.pieces }
        bottom = max(bottom, isClosed ? top + y + 1 : inner.bottom)
        continue
      }
      guard var piece = elementPiece(spec["element"]) else { continue }
      let height = integer(spec["height"], in: 1...1_000) ?? 9
      setPlace(
        of: &piece, x: integer(spec["x"], in: 0...23) ?? 0, y: top + y,
        width: integer(spec["width"], in: 1...24) ?? 12, height: height)
      setRepeat(of: &piece, spec["repeat"])
      noteCondition(spec)
      pieces.append(piece)
      bottom = max(bottom, top + y + height)
    }
    return (pieces, bottom)
  }

  /// Items flow from the left; heights are Grafana's in pixels, in lines of 38.
  private mutating func autoGridPieces(
    _ spec: Place, top: Int
  ) -> (pieces: [ElementPiece], bottom: Int) {
    let columns = integer(spec["maxColumnCount"], in: 1...24) ?? 3
    let height: Int
    switch nonEmpty(spec["rowHeightMode"]) {
    case "short": height = 5
    case "tall": height = 14
    case "custom": height = max(1, (integer(spec["rowHeight"], in: 1...38_000) ?? 320) / 38)
    default: height = 9
    }
    let width = max(1, 24 / columns)
    var pieces: [ElementPiece] = []
    for item in elements(spec["items"]) {
      let own = object(item["spec"])
      guard var piece = elementPiece(own["element"]) else { continue }
      let (line, column) = pieces.count.quotientAndRemainder(dividingBy: columns)
      setPlace(
        of: &piece, x: column * width, y: top + line * height, width: width, height: height)
      setRepeat(of: &piece, own["repeat"])
      noteCondition(own)
      pieces.append(piece)
    }
    return (pieces, top + (pieces.count + columns - 1) / columns * height)
  }

  /// Rows one below the other; tabs as rows of which the first is open.
  private mutating func rowPieces(
    _ rows: [Place], areTabs: Bool, _ top: Int, _ sections: inout [Place]
  ) -> (pieces: [ElementPiece], bottom: Int) {
    var pieces: [ElementPiece] = []
    var y = top
    for (index, row) in rows.enumerated() {
      let spec = object(row["spec"])
      noteCondition(spec)
      if spec["variables"].exists { sections.append(spec["variables"]) }
      let isHidden = bool(spec["hideHeader"]) ?? false
      let isClosed = areTabs ? index > 0 : !isHidden && bool(spec["collapse"]) ?? false
      guard !isHidden || areTabs else {
        let inner = layoutPieces(spec["layout"], top: y, &sections)
        pieces += inner.pieces
        y = inner.bottom
        continue
      }
      var header = header(spec["title"], at: spec, y: y)
      let inner = layoutPieces(spec["layout"], top: y + 1, &sections)
      close(isClosed, &header, inner.pieces, repeating: spec["repeat"])
      pieces.append(header)
      if !isClosed { pieces += inner.pieces }
      y = isClosed ? y + 1 : inner.bottom
    }
    return (pieces, y)
  }

  private func header(_ title: Place, at place: Place, y: Int) -> ElementPiece {
    var row = ElementPiece(["type": "row"], at: place)
    row.set("title", title)
    setPlace(of: &row, x: 0, y: y, width: 24, height: 1)
    return row
  }

  /// A closed row holds its panels; those of rows inside it come without their headers.
  private mutating func close(
    _ isClosed: Bool, _ row: inout ElementPiece, _ inner: [ElementPiece], repeating place: Place
  ) {
    setRepeat(of: &row, place)
    row.set("collapsed", .bool(isClosed))
    guard isClosed else { return }
    row.held = inner.flatMap { piece in
      piece.members["type"] == "row" ? piece.held : [piece]
    }
  }

  private func setPlace(of piece: inout ElementPiece, x: Int, y: Int, width: Int, height: Int) {
    piece.set(
      "gridPos",
      [
        "x": .number(Double(x)), "y": .number(Double(min(y, Self.lowestLine))),
        "w": .number(Double(width)), "h": .number(Double(height)),
      ])
  }

  private mutating func setRepeat(of piece: inout ElementPiece, _ place: Place) {
    let place = object(place)
    guard place["mode"].value == nil || place["mode"].value == "variable" else { return }
    piece.set("repeat", place["value"])
    piece.set("maxPerRow", place["maxPerRow"])
    piece.set("repeatDirection", place["direction"])
  }

  private mutating func noteCondition(_ spec: Place) {
    let condition = spec["conditionalRendering"]
    guard condition["spec"]["items"].value?.array?.isEmpty == false else { return }
    note("unsupported-condition", condition, "conditions are not asked: this is always shown")
  }

  private static let lowestLine = 1_000_000
}
