import Formats
import JSON

extension Importer {
  mutating func mappings(_ place: Place) -> [ValueMapping] {
    elements(place).flatMap { place -> [ValueMapping] in
      let options = place["options"]
      switch place["type"].value {
      case "value":
        return keys(options).map { key in mapping(.value(key), options[key]) }
      case "range":
        let range = object(options)
        let match = ValueMapping.Match.range(from: number(range["from"]), to: number(range["to"]))
        return [mapping(match, range["result"])]
      case "regex":
        return nonEmpty(options["pattern"]).map { [mapping(.regex($0), options["result"])] } ?? []
      case "special":
        // Real files hold a special mapping of nothing: it never matches.
        return nonEmpty(options["match"]).map { [mapping(.special($0), options["result"])] } ?? []
      case .number(1), "1": return [oldValueMapping(place)].compactMap(\.self)
      case .number(2), "2": return [oldRangeMapping(place)]
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

  /// `valueMaps` and `rangeMaps` of the first generation; `mappingType` says which of them counts.
  mutating func oldMappings(_ panel: Place) -> [ValueMapping] {
    let type = number(panel["mappingType"]) ?? 0
    let values = type == 2 ? [] : elements(panel["valueMaps"]).compactMap { oldValueMapping($0) }
    let ranges = type == 1 ? [] : elements(panel["rangeMaps"]).map { oldRangeMapping($0) }
    return values + ranges
  }

  private mutating func oldValueMapping(_ place: Place) -> ValueMapping? {
    guard let value = string(place["value"]) else { return nil }
    return ValueMapping(
      value == "null" ? .special("null") : .value(value), text: nonEmpty(place["text"]),
      color: nonEmpty(place["color"]))
  }

  private mutating func oldRangeMapping(_ place: Place) -> ValueMapping {
    let (from, to) = (place["from"], place["to"])
    let isNull = from.value == "null" && to.value == "null"
    return ValueMapping(
      isNull
        ? .special("null")
        : .range(
          from: from.value == "null" ? nil : number(from),
          to: to.value == "null" ? nil : number(to)),
      text: nonEmpty(place["text"]), color: nonEmpty(place["color"]))
  }
}
