import JSON
import Transforms

extension Importer {
  /// The panels of a list, without the copies that Grafana stored of repeated ones: those are made
  /// anew from their source.
  mutating func panels(_ places: [Place]) -> [Panel] {
    places.compactMap { place in
      guard place.value?.object != nil else {
        note("wrong-type", place, "no panel: left out", level: .error)
        return nil
      }
      if isStoredCopy(place) { return nil }
      return libraryPanel(place) ?? panel(place)
    }
  }

  /// Copies know their source by its id. Those of rows bear the value they were made for, and no
  /// variable to be repeated for; a source may have both.
  func isStoredCopy(_ place: Place) -> Bool {
    if place["repeatPanelId"].exists || place["repeatedByRow"].value == true { return true }
    if place["repeatByRow"].value == true || place["repeatRowId"].exists { return true }
    return place["type"].value == "row" && place["repeatIteration"].exists
      && place["scopedVars"].exists && !place["repeat"].exists
  }

  /// `id` is where the id stands, if not in the panel.
  mutating func panel(_ place: Place, id: Place? = nil, gridPos: GridPos? = nil) -> Panel {
    let type = nonEmpty(place["type"]) ?? ""
    noteNumber(place["title"])
    var panel = Panel(
      id: panelID(id ?? place["id"]), title: string(place["title"]) ?? "",
      gridPos: gridPos ?? self.gridPos(place["gridPos"]), kind: .row(collapsed: false, panels: []))
    if type == "row" {
      let collapsed = bool(place["collapsed"]) ?? false
      panel.repeatVariable = nonEmpty(place["repeat"])
      // An open row may hold stale panels of its own; Grafana shows those of the list only.
      let held = collapsed ? panels(elements(place["panels"])) : []
      panel.kind = .row(collapsed: collapsed, panels: held)
      return panel
    }
    panel.description = nonEmpty(place["description"])
    panel.dataSource = dataSource(place["datasource"])
    panel.targets = targets(elements(place["targets"]), of: panel.dataSource)
    (panel.fieldConfig, panel.overrides) = fieldConfig(place, type: type)
    panel.transformations = transformations(elements(place["transformations"]))
    panel.links = links(place["links"])
    panel.maxDataPoints = integer(place["maxDataPoints"], in: 1...100_000)
    panel.interval = nonEmpty(place["interval"])
    panel.timeFrom = nonEmpty(place["timeFrom"])
    panel.timeShift = nonEmpty(place["timeShift"])
    panel.repeatVariable = nonEmpty(place["repeat"])
    panel.repeatsDown = place["repeatDirection"].value == "v"
    panel.maxPerRow = maxPerRow(place)
    panel.kind = kind(of: place, type: type, panel: panel)
    if type == "graph" { adapt(graph: place, &panel) }
    return panel
  }

  /// Old files have the least width of a copy instead.
  private mutating func maxPerRow(_ place: Place) -> Int? {
    if let count = integer(place["maxPerRow"], in: 1...24) { return count }
    guard let width = integer(place["minSpan"], in: 1...24) else { return nil }
    // Spans were of 12 columns before panels had places on a grid.
    return place["gridPos"].exists ? 24 / width : max(1, 12 / width)
  }

  /// Some tools make ids of hashes.
  private static let largestID = 1 << 40

  /// The file's id when it is free, else the next that is.
  mutating func panelID(_ place: Place) -> Int {
    let wanted = place.exists ? integer(place, in: 0...Self.largestID) : nil
    if let wanted, usedIDs.insert(wanted).inserted { return wanted }
    if let wanted {
      note("duplicate-id", place, "a panel before this one has the id \(wanted): given another")
    }
    while !usedIDs.insert(nextFreeID).inserted { nextFreeID += 1 }
    return nextFreeID
  }

  mutating func gridPos(_ place: Place) -> GridPos {
    let place = object(place)
    let width = integer(place["w"], in: 1...24) ?? 12
    return GridPos(
      x: integer(place["x"], in: 0...23) ?? 0,
      y: integer(place["y"], in: 0...1_000_000) ?? 0,
      w: width,
      h: integer(place["h"], in: 1...1_000) ?? 9)
  }

