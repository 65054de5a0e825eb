import Formats
import JSON
import Transforms

extension Importer {
  /// How a panel's values are shown, in the present form or one of the older ones: what holds for
  /// every field, and what overrides say of some.
  mutating func fieldConfig(
    _ panel: Place, type: String
  ) -> (defaults: FieldConfig, overrides: [FieldOverride]) {
    var config = FieldConfig()
    config.color = Self.defaultColor(type)
    switch type {
    case "graph": return graphConfig(panel, config)
    case "singlestat":
      readSingleStat(panel, into: &config)
      return (config, [])
    default: break
    }
    // Stats and gauges before version 7 had the same inside their options.
    let old = object(object(panel["options"])["fieldOptions"])
    let source = panel["fieldConfig"].exists ? object(panel["fieldConfig"]) : old
    var patch = FieldPatch()
    read(object(source["defaults"]), into: &patch)
    config.apply(patch)
    let styles = tableStyles(elements(panel["styles"]))
    return (config, styles + overrides(elements(source["overrides"])))
  }

  private static func defaultColor(_ type: String) -> FieldConfig.ColorMode {
    switch type {
    case "stat", "gauge", "bargauge", "table", "table-old", "singlestat", "status-history":
      .thresholds
    case "state-timeline": .continuous("GrYlRd")
    default: .paletteClassic
    }
  }

  /// The defaults of a panel: an object with the properties as its keys.
  private mutating func read(_ defaults: Place, into patch: inout FieldPatch) {
    for key in keys(defaults) where key != "custom" {
      read(property: key, defaults[key], into: &patch)
    }
    let custom = object(defaults["custom"])
    for key in keys(custom) { read(custom: key, custom[key], into: &patch.custom) }
  }

  private mutating func overrides(_ places: [Place]) -> [FieldOverride] {
    places.compactMap { place -> FieldOverride? in
      guard let matcher = matcher(place["matcher"]) else { return nil }
      var patch = FieldPatch()
      for property in elements(place["properties"]) {
        guard let id = nonEmpty(property["id"]) else { continue }
        if id.hasPrefix("custom.") {
          read(custom: String(id.dropFirst(7)), property["value"], into: &patch.custom)
        } else {
          if !property["value"].exists, let known = FieldPatch.Property(rawValue: id) {
            patch.cleared.insert(known)
          }
          read(property: id, property["value"], into: &patch)
        }
      }
      return FieldOverride(matcher, patch)
    }
  }

  /// A property by its id; those that are not known change nothing.
  private mutating func read(property id: String, _ value: Place, into patch: inout FieldPatch) {
    guard value.exists else { return }
    switch id {
    case "unit":
      noteNumber(value)
      patch.unit = nonEmpty(value)
    case "decimals": patch.decimals = integer(value, in: 0...20)
    case "min": patch.min = number(value)
    case "max": patch.max = number(value)
    case "fieldMinMax": patch.hasOwnRange = bool(value)
    // `title` is the name it had before version 7.
    case "displayName", "title": patch.displayName = nonEmpty(value) ?? patch.displayName
    case "noValue": patch.noValue = nonEmpty(value)
    case "thresholds": patch.thresholds = thresholds(value)
    case "mappings": patch.mappings = mappings(value)
    case "links": patch.links = links(value)
    case "nullValueMode": patch.nulls = nulls(value)
    case "color":
      patch.color = color(value)
      patch.colorBy = word(object(value)["seriesBy"], as: FieldConfig.ColorBy.self)
    default: break
    }
  }

  mutating func color(_ place: Place) -> FieldConfig.ColorMode? {
    let place = object(place)
    guard let mode = nonEmpty(place["mode"]) else { return nil }
    let fixed = nonEmpty(place["fixedColor"])
    switch mode {
    case "thresholds": return .thresholds
    case "palette-classic": return .paletteClassic
    case "palette-classic-by-name": return .paletteByName
    case "fixed": return .fixed(fixed ?? "text")
    case "shades": return .shades(fixed ?? "green")
    default:
      return mode.hasPrefix("continuous-")
        ? .continuous(String(mode.dropFirst("continuous-".count))) : .other(mode)
    }
  }

