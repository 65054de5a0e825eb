import PromQLSyntax

/// What a rule's expression compares, and with what: the line that its graph is to cross.
package struct AlertExpression: Hashable, Sendable {
  /// What is compared, as PromQL.
  package var series: String
  /// The number it is compared with; `nil` where there is none.
  package var threshold: Double?
  /// It is bad below the threshold.
  package var isBelow = false

  /// An expression that can't be read stands for itself.
  package init(_ text: String) {
    series = text
    guard let expression = try? Expression(parsing: text) else { return }
    guard let (node, number, isBelow) = Self.comparison(in: expression) else { return }
    series = node.description
    threshold = number
    self.isBelow = isBelow
  }

  /// The comparison with a number at the top, through parentheses; of `a and b` the first that
  /// has one.
  private static func comparison(
    in expression: Expression
  ) -> (Expression, Double, isBelow: Bool)? {
    switch expression {
    case .paren(let node): return comparison(in: node.inner)
    case .binary(let node) where node.op.isComparison:
      let isLess = node.op == .less || node.op == .lessOrEqual
      if let number = number(node.right) { return (node.left, number, isLess) }
      if let number = number(node.left) { return (node.right, number, !isLess) }
      return nil
    case .binary(let node) where node.op.isSetOperator:
      return comparison(in: node.left) ?? comparison(in: node.right)
    default: return nil
    }
  }

  /// The value of an expression of numbers alone: `0.9`, `-1`, `5 * 60`.
  private static func number(_ expression: Expression) -> Double? {
    switch expression {
    case .number(let literal): return literal.value
    case .paren(let node): return number(node.inner)
    case .unary(let node): return number(node.operand).map { node.isNegation ? -$0 : $0 }
    case .binary(let node):
      guard let left = number(node.left), let right = number(node.right) else { return nil }
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
