import Frames
import JSON
import Transforms

// Options of transformations that calculate or compare.
extension Importer {
  mutating func calculateField(_ place: Place) -> Transformation? {
    guard let mode = mode(place) else { return nil }
    return .calculateField(
      .init(
        mode, alias: nonEmpty(place["alias"]),
        replacesFields: bool(place["replaceFields"]) ?? false,
        joinsSeries: bool(place["timeSeries"]) ?? true))
  }

  private mutating func mode(_ place: Place) -> Transformation.CalculateField.Mode? {
    switch nonEmpty(place["mode"]) ?? "reduceRow" {
    case "reduceRow":
      let options = object(place["reduce"])
      guard let reducer = reducer(options, .sum) else { return nil }
      return .reduceRow(reducer, include: texts(options["include"]))
    case "binary":
      let options = object(place["binary"])
      let op = word(options["operator"], as: Transformation.CalculateField.Operator.self)
      guard op != nil || !options["operator"].exists else { return nil }
      return .binary(operand(options["left"]), op ?? .add, operand(options["right"]))
    case "unary":
      let options = object(place["unary"])
      let function = word(options["operator"], as: Transformation.CalculateField.Function.self)
      guard function != nil || !options["operator"].exists else { return nil }
      return .unary(function ?? .abs, field: string(options["fieldName"]) ?? "")
    case "index":
      return .index(asShare: bool(object(place["index"])["asPercentile"]) ?? false)
    case "cumulativeFunctions", "cumulative":
      let options = object(place["cumulative"])
      guard let reducer = reducer(options, .sum) else { return nil }
      return .cumulative(reducer, field: nonEmpty(options["field"]))
    case "windowFunctions", "window":
      let options = object(place["window"])
      guard let reducer = reducer(options, .mean) else { return nil }
      let window = Transformation.CalculateField.Window(
        size: number(options["windowSize"]) ?? 0.1,
        isShare: options["windowSizeMode"].value != "fixed",
        isCentered: options["windowAlignment"].value == "centered")
      return .window(reducer, field: nonEmpty(options["field"]), window)
    default:
      note("unknown-word", place["mode"], "a calculation of a kind that is not known")
      return nil
    }
  }

  /// The reducer that is named, another where none is; `nil` for one that is not known: a wrong
  /// number would be worse than none.
  private mutating func reducer(_ place: Place, _ other: Reducer) -> Reducer? {
    guard let id = nonEmpty(place["reducer"]) else { return other }
    if let reducer = Reducer(rawValue: id) { return reducer }
    note("unknown-reducer", place["reducer"], "\(id) is not known here")
    return nil
  }

  /// A name, a number, or the object of newer files that says which it is.
  private mutating func operand(_ place: Place) -> Transformation.CalculateField.Operand {
    guard place.value?.object != nil else {
      // A number may still be the name of a column: that is seen in the data.
      return .field(string(place) ?? "")
    }
    let matcher = object(place["matcher"])
    if let fixed = nonEmpty(place["fixed"]) {
      return Double(fixed).map { .number($0) } ?? .field(fixed)
    }
    if matcher["id"].value == "byType",
      let kind = word(matcher["options"], as: FieldMatcher.Kind.self)
    {
      return .fields(kind)
    }
    return .field(string(matcher["options"]) ?? "")
  }

  mutating func filterByValue(_ place: Place) -> Transformation {
    let filters = elements(place["filters"]).compactMap {
      (filter) -> Transformation.FilterByValue.Filter? in
      let filter = object(filter)
      let config = object(filter["config"])
      guard let field = nonEmpty(filter["fieldName"]), let test = test(config) else { return nil }
      return .init(field, test)
    }
    return .filterByValue(
      .init(
        filters, isExcluding: place["type"].value == "exclude",
        matchesAll: place["match"].value == "all"))
  }

  private mutating func test(_ config: Place) -> Transformation.FilterByValue.Test? {
    let options = object(config["options"])
    let value = options["value"]
    let limit = number(of: value)
    switch nonEmpty(config["id"]) {
    case "isNull": return .isNull
    case "isNotNull": return .isNotNull
    case "equal": return .equal(fieldValue(value))
    case "notEqual": return .notEqual(fieldValue(value))
    case "greater": return limit.map { .greater($0) }
    case "greaterOrEqual": return limit.map { .greaterOrEqual($0) }
    case "lower": return limit.map { .lower($0) }
    case "lowerOrEqual": return limit.map { .lowerOrEqual($0) }
    case "between", "range":
      guard let from = number(options["from"]), let to = number(options["to"]) else { return nil }
      return .between(from, to)
    case "regex": return .regex(string(value) ?? "")
    case "substring", "contains": return .substring(string(value) ?? "")
    case "notSubstring": return .notSubstring(string(value) ?? "")
    default:
      note("unknown-word", config["id"], "values are not compared in this way")
      return nil
    }
  }

  private func number(of place: Place) -> Double? { place.value?.lenientNumber }

  private func fieldValue(_ place: Place) -> FieldValue {
    switch place.value {
    case .number(let number): .number(number)
    case .string(let text): .string(text)
    case .bool(let flag): .boolean(flag)
    default: .missing
    }
  }
}
