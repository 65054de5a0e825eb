import Lexemes
import Patterns

/// Refuses trees whose parts do not go together, in Prometheus's order and words.
struct TypeCheck {
  let text: [UInt8]

  /// The type of an expression that is right through and through.
  func check(_ expression: Expression) throws(PromQLSyntaxError) -> ValueType {
    switch expression {
    case .number, .string: break
    case .vector(let selector): try check(selector)
    case .matrix(let matrix): try check(matrix.selector)
    case .subquery(let subquery):
      let type = try check(subquery.inner)
      guard type == .vector else {
        throw failure(
          subquery.range, "subquery is only allowed on instant vector, got \(type.rawValue) instead"
        )
      }
    case .unary(let unary):
      let type = try check(unary.operand)
      guard type == .scalar || type == .vector else {
        throw failure(
          unary.range,
          "unary expression only allowed on expressions of type scalar or instant vector, "
            + "got \(QuotedString.quoted(type.documented))")
      }
    case .binary(let binary): try check(binary)
    case .aggregation(let aggregation):
      try expect(.vector, aggregation.inner, in: "aggregation expression")
      if let parameter = aggregation.parameter {
        try expect(aggregation.op.parameterType, parameter, in: "aggregation parameter")
      }
    case .call(let call): try check(call)
    case .paren(let paren): return try check(paren.inner)
    }
    return expression.type
  }

  private func failure(_ range: SourceRange, _ detail: String) -> PromQLSyntaxError {
    PromQLSyntaxError(.type, range, in: text, detail)
  }

  private func expect(
    _ wanted: ValueType, _ expression: Expression, in context: String
  ) throws(PromQLSyntaxError) {
    let type = try check(expression)
    guard type == wanted else {
      throw failure(
        expression.range,
        "expected type \(wanted.documented) in \(context), got \(type.documented)")
    }
  }

  private func check(_ selector: VectorSelector) throws(PromQLSyntaxError) {
    var selectsAll = true
    for matcher in selector.matchers {
      if selector.name != nil, matcher.name == LabelMatcher.metricName, matcher.range != .none {
        throw failure(
          selector.range,
          "metric name must not be set twice: \(QuotedString.quoted(selector.name ?? "")) or "
            + QuotedString.quoted(matcher.value))
      }
      if try !matchesEmpty(matcher) { selectsAll = false }
    }
    if selectsAll {
      throw failure(
        selector.range, "vector selector must contain at least one non-empty matcher")
    }
  }

  private func matchesEmpty(_ matcher: LabelMatcher) throws(PromQLSyntaxError) -> Bool {
    switch matcher.op {
    case .equal: return matcher.value.isEmpty
    case .notEqual: return !matcher.value.isEmpty
    case .matches, .notMatches:
      do {
        // The group keeps a pattern like /x/ from being read as JavaScript's.
        let pattern = try Pattern("(?:\(matcher.value))")
        return pattern.matchesWhole("") == (matcher.op == .matches)
      } catch {
        throw failure(matcher.range, "error parsing regexp: \(error.description)")
      }
    }
  }

  private func check(_ call: Call) throws(PromQLSyntaxError) {
    let function = call.function
    let name = QuotedString.quoted(function.name)
    let count = call.arguments.count
    if function.variadic == 0, count != function.argumentTypes.count {
      throw failure(
        call.range,
        "expected \(function.argumentTypes.count) argument(s) in call to \(name), got \(count)")
    }
    if count < function.minimumArguments {
      throw failure(
        call.range,
        "expected at least \(function.minimumArguments) argument(s) in call to "
          + "\(name), got \(count)")
    }
    if let most = function.maximumArguments, count > most {
      throw failure(
        call.range, "expected at most \(most) argument(s) in call to \(name), got \(count)")
    }
    for (index, argument) in call.arguments.enumerated() {
      try expect(
        function.type(ofArgument: index), argument, in: "call to function \(name)")
    }
  }

  private func check(_ binary: Binary) throws(PromQLSyntaxError) {
    let left = try check(binary.left)
    let right = try check(binary.right)
    let op = operatorRange(of: binary)
    if binary.returnBool, !binary.op.isComparison {
      throw failure(op, "bool modifier can only be used on comparison operators")
    }
    if binary.op.isComparison, !binary.returnBool, left == .scalar, right == .scalar {
      throw failure(op, "comparisons between scalars must use BOOL modifier")
    }
    if let matching = binary.matching, matching.isOn,
      let label = matching.labels.first(where: matching.include.contains)
    {
      throw failure(
        op, "label \(QuotedString.quoted(label)) must not occur in ON and GROUP clause at once")
    }
    for (type, side) in [(left, binary.left), (right, binary.right)]
    where type != .scalar && type != .vector {
      throw failure(
        side.range, "binary expression must contain only scalar and instant vector types")
    }
    let hasVectors = left == .vector && right == .vector
    if !hasVectors, binary.matching?.labels.isEmpty == false {
      throw failure(binary.range, "vector matching only allowed between instant vectors")
    }
    guard binary.op.isSetOperator else { return }
    let name = QuotedString.quoted(binary.op.rawValue)
    if !hasVectors {
      throw failure(
        binary.range, "set operator \(name) not allowed in binary scalar expression")
    }
    if binary.matching?.cardinality == .manyToOne || binary.matching?.cardinality == .oneToMany {
      throw failure(binary.range, "no grouping allowed for \(name) operation")
    }
  }

  /// From the operator to the end of its modifiers.
  private func operatorRange(of binary: Binary) -> SourceRange {
    var range = SourceRange(binary.left.range.end, binary.right.range.start)
    while range.start < range.end, text[range.start].isBlank { range.start += 1 }
    while range.start < range.end, text[range.end - 1].isBlank { range.end -= 1 }
    return range
  }
}
