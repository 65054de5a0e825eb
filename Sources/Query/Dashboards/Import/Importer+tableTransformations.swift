import Frames
import JSON
import Transforms

// Transformations that make one table of another.
extension Importer {
  mutating func concatenate(_ place: Place) -> Transformation {
    switch nonEmpty(place["frameNameMode"]) {
    case "drop": .concatenate(.init(.drop))
    case "label": .concatenate(.init(.label(nonEmpty(place["frameNameLabel"]) ?? "frame")))
    default: .concatenate(.init(.field))
    }
  }

  /// `nil` where a column shall become what hune has no columns of.
  mutating func convertFieldType(_ place: Place) -> Transformation? {
    var conversions: [Transformation.ConvertFieldType.Conversion] = []
    for item in elements(place["conversions"]) {
      guard let field = nonEmpty(item["targetField"]), let kind = nonEmpty(item["destinationType"])
      else { continue }
      guard let known = Transformation.ConvertFieldType.Kind(rawValue: kind),
        known != .time || nonEmpty(item["dateFormat"]) == nil
      else { return nil }
      conversions.append(.init(field, known))
    }
    return .convertFieldType(.init(conversions))
  }

  /// `nil` for texts that are cut by patterns or signs.
  mutating func extractFields(_ place: Place) -> Transformation? {
    let name = nonEmpty(place["format"]) ?? "auto"
    guard let format = Transformation.ExtractFields.Format(rawValue: name) else { return nil }
    let paths = elements(place["jsonPaths"]).compactMap { item in
      nonEmpty(item["path"]).map {
        Transformation.ExtractFields.Path($0, alias: nonEmpty(item["alias"]))
      }
    }
    return .extractFields(
      .init(
        nonEmpty(place["source"]) ?? "", format: format, paths: paths,
        replaces: bool(place["replace"]) ?? false, keepsTime: bool(place["keepTime"]) ?? false))
  }

  mutating func groupingToMatrix(_ place: Place) -> Transformation {
    let empty: FieldValue =
      switch nonEmpty(place["emptyValue"]) {
      case "zero": .number(0)
      case "true": .boolean(true)
      case "false": .boolean(false)
      default: .missing
      }
    return .groupingToMatrix(
      .init(
        column: nonEmpty(place["columnField"]) ?? "Time",
        row: nonEmpty(place["rowField"]) ?? "Time",
        value: nonEmpty(place["valueField"]) ?? "Value", empty: empty))
  }

  mutating func rowsToFields(_ place: Place) -> Transformation {
    .rowsToFields(.init(configMappings(place["mappings"])))
  }

  mutating func configFromData(_ place: Place) -> Transformation {
    .configFromData(
      .init(
        nonEmpty(place["configRefId"]) ?? "config",
        to: (place["applyTo"].exists ? matcher(place["applyTo"]) : nil) ?? .byType(.number),
        configMappings(place["mappings"])))
  }

  private mutating func configMappings(_ place: Place) -> [ConfigMapping] {
    elements(place).compactMap { item in
      guard let field = nonEmpty(item["fieldName"]) else { return nil }
      return ConfigMapping(
        field, nonEmpty(item["handlerKey"]) ?? "__ignore",
        reducer: nonEmpty(item["reducerId"]).flatMap(Reducer.init(rawValue:)),
        color: nonEmpty(item["handlerArguments"]["threshold"]["color"]))
    }
  }

  /// Series come apart as it is, and are joined by their times where that is asked for. `nil` for
  /// long tables, which no chart here reads.
  mutating func prepareTimeSeries(_ place: Place) -> Transformation? {
    switch nonEmpty(place["format"]) {
    case "wide": .joinByField(.init())
    case "long": nil
    default: .organize(.init())
    }
  }

  mutating func transpose(_ place: Place) -> Transformation {
    .transpose(
      .init(
        first: nonEmpty(place["firstFieldName"]) ?? "Field",
        rest: nonEmpty(place["restFieldsName"]) ?? "Value"))
  }
}
