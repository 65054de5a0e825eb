import JSON

/// Reads one layout: takes what it can use, notes each thing that it can't with its JSON path.
///
/// Real files hold nulls, numbers in quotes, `false` for "none" and whole sections of a wrong
/// type; none of these may keep the rest from opening.
struct Importer {
  /// The whole file.
  let root: Place
  /// The dashboard in it, in classic form.
  var model: Place
  /// Where parts of a dashboard that was put in classic form stand in the file, longest path first.
  var origins: [(classic: String, own: String)] = []
  /// The plugin that a placeholder of an export stands for: `DS_PROMETHEUS` → `prometheus`.
  var inputs: [String: String] = [:]
  /// The types of the variables that stand for data sources, by name.
  var sourceTypes: [String: String] = [:]
  var problems: [Dashboard.Problem] = []
  var usedIDs: Set<Int> = []
  /// Ids that files lack start high, clear of those still to come.
  var nextFreeID = 1_000_000

  /// The number of problems that are kept: a file of another kind could have one at each value.
  static let problemLimit = 500

  mutating func note(
    _ code: String, _ place: Place, _ message: String, level: Dashboard.Problem.Level = .warning
  ) {
    guard problems.count < Self.problemLimit else { return }
    problems.append(.init(level, code, place.path, message))
  }

  /// Notes a value of a wrong type; nothing where there is none.
  mutating func noteWrongType(_ place: Place, wanted: String) {
    guard let value = place.value else { return }
    note("wrong-type", place, "\(value.kindName) where \(wanted) should be: left out")
  }
}

// Values with their type made sure of. A missing value is `nil` without a word.
extension Importer {
  /// The place of an object, which reads as empty when something else stands there.
  mutating func object(_ place: Place) -> Place {
    if place.value?.object != nil { return place }
    noteWrongType(place, wanted: "an object")
    return Place(nil, path: place.path)
  }

  mutating func elements(_ place: Place) -> [Place] {
    guard let array = place.value?.array else {
      noteWrongType(place, wanted: "a list")
      return []
    }
    return array.indices.map { place[$0] }
  }

  /// A text; a number is taken as its digits.
  mutating func string(_ place: Place) -> String? {
    switch place.value {
    case .string(let text): return text
    case .number(let number)?: return JSONValue.number(number).description
    case nil: return nil
    default:
      noteWrongType(place, wanted: "a text")
      return nil
    }
  }

  /// Notes a number in the place of a text as only people write them; its digits are taken.
  mutating func noteNumber(_ place: Place) {
    guard case .number = place.value else { return }
    note("wrong-type", place, "a number where a text should be: taken as its digits")
  }

  /// A text that says something; what is empty or `false` says nothing, and is no mistake.
  mutating func nonEmpty(_ place: Place) -> String? {
    if place.value?.bool == false { return nil }
    return string(place).flatMap { $0.isEmpty ? nil : $0 }
  }

  /// A finite number, also one in quotes; empty quotes are nothing.
  mutating func number(_ place: Place) -> Double? {
    if place.value?.string?.isEmpty == true { return nil }
    if let number = place.value?.lenientNumber, number.isFinite { return number }
    noteWrongType(place, wanted: "a number")
    return nil
  }

  /// A whole number inside the bounds: rounded, and clamped with a word about it.
  mutating func integer(_ place: Place, in bounds: ClosedRange<Int>) -> Int? {
    guard let number = number(place) else { return nil }
    let rounded = number.rounded()
    let clamped = min(max(rounded, Double(bounds.lowerBound)), Double(bounds.upperBound))
    if clamped != rounded {
      note(
        "out-of-range", place,
        "\(place.value?.description ?? "") is not from \(bounds.lowerBound) to \(bounds.upperBound)"
      )
    }
    return Int(exactly: clamped)
  }

  mutating func bool(_ place: Place) -> Bool? {
    switch place.value {
    case .bool(let flag): return flag
    case .string("true"): return true
    case .string("false"), .string(""): return false
    default:
      noteWrongType(place, wanted: "true or false")
      return nil
    }
  }

  /// One of the words of an enumeration; another word gives `nil` and is noted.
  mutating func word<Word: RawRepresentable<String>>(_ place: Place, as _: Word.Type) -> Word? {
    guard let text = nonEmpty(place) else { return nil }
    if let word = Word(rawValue: text) { return word }
    note("unknown-word", place, "\(JSONValue.string(text)) is not known here")
    return nil
  }
}

extension JSONValue {
  fileprivate var kindName: String {
    switch self {
    case .null: "null"
    case .bool: "true or false"
    case .number: "a number"
    case .string: "a text"
    case .array: "a list"
    case .object: "an object"
    }
  }
}
