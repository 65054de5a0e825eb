import JSON
import Transforms

extension Importer {
  /// Which fields an override or a transformation is for; `nil`, noted, when it is not known.
  mutating func matcher(_ place: Place) -> FieldMatcher? {
    let place = object(place)
    let options = place["options"]
    switch nonEmpty(place["id"]) {
    case nil: return nil
    case "byName": return string(options).map { .byName($0) }
    case "byRegexp", "byRegex": return string(options).map { .byRegexp($0) }
    case "byNames":
      let options = object(options)
      return .byNames(
        texts(options["names"]), isExcluding: options["mode"].value == "exclude")
    case "byType":
      return word(options, as: FieldMatcher.Kind.self).map { .byType($0) }
    case "byTypes":
      return .any(
        elements(options).compactMap { word($0, as: FieldMatcher.Kind.self) }
          .map { .byType($0) })
    case "byFrameRefID", "byRefId": return string(options).map { .byFrameRefID($0) }
    case "byValue": return valueTest(object(options)).map { .byValue($0) }
    case "numeric": return .byType(.number)
    case "time": return .byType(.time)
    case "first": return .first
    case "firstTimeField": return .firstTime
    case "anyMatch": return .any(elements(options).compactMap { matcher($0) })
    case "allMatch": return .every(elements(options).compactMap { matcher($0) })
    case "invertMatch": return matcher(options).map { .not($0) }
    case "alwaysMatch": return .all
    case "neverMatch": return .not(.all)
    case let id?:
      note("unknown-matcher", place["id"], "fields are not selected by \(JSONValue.string(id))")
      return nil
    }
  }

  private mutating func valueTest(_ place: Place) -> FieldMatcher.ValueTest? {
    guard let reducer = nonEmpty(place["reducer"]).flatMap({ Reducer(rawValue: $0) }) else {
      return nil
    }
    let comparison = word(place["op"], as: FieldMatcher.ValueTest.Comparison.self) ?? .equal
    return FieldMatcher.ValueTest(reducer, comparison, number(place["value"]) ?? 0)
  }

  /// The texts of a list; what is none is left out.
  mutating func texts(_ place: Place) -> [String] {
    elements(place).compactMap { string($0) }
  }
}
