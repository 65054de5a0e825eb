import Formats
import JSON

extension Importer {
  /// A property of `custom`, by its name there; those that are not known change nothing.
  mutating func read(custom name: String, _ value: Place, into custom: inout CustomConfig) {
    guard value.exists else { return }
    switch name {
    case "drawStyle": custom.drawStyle = word(value, as: CustomConfig.DrawStyle.self)
    case "lineInterpolation":
      custom.lineInterpolation = word(value, as: CustomConfig.Interpolation.self)
    case "lineWidth": custom.lineWidth = number(value)
    case "lineStyle":
      custom.lineStyle = word(object(value)["fill"], as: CustomConfig.LineStyle.self)
    case "fillOpacity": custom.fillOpacity = integer(value, in: 0...100)
    case "gradientMode": custom.gradientMode = word(value, as: CustomConfig.GradientMode.self)
    case "fillBelowTo": custom.fillBelowTo = nonEmpty(value)
    case "showPoints": custom.showPoints = word(value, as: CustomConfig.ShowPoints.self)
    case "pointSize": custom.pointSize = number(value)
    case "spanNulls": custom.spanNulls = spanNulls(value)
    case "insertNulls": custom.insertNulls = value.value?.bool == nil ? number(value) : nil
    case "stacking": custom.stacking = stacking(value)
    case "transform": custom.transform = word(value, as: CustomConfig.Transform.self)
    case "thresholdsStyle":
      custom.thresholdsStyle = word(
        object(value)["mode"], as: CustomConfig.ThresholdsStyle.self)
    case "barAlignment": custom.barAlignment = integer(value, in: -1...1)
    case "barWidthFactor": custom.barWidthFactor = number(value)
    default: read(axis: name, value, into: &custom)
    }
  }

  private mutating func read(axis name: String, _ value: Place, into custom: inout CustomConfig) {
    switch name {
    case "axisPlacement": custom.axisPlacement = word(value, as: CustomConfig.AxisPlacement.self)
    case "axisLabel": custom.axisLabel = nonEmpty(value)
    case "axisSoftMin": custom.axisSoftMin = number(value)
    case "axisSoftMax": custom.axisSoftMax = number(value)
    case "axisCenteredZero": custom.axisCenteredZero = bool(value)
    case "scaleDistribution": custom.scaleDistribution = scale(value)
    default: read(cell: name, value, into: &custom)
    }
  }

  private mutating func read(cell name: String, _ value: Place, into custom: inout CustomConfig) {
    switch name {
    case "cellOptions": custom.cellOptions = cell(value) ?? custom.cellOptions
    case "displayMode": custom.cellOptions = oldCell(nonEmpty(value)) ?? custom.cellOptions
    case "width": custom.width = number(value)
    case "minWidth": custom.minWidth = number(value)
    case "align":
      // `null` and "left" have both been the web's way to say automatic.
      custom.align = word(value, as: CustomConfig.Align.self)
    case "hidden": custom.isHidden = bool(value)
    case "hideFrom": custom.hideFrom = hideFrom(object(value))
    case "hideFrom.viz":
      var hidden = custom.hideFrom ?? CustomConfig.HideFrom()
      hidden.viz = bool(value) ?? false
      custom.hideFrom = hidden
    default: break
    }
  }

  /// A number bridges gaps up to so many milliseconds.
  private mutating func spanNulls(_ place: Place) -> CustomConfig.SpanNulls? {
    if let milliseconds = place.value?.number { return .upTo(milliseconds: milliseconds) }
    return bool(place).map { $0 ? .always : .never }
  }

  private mutating func stacking(_ place: Place) -> CustomConfig.Stacking? {
    let place = object(place)
    let text = nonEmpty(place["mode"])
    // "value" is how a few versions wrote that values are summed; nothing else knows it.
    let mode = text == "value" ? CustomConfig.Stacking.Mode.none : nil
    guard let mode = mode ?? word(place["mode"], as: CustomConfig.Stacking.Mode.self) else {
      return nil
    }
    return CustomConfig.Stacking(mode, group: nonEmpty(place["group"]) ?? "A")
  }

  private mutating func scale(_ place: Place) -> CustomConfig.ScaleDistribution? {
    let place = object(place)
    let base = number(place["log"]).map { $0 > 1 ? $0 : 2 } ?? 2
    switch nonEmpty(place["type"]) {
    case "linear": return .linear
    case "log": return .log(base: base)
    case "symlog":
      return .symlog(base: base, linearThreshold: number(place["linearThreshold"]) ?? 1)
    default: return nil
    }
  }

  private mutating func hideFrom(_ place: Place) -> CustomConfig.HideFrom {
    var hidden = CustomConfig.HideFrom()
    // The graph of version 7 called the drawing `graph`.
    hidden.viz = bool(place["viz"]) ?? bool(place["graph"]) ?? false
    hidden.legend = bool(place["legend"]) ?? false
    hidden.tooltip = bool(place["tooltip"]) ?? false
    return hidden
  }

  private mutating func cell(_ place: Place) -> CustomConfig.CellOptions? {
    let place = object(place)
    guard let type = nonEmpty(place["type"]) else { return nil }
    guard var cell = oldCell(type) else {
      note("unknown-word", place["type"], "\(JSONValue.string(type)) cells are shown as text")
      return CustomConfig.CellOptions(.auto)
    }
    if nonEmpty(place["mode"]) != nil, cell.mode == nil {
      cell.mode = word(place["mode"], as: CustomConfig.CellOptions.Mode.self)
    }
    cell.appliesToRow = bool(place["applyToRow"]) ?? false
    cell.wrapsText = bool(place["wrapText"]) ?? false
    return cell
  }

  /// The cells that files before version 9.5 name by one word.
  private func oldCell(_ word: String?) -> CustomConfig.CellOptions? {
    switch word {
    case nil: nil
    case "color-background-solid": .init(.colorBackground, mode: .basic)
    case "basic": .init(.gauge, mode: .basic)
    case "gradient-gauge": .init(.gauge, mode: .gradient)
    case "lcd-gauge": .init(.gauge, mode: .lcd)
    case let word?: CustomConfig.CellOptions.Kind(rawValue: word).map { .init($0) }
    }
  }
}
