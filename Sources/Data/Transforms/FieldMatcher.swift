import Formats
package import Frames
import Patterns

/// Which fields something holds for.
package indirect enum FieldMatcher: Hashable, Sendable {
  case all
  /// Display name, or the field's own.
  case byName(String)
  /// All of these, or all but these.
  case byNames([String], isExcluding: Bool)
  /// `/re/` or bare, on the display name.
  case byRegexp(String)
  case byType(Kind)
  case byFrameRefID(String)
  case byValue(ValueTest)
  case first
  case firstTime
  case not(FieldMatcher)
  case any([FieldMatcher])
  case every([FieldMatcher])

  package enum Kind: String, Hashable, Sendable { case number, string, time, boolean, other }

  /// A reducer's number held against another.
  package struct ValueTest: Hashable, Sendable {
    package enum Comparison: String, Hashable, Sendable {
      case greater = "gt"
      case greaterOrEqual = "gte"
      case less = "lt"
      case lessOrEqual = "lte"
      case equal = "eq"
      case notEqual = "neq"
    }

    package var reducer: Reducer
    package var comparison: Comparison
    package var value: Double

    package init(_ reducer: Reducer, _ comparison: Comparison, _ value: Double) {
      self.reducer = reducer
      self.comparison = comparison
      self.value = value
    }
  }
}

extension Field {
  package var kind: FieldMatcher.Kind {
    switch values {
    case .times: .time
    case .numbers: .number
    case .strings: .string
    case .booleans: .boolean
    }
  }
}

extension FieldMatcher {
  /// A matcher ready to be asked for many fields: its pattern is read once.
  func prepared() -> (_ field: Field, _ displayName: String, _ place: Place) -> Bool {
    switch self {
    case .all: return { _, _, _ in true }
    case .byName(let name): return { field, shown, _ in shown == name || field.name == name }
    case .byNames(let names, let isExcluding):
      let names = Set(names)
      return { field, shown, _ in
        (names.contains(shown) || names.contains(field.name)) != isExcluding
      }
    case .byRegexp(let source):
      // A pattern that can't be read selects nothing.
      guard let pattern = Pattern.ofLayout(source) else { return { _, _, _ in false } }
      return { _, shown, _ in pattern.matches(shown) }
    case .byType(let kind): return { field, _, _ in field.kind == kind }
    case .byFrameRefID(let refID): return { _, _, place in place.refID == refID }
    case .byValue(let test):
      return { field, _, _ in field.numbers.map { test.holds(for: $0) } ?? false }
    case .first: return { _, _, place in place.index == 0 }
    case .firstTime: return { field, _, place in field.times != nil && place.isFirstTime }
    case .not(let matcher):
      let matches = matcher.prepared()
      return { !matches($0, $1, $2) }
    case .any(let matchers):
      let all = matchers.map { $0.prepared() }
      return { field, shown, place in all.contains { $0(field, shown, place) } }
    case .every(let matchers):
      let all = matchers.map { $0.prepared() }
      return { field, shown, place in all.allSatisfy { $0(field, shown, place) } }
    }
  }

  /// Where a field stands.
  struct Place {
    var refID: String
    var index: Int
    var isFirstTime: Bool
  }
}

extension FieldMatcher.ValueTest {
  func holds(for column: NumberColumn) -> Bool {
    guard let number = reducer.reduce(column) else { return false }
    // What is true or false needs no comparison.
    if reducer == .allIsZero || reducer == .allIsNull { return number != 0 }
    switch comparison {
    case .greater: return number > value
    case .greaterOrEqual: return number >= value
    case .less: return number < value
    case .lessOrEqual: return number <= value
    case .equal: return number == value
    case .notEqual: return number != value
    }
  }
}
