/// What a field expression gives, as far as its text tells.
enum FieldType: Hashable {
  /// An attribute's: known only in the span.
  case any
  /// Integers, floats and durations go together.
  case number
  case string, bool, `nil`, status, kind

  func canBe(_ type: FieldType) -> Bool { self == .any || self == type }

  func matches(_ other: FieldType) -> Bool {
    self == other || self == .any || other == .any || self == .nil || other == .nil
  }

  func allows(_ op: FieldExpression.Comparison) -> Bool {
    switch op {
    case .equal, .notEqual: true
    case .matches, .notMatches: canBe(.string)
    case .less, .lessOrEqual, .greater, .greaterOrEqual: canBe(.number) || self == .string
    }
  }
}

extension TraceLiteral {
  var type: FieldType {
    switch self {
    case .string: .string
    case .integer, .float, .duration: .number
    case .bool: .bool
    case .nil: .nil
    case .status: .status
    case .kind: .kind
    }
  }
}

extension Attribute {
  var type: FieldType {
    guard case .intrinsic(let intrinsic) = self else { return .any }
    switch intrinsic {
    case .duration, .childCount, .traceDuration, .nestedSetLeft, .nestedSetRight,
      .nestedSetParent, .spanDuration, .spanChildCount, .scopedTraceDuration,
      .eventTimeSinceStart:
      return .number
    case .status, .spanStatus: return .status
    case .kind, .spanKind: return .kind
    case .parent: return .nil
    default: return .string
    }
  }
}
