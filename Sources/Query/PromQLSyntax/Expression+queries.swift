import Lexemes

/// What others ask of a query.
extension Expression {
  /// Every node, this one first, in the order of the text.
  package var nodes: [Expression] {
    var found: [Expression] = []
    var open = [self]
    while let node = open.popLast() {
      found.append(node)
      open.append(contentsOf: node.children.reversed())
    }
    return found
  }

  /// The selectors, those in matrix selectors too, each with its place.
  package var selectors: [VectorSelector] {
    nodes.compactMap { if case .vector(let selector) = $0 { selector } else { nil } }
  }

  /// The expression inside all parentheses.
  package var unwrapped: Expression {
    var inner = self
    while case .paren(let paren) = inner { inner = paren.inner }
    return inner
  }

  /// The labels that the uppermost aggregations keep with `by`; `nil` where there is none, or where
  /// one keeps others than it names.
  package var groupedLabels: [String]? {
    switch unwrapped {
    case .aggregation(let node): node.isWithout ? nil : node.grouping
    case .unary(let node): node.operand.groupedLabels
    case .binary(let node): node.left.groupedLabels ?? node.right.groupedLabels
    case .call(let node):
      node.arguments.lazy.filter { $0.type == .vector || $0.type == .matrix }
        .compactMap(\.groupedLabels).first
    case .subquery(let node): node.inner.groupedLabels
    default: nil
    }
  }

  /// The bound that an alerting expression compares with, its vector at the left whichever way
  /// round it is written; of `a > 1 and b < 2` that of the left side.
  package var threshold: Threshold? {
    guard case .binary(let node) = unwrapped else { return nil }
    if node.op == .and || node.op == .unless { return node.left.threshold }
    guard node.op.isComparison else { return nil }
    if let number = node.right.constant {
      return Threshold(expression: node.left, op: node.op, value: number)
    }
    if let number = node.left.constant {
      return Threshold(expression: node.right, op: node.op.mirrored, value: number)
    }
    return nil
  }

  /// The number that the expression is, simple arithmetic done.
  package var constant: Double? {
    switch unwrapped {
    case .number(let number): return number.value
    case .unary(let unary): return unary.operand.constant.map { unary.isNegation ? -$0 : $0 }
    case .binary(let node):
      guard let left = node.left.constant, let right = node.right.constant else { return nil }
      switch node.op {
      case .add: return left + right
      case .subtract: return left - right
      case .multiply: return left * right
      case .divide: return left / right
      default: return nil
      }
    default: return nil
    }
  }
}

/// `expression > 5`.
package struct Threshold: Hashable, Sendable {
  package var expression: Expression
  package var op: BinaryOperator
  package var value: Double
}

extension BinaryOperator {
  /// The comparison that says the same with its sides exchanged.
  package var mirrored: BinaryOperator {
    switch self {
    case .greater: .less
    case .less: .greater
    case .greaterOrEqual: .lessOrEqual
    case .lessOrEqual: .greaterOrEqual
    default: self
    }
  }
}
