import Formats
import JSON
import Transforms

extension Importer {
  mutating func table(_ panel: Place, _ options: Place) -> TableOptions {
    var table = TableOptions()
    let sort = elements(options["sortBy"]).first
    table.sortBy = sort.flatMap { nonEmpty($0["displayName"]) }
    table.sortsDescending = sort.flatMap { bool($0["desc"]) } ?? false
    table.showsHeader = bool(options["showHeader"]) ?? true
    if panel["styles"].exists, bool(panel["showHeader"]) == false { table.showsHeader = false }
    table.frameIndex = integer(options["frameIndex"], in: 0...100_000) ?? 0
    table.footer = footer(object(options["footer"]))
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

  /// The styles of the Angular table, whose patterns are names or `/re/`: of those that select a
  /// column the first alone holds.
  mutating func tableStyles(_ places: [Place]) -> [FieldOverride] {
    var earlier: [FieldMatcher] = []
    var overrides: [FieldOverride] = []
    for place in places where place.value?.object != nil {
      guard let pattern = nonEmpty(place["pattern"]) else { continue }
      let matcher = pattern.hasPrefix("/") ? FieldMatcher.byRegexp(pattern) : .byName(pattern)
      let rest = earlier.isEmpty ? matcher : .every([matcher, .not(.any(earlier))])
      earlier.append(matcher)
      overrides.append(FieldOverride(rest, patch(style: place)))
    }
    return overrides
  }

  private mutating func patch(style: Place) -> FieldPatch {
    var patch = FieldPatch()
    patch.displayName = nonEmpty(style["alias"])
    patch.custom.align = word(style["align"], as: CustomConfig.Align.self)
    switch nonEmpty(style["type"]) {
    case "hidden": patch.custom.isHidden = true
    case "date":
      patch.unit = nonEmpty(style["dateFormat"]).map { "time:" + $0 } ?? "dateTimeAsIso"
    case "string": patch.mappings = oldMappings(style)
    default:
      patch.unit = nonEmpty(style["unit"])
      patch.decimals = integer(style["decimals"], in: 0...20)
      patch.mappings = oldMappings(style)
    }
    if patch.mappings?.isEmpty == true { patch.mappings = nil }
    switch nonEmpty(style["colorMode"]) {
    case "value": patch.custom.cellOptions = .init(.colorText)
    case "cell": patch.custom.cellOptions = .init(.colorBackground)
    case "row":
      patch.custom.cellOptions = .init(.colorBackground)
      patch.custom.cellOptions?.appliesToRow = true
    default: break
    }
    if patch.custom.cellOptions != nil {
      let values = elements(style["thresholds"]).compactMap { number($0) }
      let colors = elements(style["colors"]).compactMap { string($0) }
      patch.thresholds = Thresholds(
        steps: zip([-Double.infinity] + values, colors).map { Thresholds.Step($0, $1) })
    }
    if bool(style["link"]) == true, let url = nonEmpty(style["linkUrl"]) {
      patch.links = [.init(title: nonEmpty(style["linkTooltip"]) ?? "", url: url)]
    }
    return patch
  }
}
