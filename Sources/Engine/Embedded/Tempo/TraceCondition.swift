import Patterns
import TraceQL
import Traces

/// What Tempo writes as plain text with 400.
struct TempoRefusal: Error {
  var reason: String
  init(_ reason: String) { self.reason = reason }
}

/// A condition of TraceQL made ready to be put to spans. What the demo doesn't know is refused when
/// it is made, not when it is used.
struct TraceCondition: Sendable {
  private indirect enum Node: Sendable {
    case constant(TraceLiteral)
    case attribute(Attribute)
    case not(Node)
    case and(Node, Node)
    case or(Node, Node)
    case comparison(FieldExpression.Comparison, Node, Node)
    case matches(Node, Pattern, isNegated: Bool)
  }

  private let root: Node?

  init(_ expression: FieldExpression?) throws(TempoRefusal) {
    root = if let expression { try Self.node(expression) } else { nil }
  }

  private static func node(_ expression: FieldExpression) throws(TempoRefusal) -> Node {
    switch expression {
    case .literal(let literal): return .constant(literal)
    case .attribute(let attribute):
      guard isKnown(attribute) else {
        throw TempoRefusal("the demo does not know the attribute \(attribute)")
      }
      return .attribute(attribute)
    case .not(let operand): return .not(try node(operand))
    case .and(let left, let right): return .and(try node(left), try node(right))
    case .or(let left, let right): return .or(try node(left), try node(right))
    case .comparison(let op, let left, let right) where op == .matches || op == .notMatches:
      guard case .literal(.string(let text)) = right else {
        throw TempoRefusal("the demo takes texts only behind \(op.rawValue)")
      }
      let pattern: Pattern
      do throws(PatternError) {
        pattern = try Pattern(re2: text)
      } catch {
        throw TempoRefusal("invalid TraceQL query: error parsing regexp: \(error)")
      }
      return .matches(try node(left), pattern, isNegated: op == .notMatches)
    case .comparison(let op, let left, let right):
      return .comparison(op, try node(left), try node(right))
    case .negative(.literal(.integer(let number))): return .constant(.integer(0 &- number))
    case .negative(.literal(.float(let number))): return .constant(.float(-number))
    case .negative, .arithmetic:
      throw TempoRefusal("the demo does not calculate: \(expression)")
    }
  }

  private static func isKnown(_ attribute: Attribute) -> Bool {
    switch attribute {
    case .field(_, let isOfParent, _): return !isOfParent
    case .intrinsic(let intrinsic):
      switch intrinsic {
      case .childCount, .spanChildCount, .nestedSetLeft, .nestedSetRight, .nestedSetParent,
        .parent:
        return false
      default: return true
      }
    }
  }

  func holds(for span: TraceSpan, in trace: TraceFacts) -> Bool {
    guard let root else { return true }
    return isTrue(root, span, trace)
  }

  private func isTrue(_ node: Node, _ span: TraceSpan, _ trace: TraceFacts) -> Bool {
    switch node {
    case .constant(.bool(let flag)): return flag
    case .constant: return false
    case .attribute: return values(node, span, trace).contains { $0 == .bool(true) }
    case .not(let operand): return !isTrue(operand, span, trace)
    case .and(let left, let right):
      return isTrue(left, span, trace) && isTrue(right, span, trace)
    case .or(let left, let right):
      return isTrue(left, span, trace) || isTrue(right, span, trace)
    case .matches(let operand, let pattern, let isNegated):
      return values(operand, span, trace).contains { value in
        guard case .string(let text) = value else { return false }
        return pattern.matchesWhole(text) != isNegated
      }
    case .comparison(let op, let left, let right):
      let (lefts, rights) = (values(left, span, trace), values(right, span, trace))
      if rights == [.nil] { return op == .equal ? lefts.isEmpty : !lefts.isEmpty }
      return lefts.contains { left in rights.contains { compare(op, left, $0) } }
    }
  }

  /// All that a span has of an attribute: of events and links there may be several.
  private func values(_ node: Node, _ span: TraceSpan, _ trace: TraceFacts) -> [TraceLiteral] {
    switch node {
    case .constant(let literal): return [literal]
    case .attribute(let attribute): return trace.values(of: attribute, in: span)
    default: return [.bool(isTrue(node, span, trace))]
    }
  }

  private func compare(
    _ op: FieldExpression.Comparison, _ left: TraceLiteral, _ right: TraceLiteral
  ) -> Bool {
    func decide<Value: Comparable>(_ left: Value, _ right: Value) -> Bool {
      switch op {
      case .equal: left == right
      case .notEqual: left != right
      case .less: left < right
      case .lessOrEqual: left <= right
      case .greater: left > right
      case .greaterOrEqual: left >= right
      case .matches, .notMatches: false
      }
    }
    if let left = left.number, let right = right.number { return decide(left, right) }
    switch (left, right) {
    case (.string(let left), .string(let right)): return decide(left, right)
    default:
      // Values of two kinds are never equal and never told apart.
      guard left.isSameKind(as: right) else { return false }
      return op == .equal ? left == right : op == .notEqual && left != right
    }
  }
}

extension TraceLiteral {
  fileprivate var number: Double? {
    switch self {
    case .integer(let number): Double(number)
    case .float(let number): number
    case .duration(let number): Double(number)
    default: nil
    }
  }

  fileprivate func isSameKind(as other: TraceLiteral) -> Bool {
    switch (self, other) {
    case (.bool, .bool), (.status, .status), (.kind, .kind), (.nil, .nil): true
    default: false
    }
  }
}
