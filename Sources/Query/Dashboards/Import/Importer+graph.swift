import Formats
import JSON
import Transforms

// The graph of the first generation, in the terms of the time series that took its place.
extension Importer {
  mutating func graphConfig(
    _ place: Place, _ config: FieldConfig
  ) -> (FieldConfig, [FieldOverride]) {
    var config = config
    let axes = elements(place["yaxes"])
    read(axis: axes.first, into: &config)
    config.custom.lineWidth = number(place["linewidth"])
    config.custom.fillOpacity = (integer(place["fill"], in: 0...10) ?? 1) * 10
    config.custom.drawStyle = graphStyle(place, .line)
    if bool(place["lines"]) == false { config.custom.fillOpacity = nil }
    if bool(place["steppedLine"]) == true { config.custom.lineInterpolation = .stepAfter }
    if bool(place["stack"]) == true {
      config.custom.stacking = .init(bool(place["percentage"]) == true ? .percent : .normal)
    }
    config.nulls = place["nullPointMode"].value == "null as zero" ? .zero : .null
    if place["nullPointMode"].value == "connected" { config.custom.spanNulls = .always }
    if bool(place["points"]) == true, config.custom.drawStyle != .points {
      config.custom.showPoints = .always
    }
    readThresholds(elements(place["thresholds"]), into: &config)

    var overrides: [FieldOverride] = []
    let colors = object(place["aliasColors"])
    for alias in keys(colors) {
      guard let color = nonEmpty(colors[alias]) else { continue }
      var patch = FieldPatch()
      patch.color = .fixed(color)
      overrides.append(FieldOverride(.byName(alias), patch))
    }
    for place in elements(place["seriesOverrides"]) {
      if let override = seriesOverride(place, right: axes.dropFirst().first, of: config) {
        overrides.append(override)
      }
    }
    return (config, overrides)
  }

  private mutating func read(axis: Place?, into config: inout FieldConfig) {
    guard let axis else { return }
    config.unit = nonEmpty(axis["format"])
    config.decimals = integer(axis["decimals"], in: 0...20)
    config.min = limit(axis["min"])
    config.max = limit(axis["max"])
    config.custom.axisLabel = nonEmpty(axis["label"])
    if bool(axis["show"]) == false { config.custom.axisPlacement = .hidden }
    if let base = number(axis["logBase"]), base > 1 {
      config.custom.scaleDistribution = .log(base: base)
    }
  }

  /// What is drawn where an old panel switches lines, bars and points one by one.
  private mutating func graphStyle(
    _ place: Place, _ other: CustomConfig.DrawStyle?
  ) -> CustomConfig.DrawStyle? {
    if bool(place["bars"]) == true { return .bars }
    if bool(place["lines"]) == false, bool(place["points"]) == true { return .points }
    return bool(place["lines"]) == true ? .line : other
  }

  /// `alias` is the name of a series, or `/re/`.
  private mutating func seriesOverride(
    _ place: Place, right axis: Place?, of config: FieldConfig
  ) -> FieldOverride? {
    guard place.value?.object != nil, let alias = nonEmpty(place["alias"]) else { return nil }
    var patch = FieldPatch()
    if number(place["yaxis"]) == 2 {
      var right = FieldConfig()
      read(axis: axis, into: &right)
      patch.cleared = [.unit, .decimals, .min, .max]
      (patch.unit, patch.decimals, patch.min, patch.max) =
        (right.unit, right.decimals, right.min, right.max)
      patch.custom.axisLabel = right.custom.axisLabel
      patch.custom.scaleDistribution = right.custom.scaleDistribution ?? .linear
      patch.custom.axisPlacement = right.custom.axisPlacement ?? .right
    }
    patch.color = nonEmpty(place["color"]).map { .fixed($0) }
    patch.custom.drawStyle = graphStyle(place, nil)
    patch.custom.fillOpacity = integer(place["fill"], in: 0...10).map { $0 * 10 }
    patch.custom.lineWidth = number(place["linewidth"])
    if bool(place["lines"]) == false, patch.custom.drawStyle == nil { patch.custom.lineWidth = 0 }
    if bool(place["dashes"]) == true { patch.custom.lineStyle = .dash }
    if bool(place["steppedLine"]) == true { patch.custom.lineInterpolation = .stepAfter }
    patch.custom.fillBelowTo = nonEmpty(place["fillBelowTo"])
    if place["transform"].value == "negative-Y" { patch.custom.transform = .negativeY }
    if place["transform"].value == "constant" { patch.custom.transform = .constant }
    patch.custom.spanNulls = place["nullPointMode"].value == "connected" ? .always : nil
    patch.custom.stacking = seriesStacking(place["stack"], of: config)
    if bool(place["legend"]) == false {
      var hidden = CustomConfig.HideFrom()
      hidden.legend = true
      patch.custom.hideFrom = hidden
    }
    if bool(place["hiddenSeries"]) == true {
      var hidden = patch.custom.hideFrom ?? CustomConfig.HideFrom()
      hidden.viz = true
      patch.custom.hideFrom = hidden
    }
    return FieldOverride(
      alias.hasPrefix("/") ? .byRegexp(alias) : .byName(alias), patch)
  }

  /// True, false, or the letter of a stack of its own.
  private mutating func seriesStacking(
    _ place: Place, of config: FieldConfig
  ) -> CustomConfig.Stacking? {
    if let group = place.value?.string, group != "true", group != "false" {
      return group.isEmpty ? nil : .init(.normal, group: group)
    }
    return bool(place).map { .init($0 ? config.custom.stacking?.mode ?? .normal : .none) }
  }

  /// Lines and areas at values; the colours of `colorMode` are those of the web.
  private mutating func readThresholds(_ places: [Place], into config: inout FieldConfig) {
    var steps: [Thresholds.Step] = []
    var (hasLine, hasArea) = (false, false)
    for place in places where place.value?.object != nil {
      guard let value = number(place["value"]) else { continue }
      let color =
        switch nonEmpty(place["colorMode"]) {
        case "warning": "orange"
        case "ok": "green"
        case "custom": nonEmpty(place["lineColor"]) ?? nonEmpty(place["fillColor"]) ?? "red"
        default: "red"
        }
      let isBelow = place["op"].value == "lt"
      if steps.isEmpty { steps.append(.init(-.infinity, isBelow ? color : "transparent")) }
      steps.append(.init(value, isBelow ? "transparent" : color))
      hasLine = hasLine || bool(place["line"]) ?? false
      hasArea = hasArea || bool(place["fill"]) ?? true
    }
    guard !steps.isEmpty else { return }
    config.thresholds = Thresholds(steps: steps.sorted { $0.value < $1.value })
    config.custom.thresholdsStyle =
      hasLine ? (hasArea ? .lineAndArea : .line) : (hasArea ? .area : .off)
  }
}
