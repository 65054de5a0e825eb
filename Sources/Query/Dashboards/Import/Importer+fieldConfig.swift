import Formats
import JSON

extension Importer {
  /// How a panel's values are shown: its defaults, in the present form or one of the older ones.
  mutating func fieldConfig(_ panel: Place, type: String) -> FieldConfig {
    var config = FieldConfig()
    switch type {
    case "graph": readGraph(panel, into: &config)
    case "singlestat": readSingleStat(panel, into: &config)
    default:
      let defaults = object(object(panel["fieldConfig"])["defaults"])
      config.color = Self.defaultColor(type)
      read(defaults, into: &config)
    }
    return config
  }

  /// The properties of a field, on top of those that it has.
  mutating func read(_ defaults: Place, into config: inout FieldConfig) {
    config.unit = nonEmpty(defaults["unit"]) ?? config.unit
    config.decimals = integer(defaults["decimals"], in: 0...20) ?? config.decimals
    config.min = number(defaults["min"]) ?? config.min
    config.max = number(defaults["max"]) ?? config.max
    config.displayName =
      nonEmpty(defaults["displayName"]) ?? nonEmpty(defaults["displayNameFromDS"])
      ?? config.displayName
    config.noValue = nonEmpty(defaults["noValue"]) ?? config.noValue
    if defaults["thresholds"].exists { config.thresholds = thresholds(defaults["thresholds"]) }
    if defaults["mappings"].exists { config.mappings = mappings(defaults["mappings"]) }
    config.color = color(defaults["color"]) ?? config.color
  }

  private static func defaultColor(_ type: String) -> FieldConfig.ColorMode {
    switch type {
    case "stat", "gauge", "bargauge", "table", "status-history": .thresholds
    case "state-timeline": .other("continuous-GrYlRd")
    default: .paletteClassic
    }
  }

  mutating func color(_ place: Place) -> FieldConfig.ColorMode? {
    let place = object(place)
    guard let mode = nonEmpty(place["mode"]) else { return nil }
    switch mode {
    case "thresholds": return .thresholds
    case "palette-classic": return .paletteClassic
    case "fixed":
      return nonEmpty(place["fixedColor"]).map { .fixed($0) } ?? .other("fixed")
    default: return .other(mode)
    }
  }

  mutating func thresholds(_ place: Place) -> Thresholds {
    let place = object(place)
    var thresholds = Thresholds(place["mode"].value == "percentage" ? .percentage : .absolute)
    for (index, step) in elements(place["steps"]).enumerated() {
      // The first is the base, whatever its value says.
      let value = index == 0 ? -Double.infinity : number(step["value"])
      guard let value else { continue }
      thresholds.steps.append(.init(value, nonEmpty(step["color"]) ?? "text"))
    }
    thresholds.steps.sort { $0.value < $1.value }
    return thresholds
  }

  mutating func mappings(_ place: Place) -> [ValueMapping] {
    elements(place).flatMap { place -> [ValueMapping] in
      let options = place["options"]
      switch place["type"].value {
      case "value":
        return keys(options).map { key in mapping(.value(key), options[key]) }
      case "range":
        let match = ValueMapping.Match.range(
          from: number(options["from"]), to: number(options["to"]))
        return [mapping(match, options["result"])]
      case "regex":
        return nonEmpty(options["pattern"]).map { [mapping(.regex($0), options["result"])] } ?? []
      case "special":
        return nonEmpty(options["match"]).map { [mapping(.special($0), options["result"])] } ?? []
      case .number(1), "1":
        return string(place["value"]).map { value in
          let match = value == "null" ? ValueMapping.Match.special("null") : .value(value)
          return [ValueMapping(match, text: string(place["text"]))]
        } ?? []
      case .number(2), "2":
        let match = ValueMapping.Match.range(
          from: number(place["from"]), to: number(place["to"]))
        return [ValueMapping(match, text: string(place["text"]))]
      default:
        note("unknown-mapping", place, "a value mapping of a type that is not known")
        return []
      }
    }
  }

  private mutating func mapping(_ match: ValueMapping.Match, _ result: Place) -> ValueMapping {
    let result = object(result)
    return ValueMapping(
      match, text: nonEmpty(result["text"]), color: nonEmpty(result["color"]))
  }
}
