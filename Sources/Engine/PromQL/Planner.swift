import Frames
import PromQLSyntax
import Samples

/// Makes plans of expressions.
struct Planner {
  /// The ends of the query, for `@ start()` and `@ end()`.
  let start: Int64
  let end: Int64
  private let lookback: Int64
  private var resolvesEnds = true
  /// Of the subqueries around a part: their offsets and spans in all, and the nearest pin.
  private var outerOffset: Int64 = 0
  private var outerSpan: Int64 = 0
  private var outerPin: Int64?

  init(start: Int64, end: Int64, lookback: Int64) {
    self.start = start
    self.end = end
    self.lookback = lookback
  }

  /// What these give depends on the moment, whatever their arguments are pinned to.
  private static let unsafe: Set<String> = [
    "days_in_month", "day_of_month", "day_of_week", "day_of_year", "hour", "minute", "month",
    "year", "predict_linear", "time", "timestamp",
  ]

  func plan(_ expression: Expression) throws(PromQLError) -> Plan {
    let (plan, isInvariant) = try prepare(expression)
    return isInvariant ? .invariant(plan) : plan
  }

  /// The plan, and whether it gives the same at every moment.
  private func prepare(_ expression: Expression) throws(PromQLError) -> (Plan, Bool) {
    switch expression {
    case .number(let node): return (.number(node.value), true)
    case .string: return (.number(.nan), true)
    case .paren(let node): return try prepare(node.inner)
    case .vector(let node):
      let selector = try selector(node)
      return (.selector(selector), selector.pin != nil)
    case .matrix(let node):
      let selector = try selector(node.selector, span: node.span)
      return (.matrix(selector, span: node.span), selector.pin != nil)
    case .subquery(let node):
      let subquery = PlannedSubquery(
        inner: try inside(node).plan(node.inner), span: node.span, step: node.step,
        offset: node.offset,
        pin: resolved(node.pin))
      return (.subquery(subquery), subquery.pin != nil)
    case .unary(let node):
      let (inner, isInvariant) = try prepare(node.operand)
      return (node.isNegation ? .negation(inner) : inner, isInvariant)
    case .binary(let node): return try prepare(node)
    case .aggregation(let node): return try prepare(node)
    case .call(let node): return try prepare(node)
    }
  }

  private func prepare(_ node: Binary) throws(PromQLError) -> (Plan, Bool) {
    var (left, leftIsInvariant) = try prepare(node.left)
    var (right, rightIsInvariant) = try prepare(node.right)
    let isInvariant = leftIsInvariant && rightIsInvariant
    if !isInvariant {
      if leftIsInvariant { left = .invariant(left) }
      if rightIsInvariant { right = .invariant(right) }
    }
    let plan: Plan
    switch (node.left.type == .scalar, node.right.type == .scalar) {
    case (true, true): plan = .scalars(node.op, left, right)
    case (true, false):
      plan = .vectorAndScalar(
        node.op, right, left, scalarIsLeft: true, returnBool: node.returnBool)
    case (false, true):
      plan = .vectorAndScalar(
        node.op, left, right, scalarIsLeft: false, returnBool: node.returnBool)
    case (false, false):
      plan = .vectors(
        node.op, left, right, node.matching ?? VectorMatching(), returnBool: node.returnBool)
    }
    return (plan, isInvariant)
  }

  private func prepare(_ node: Aggregation) throws(PromQLError) -> (Plan, Bool) {
    let (inner, isInvariant) = try prepare(node.inner)
    var plan = PlannedAggregation(
      op: node.op, inner: inner, grouping: node.grouping, isWithout: node.isWithout)
    if let parameter = node.parameter {
      if let text = parameter.text {
        plan.label = text
      } else {
        // Prometheus resolves no start() and end() here and marks nothing as invariant.
        var planner = self
        planner.resolvesEnds = false
        plan.parameter = try planner.prepare(parameter).0
      }
    }
    return (.aggregation(plan), isInvariant)
  }

  private func prepare(_ node: Call) throws(PromQLError) -> (Plan, Bool) {
    if node.function.name.hasPrefix("histogram_"), node.function.name != "histogram_quantile" {
      throw PromQLError(
        .execution, "\(node.function.name): native histograms are not supported")
    }
    var call = PlannedCall(name: node.function.name, arguments: [], texts: [])
    var isInvariant = !Self.unsafe.contains(call.name)
    var marks: [Bool] = []
    for argument in node.arguments {
      if let text = argument.text {
        call.texts.append(text)
        continue
      }
      let (plan, mark) = try prepare(argument)
      call.arguments.append(plan)
      marks.append(mark)
      isInvariant = isInvariant && mark
    }
    if !isInvariant {
      for (index, mark) in marks.enumerated() where mark {
        call.arguments[index] = .invariant(call.arguments[index])
      }
    }
    return (.call(call), isInvariant)
  }

  /// The planner for what stands in a subquery.
  private func inside(_ node: Subquery) -> Planner {
    var planner = self
    if let pin = resolved(node.pin) {
      planner.outerPin = pin
      planner.outerOffset = node.offset
      planner.outerSpan = node.span
    } else {
      planner.outerOffset = outerOffset.adding(node.offset)
      planner.outerSpan = outerSpan.adding(node.span)
    }
    return planner
  }

  private func selector(
    _ node: VectorSelector, span: Int64? = nil
  ) throws(PromQLError) -> PlannedSelector {
    var matchers: [SeriesMatcher] = []
    for matcher in node.matchers {
      guard let operation = SeriesMatcher.Operation(rawValue: matcher.op.rawValue) else { continue }
      do {
        matchers.append(try SeriesMatcher(matcher.name, operation, matcher.value))
      } catch {
        throw PromQLError(.badData, "parse error: \(error.description)")
      }
    }
    let pin = resolved(node.pin)
    var from = pin ?? outerPin ?? start
    var to = pin ?? outerPin ?? end
    if pin == nil {
      from = from.subtracting(outerOffset).subtracting(outerSpan)
      to = to.subtracting(outerOffset)
    }
    from = from.subtracting(span ?? lookback).subtracting(node.offset)
    to = max(from, to.subtracting(node.offset))
    return PlannedSelector(
      matchers: matchers, offset: node.offset, pin: pin, bounds: from...to,
      absentLabels: Self.absentLabels(matchers))
  }

  /// The labels that the matchers say there must be; one that is asked for twice is not among them.
  private static func absentLabels(_ matchers: [SeriesMatcher]) -> Labels {
    var labels = Labels()
    var seen: Set<String> = []
    for matcher in matchers where matcher.name != "__name__" {
      let isFirst = matcher.operation == .equal && seen.insert(matcher.name).inserted
      labels = labels.setting(matcher.name, isFirst ? matcher.value : "")
    }
    return labels
  }

  private func resolved(_ pin: Pin?) -> Int64? {
    switch pin {
    case .time(let time): time
    case .start: resolvesEnds ? start : nil
    case .end: resolvesEnds ? end : nil
    case nil: nil
    }
  }
}
