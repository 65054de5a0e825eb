import TestSupport

@testable import TraceQL

/// Makes queries of the shape that the parser makes.
struct RandomQuery {
  var random: SeededRandom

  mutating func query(depth: Int) -> TraceQuery {
    var query = TraceQuery(stages(depth))
    if random.isOne(in: 3) { query.metrics = metrics() }
    if random.isOne(in: 4) {
      query.hints = [TraceHint("most_recent", .bool(true)), TraceHint("x", number())]
    }
    return query
  }

  private mutating func stages(_ depth: Int) -> [TraceStage] {
    [.spanset(spanset(depth))] + (0..<random.number(below: 3)).map { _ in stage(depth) }
  }

  private mutating func stage(_ depth: Int) -> TraceStage {
    switch random.number(below: 6) {
    case 0: .spanset(spanset(depth))
    case 1: .group(field(.number, depth))
    case 2: .coalesce
    case 3: .select([attribute(), attribute()])
    default:
      .filter(scalar(depth), random.pick(TraceStage.Comparison.allCases), scalar(depth))
    }
  }

  private mutating func spanset(_ depth: Int) -> Spanset {
    guard depth > 0, random.isOne(in: 2) else {
      return .filter(random.isOne(in: 5) ? nil : field(.bool, depth), .none)
    }
    if random.isOne(in: 4) { return .pipeline([.spanset(spanset(depth - 1)), .coalesce]) }
    return .operation(
      random.pick(Spanset.Operator.allCases), spanset(depth - 1), spanset(depth - 1))
  }

  private mutating func scalar(_ depth: Int) -> ScalarExpression {
    switch depth > 0 ? random.number(below: 5) : random.number(below: 3) {
    case 0: return .literal(number())
    case 1: return .aggregate(.count, nil)
    case 2: return .aggregate(random.pick([.max, .min, .avg, .sum]), field(.number, depth))
    case 3: return .pipeline([.spanset(spanset(depth - 1))], .aggregate(.count, nil))
    default:
      let op = random.pick(FieldExpression.Arithmetic.allCases)
      return .operation(op, scalar(depth - 1), scalar(depth - 1))
    }
  }

  private mutating func field(_ type: FieldType, _ depth: Int) -> FieldExpression {
    guard depth > 0 else { return leaf(type) }
    if type == .bool {
      switch random.number(below: 5) {
      case 0: return .and(field(.bool, depth - 1), field(.bool, depth - 1))
      case 1: return .or(field(.bool, depth - 1), field(.bool, depth - 1))
      case 2: return .not(field(.bool, depth - 1))
      default: return comparison(depth)
      }
    }
    guard type == .number, random.isOne(in: 2) else { return leaf(type) }
    if random.isOne(in: 4) {
      let operand = field(.number, depth - 1)
      // The parser makes a sign part of a literal.
      if case .literal = operand { return operand }
      return .negative(operand)
    }
    let op = random.pick(FieldExpression.Arithmetic.allCases)
    return .arithmetic(op, field(.number, depth - 1), field(.number, depth - 1))
  }

  private mutating func comparison(_ depth: Int) -> FieldExpression {
    let type = random.pick([FieldType.number, .string, .status, .kind, .bool])
    let all = FieldExpression.Comparison.allCases.filter { type.allows($0) }
    let isOrdered = type == .number || type == .string
    let op = random.pick(isOrdered ? all : [.equal, .notEqual])
    let right: FieldExpression =
      op == .equal && random.isOne(in: 5) ? .literal(.nil) : field(type, depth - 1)
    return .comparison(op, field(type, depth - 1), right)
  }

  private mutating func leaf(_ type: FieldType) -> FieldExpression {
    if random.isOne(in: 3) { return .attribute(custom()) }
    switch type {
    case .number:
      return random.isOne(in: 2) ? .literal(number()) : .attribute(.intrinsic(.duration))
    case .string:
      return random.isOne(in: 2)
        ? .literal(.string(text())) : .attribute(.intrinsic(random.pick([.name, .traceID])))
    case .bool: return .literal(.bool(random.isOne(in: 2)))
    case .status: return .literal(.status(random.pick(TraceLiteral.Status.allCases)))
    case .kind: return .literal(.kind(random.pick(TraceLiteral.Kind.allCases)))
    case .any, .nil: return .attribute(custom())
    }
  }

  private mutating func number() -> TraceLiteral {
    switch random.number(below: 3) {
    case 0: .integer(random.number(below: 2000) - 500)
    case 1: .float(Double(random.number(below: 2000)) / 8 - 50)
    default: .duration(Int64(random.number(below: 1 << 50)) - 1 << 40)
    }
  }

  private mutating func attribute() -> Attribute {
    random.isOne(in: 2) ? .intrinsic(random.pick(Intrinsic.allCases)) : custom()
  }

  private mutating func custom() -> Attribute {
    let isOfParent = random.isOne(in: 5)
    let scope = random.pick(Attribute.Scope.allCases.map(Optional.some) + [nil])
    let name = random.pick([
      "a", "http.status_code", "a b", "x\"y", "\\", "span.z", "5xx", "a-b+c", "é{", "name", "a\n",
    ])
    let isGood = scope == nil || scope == .span || scope == .resource
    return .field(isOfParent && !isGood ? nil : scope, isOfParent: isOfParent, name: name)
  }

  private mutating func metrics() -> TraceMetrics {
    let function = random.pick(TraceMetrics.Function.allCases)
    var metrics = TraceMetrics(function)
    if function.takesAttribute { metrics.attribute = attribute() }
    if function == .quantileOverTime { metrics.quantiles = [0.5, 0.99] }
    if function == .compare {
      metrics.selection = field(.bool, 2)
      metrics.numbers = random.pick([[], [5], [5, 1, 2]])
    } else if random.isOne(in: 2) {
      metrics.grouping = [attribute()]
    }
    if random.isOne(in: 3) { metrics.secondStages.append(random.pick([.top(3), .bottom(1)])) }
    if random.isOne(in: 3) { metrics.secondStages.append(.filter(.greater, number())) }
    return metrics
  }

  private mutating func text() -> String {
    let pieces = ["a", "é", "\"", "\\", "\n", "`", "}", "//", "😀", "|", " "]
    return (0..<random.number(below: 4)).map { _ in random.pick(pieces) }.joined()
  }
}