  mutating func thresholds(_ place: Place) -> Thresholds {
    // Before version 6.6 the steps stood where the object is now.
    let isList = place.value?.array != nil
    let object = isList ? place : object(place)
    var thresholds = Thresholds(object["mode"].value == "percentage" ? .percentage : .absolute)
    var steps: [Thresholds.Step] = []
    for step in elements(isList ? place : object["steps"]) {
      let step = self.object(step)
      // What has no value is the base; so is the first, whatever its value says.
      let value = steps.isEmpty ? nil : number(step["value"])
      guard value != nil || steps.isEmpty else { continue }
      steps.append(.init(value ?? -.infinity, nonEmpty(step["color"]) ?? "text"))
    }
    thresholds.steps = steps.enumerated().sorted {
      ($0.element.value, $0.offset) < ($1.element.value, $1.offset)
    }.map(\.element)
    return thresholds
  }

  /// Links of fields, panels and dashboards. What the first panels wrote as parts (`dashUri`,
  /// `params`, `includeVars`, `keepTime`) becomes one address.
  mutating func links(_ place: Place) -> [FieldConfig.DataLink] {
    elements(place).compactMap { link in
      let link = object(link)
      // Those of a dashboard to others by their tags have an empty address, if not an old one.
      if link["type"].value == "dashboards" { return nil }
      var address = nonEmpty(link["url"])
      if let uri = nonEmpty(link["dashUri"]) { address = address ?? "/dashboard/" + uri }
      guard var url = address ?? internalAddress(link["internal"]) else { return nil }
      let parameters = parameters(of: link)
      if !parameters.isEmpty { url += (url.contains("?") ? "&" : "?") + parameters }
      let title = nonEmpty(link["title"]) ?? nonEmpty(link["tooltip"])
      return FieldConfig.DataLink(title: title ?? "", url: url)
    }
  }

  /// A link to a query of another source, as the address that it has in a browser.
  private mutating func internalAddress(_ place: Place) -> String? {
    guard let query = place["query"].value?.object,
      let source = nonEmpty(place["datasourceUid"]) ?? nonEmpty(place["datasourceName"])
    else { return nil }
    let left: JSONValue = .object([
      "datasource": .string(source), "queries": .array([.object(query)]),
    ])
    // What has a meaning in an address; what variables stand for is written so later.
    let text = left.description.replacing("%", with: "%25").replacing("&", with: "%26")
      .replacing("#", with: "%23").replacing("+", with: "%2B")
    return "/explore?left=" + text
  }

  /// Links of a dashboard to all that bear their tags; in old files they are the usual ones.
  mutating func tagLinks(_ place: Place) -> [Dashboard.TagLink] {
    elements(place).compactMap { link in
      let link = object(link)
      guard link["type"].value == "dashboards" else { return nil }
      return Dashboard.TagLink(
        title: nonEmpty(link["title"]) ?? nonEmpty(link["tooltip"]) ?? "",
        tags: elements(link["tags"]).compactMap { string($0) }, parameters: parameters(of: link))
    }
  }

  /// What a link hands on.
  private mutating func parameters(of link: Place) -> String {
    var parts = [nonEmpty(link["params"])].compactMap(\.self)
    if bool(link["keepTime"]) == true { parts.append("${__url_time_range}") }
    if bool(link["includeVars"]) == true { parts.append("${__all_variables}") }
    return parts.joined(separator: "&")
  }

  /// Old panels spell it `nullPointMode`.
  mutating func nulls(_ place: Place) -> FieldConfig.NullMode? {
    switch nonEmpty(place) {
    case "connected", "ignore": .ignored
    case "null as zero": .zero
    case "null": .null
    default: nil
    }
  }
}
