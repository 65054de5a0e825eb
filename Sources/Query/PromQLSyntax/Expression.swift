package import Lexemes

/// A PromQL expression, as of Prometheus 2.42.
///
/// A tree that was parsed is well typed, at most `Limits.depth` deep, and every node has its range
/// in the text. A tree made by hand has no such promise.
package indirect enum Expression: Hashable, Sendable {
  case number(NumberLiteral)
  case string(StringLiteral)
  case vector(VectorSelector)
  case matrix(MatrixSelector)
  case subquery(Subquery)
  case unary(Unary)
  case binary(Binary)
  case aggregation(Aggregation)
  case call(Call)
  case paren(Paren)
}

extension Expression {
  /// Where the node stands in its text.
  package var range: SourceRange {
    get {
      switch self {
      case .number(let node): node.range
      case .string(let node): node.range
      case .vector(let node): node.range
      case .matrix(let node): node.range
      case .subquery(let node): node.range
      case .unary(let node): node.range
      case .binary(let node): node.range
      case .aggregation(let node): node.range
      case .call(let node): node.range
      case .paren(let node): node.range
      }
    }
    set {
      switch self {
      case .number(var node): node.range = newValue; self = .number(node)
      case .string(var node): node.range = newValue; self = .string(node)
      case .vector(var node): node.range = newValue; self = .vector(node)
      case .matrix(var node): node.range = newValue; self = .matrix(node)
      case .subquery(var node): node.range = newValue; self = .subquery(node)
      case .unary(var node): node.range = newValue; self = .unary(node)
      case .binary(var node): node.range = newValue; self = .binary(node)
      case .aggregation(var node): node.range = newValue; self = .aggregation(node)
      case .call(var node): node.range = newValue; self = .call(node)
      case .paren(var node): node.range = newValue; self = .paren(node)
      }
    }
  }

  /// What the expression gives.
  package var type: ValueType {
    switch self {
    case .number: .scalar
    case .string: .string
    case .vector: .vector
    case .matrix, .subquery: .matrix
    case .unary(let node): node.operand.type
    case .binary(let node):
      node.left.type == .scalar && node.right.type == .scalar ? .scalar : .vector
    case .aggregation: .vector
    case .call(let node): node.function.returnType
    case .paren(let node): node.inner.type
    }
  }

  /// The expressions right below this one, in the order of the text.
  package var children: [Expression] {
    switch self {
    case .number, .string, .vector: []
    case .matrix(let node): [.vector(node.selector)]
    case .subquery(let node): [node.inner]
    case .unary(let node): [node.operand]
    case .binary(let node): [node.left, node.right]
    case .aggregation(let node): node.parameter.map { [$0, node.inner] } ?? [node.inner]
    case .call(let node): node.arguments
    case .paren(let node): [node.inner]
    }
  }
}