  private mutating func targets(
    _ places: [Place], of panelSource: DataSourceRef?
  ) -> [Target] {
    places.enumerated().compactMap { index, place in
      guard place.value?.object != nil else {
        note("wrong-type", place, "no query: left out", level: .error)
        return nil
      }
      // Prometheus and Loki say expr; Tempo, Jaeger and most others query.
      let expression = nonEmpty(place["expr"]) ?? place["query"].value?.string
      var target = Target(
        refID: nonEmpty(place["refId"]) ?? Self.refID(index),
        expr: traceSearch(place) ?? expression ?? "")
      target.dataSource = dataSource(place["datasource"])
      if place["expr"].value == nil, let type = Self.foreignType(place) {
        target.dataSource = DataSourceRef(
          type: target.dataSource?.type ?? type, uid: target.dataSource?.uid)
      }
      if let lost = lostSource(target, place, panelSource) {
        note(
          "lost-source", place["datasource"].exists ? place["datasource"] : place,
          "Grafana's own source \(JSONValue.string(lost)) reads no query: the default one is asked")
        target.dataSource = DataSourceRef()
      }
      target.legendFormat = nonEmpty(place["legendFormat"])
      switch nonEmpty(place["format"]) {
      case "table": target.format = .table
      case "heatmap": target.format = .heatmap
      default: target.format = .timeSeries
      }
      // Loki has a word for it, old files and Prometheus the flag.
      target.isInstant = (bool(place["instant"]) ?? false) || place["queryType"].value == "instant"
      // Old files have neither, and mean a range.
      target.isRange = (bool(place["range"]) ?? false) || !target.isInstant
      target.isHidden = bool(place["hide"]) ?? false
      target.interval = nonEmpty(place["interval"]) ?? nonEmpty(place["step"])
      target.intervalFactor =
        integer(place["intervalFactor"], in: 1...1_000)
        ?? integer(place["resolution"], in: 1...1_000) ?? 1
      target.maxDataPoints = integer(place["maxDataPoints"], in: 1...100_000)
      target.maxLines = integer(place["maxLines"], in: 1...5_000)
      target.traceLimit = integer(place["limit"], in: 1...10_000)
      target.isOfSpans = place["tableType"].value == "spans"
      target.isForward = place["direction"].value == "forward"
      target.sharedPanelID = integer(place["panelId"], in: 0...Self.largestID)
      target.sharesTransformed = bool(place["withTransforms"]) ?? false
      target.path = ownPath(of: place.path)
      return target
    }
  }

  /// The name of Grafana's own source when a target has a query all the same, as files do that
  /// lost theirs when they were taken from one Grafana to another.
  private func lostSource(
    _ target: Target, _ place: Place, _ panelSource: DataSourceRef?
  ) -> String? {
    let ofOwn = ["randomWalk", "list", "measurements", "snapshot", "search", "timeRegions"]
    guard let source = target.dataSource ?? panelSource, !target.expr.isEmpty,
      place["expr"].exists, !ofOwn.contains(place["queryType"].value?.string ?? "")
    else { return nil }
    let isOwn =
      source.uid == "-- Grafana --"
      || source.uid == "grafana" && ["grafana", "datasource"].contains(source.type ?? "grafana")
    return isOwn ? source.uid : nil
  }

  /// The type that a question is for, by words that Prometheus's have not; for layouts that name
  /// sources by names alone, or none.
  private static func foreignType(_ place: Place) -> String? {
    let words = [
      ("rawSql", "sql"), ("measurement", "influxdb"), ("rawQuery", "influxdb"),
      ("bucketAggs", "elasticsearch"), ("metricName", "cloudwatch"), ("target", "graphite"),
    ]
    return words.first { place[$0.0].value != nil }?.1
  }

  /// A to Z, then Q26 and so on: the names that targets without one get.
  private static func refID(_ index: Int) -> String {
    guard index < 26 else { return "Q\(index)" }
    return String(UnicodeScalar(UInt8(ascii: "A") + UInt8(index)))
  }

  /// The keys of an object; none where something else stands.
  mutating func keys(_ place: Place) -> [String] { object(place).value?.object?.keys ?? [] }
}
