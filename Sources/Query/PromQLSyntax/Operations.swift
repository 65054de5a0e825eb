package import Lexemes

/// `-x` or `+x`. On a number the parser makes it part of the literal.
package struct Unary: Hashable, Sendable {
  /// False for `+`, which changes nothing but drops the name.
  package var isNegation: Bool
  package var operand: Expression
  package var range: SourceRange

  package init(isNegation: Bool, _ operand: Expression, range: SourceRange = .none) {
    self.isNegation = isNegation
    self.operand = operand
    self.range = range
  }
}

/// An operator between two expressions.
package enum BinaryOperator: String, Hashable, Sendable, CaseIterable {
  case add = "+"
  case subtract = "-"
  case multiply = "*"
  case divide = "/"
  case modulo = "%"
  case power = "^"
  case atan2
  case equal = "=="
  case notEqual = "!="
  case greater = ">"
  case less = "<"
  case greaterOrEqual = ">="
  case lessOrEqual = "<="
  case and, or, unless

  package var isComparison: Bool {
    switch self {
    case .equal, .notEqual, .greater, .less, .greaterOrEqual, .lessOrEqual: true
    default: false
    }
  }

  package var isSetOperator: Bool { self == .and || self == .or || self == .unless }

  /// How tightly it binds: `or` 1 to `^` 6.
  package var precedence: Int {
    switch self {
    case .or: 1
    case .and, .unless: 2
    case .equal, .notEqual, .greater, .less, .greaterOrEqual, .lessOrEqual: 3
    case .add, .subtract: 4
    case .multiply, .divide, .modulo, .atan2: 5
    case .power: 6
    }
  }
}

/// `left op on(…) group_left(…) right`.
package struct Binary: Hashable, Sendable {
  package var op: BinaryOperator
  package var left: Expression
  package var right: Expression
  /// How the series of both sides find each other; `nil` when a side is a scalar.
  package var matching: VectorMatching?
  /// True for `bool`: a comparison gives 0 or 1 and drops nothing.
  package var returnBool: Bool
  package var range: SourceRange

  package init(
    _ op: BinaryOperator, _ left: Expression, _ right: Expression,
    matching: VectorMatching? = nil, returnBool: Bool = false, range: SourceRange = .none
  ) {
    self.op = op
    self.left = left
    self.right = right
    self.matching = matching
    self.returnBool = returnBool
    self.range = range
  }
}

/// How the series of two vectors find each other.
package struct VectorMatching: Hashable, Sendable {
  package enum Cardinality: String, Hashable, Sendable {
    case oneToOne = "one-to-one"
    /// `group_left`.
    case manyToOne = "many-to-one"
    /// `group_right`.
    case oneToMany = "one-to-many"
    /// The set operators'.
    case manyToMany = "many-to-many"
  }

  package var cardinality: Cardinality
  /// The labels in `on(…)` or `ignoring(…)`.
  package var labels: [String]
  /// True for `on`, false for `ignoring` and for neither.
  package var isOn: Bool
  /// The labels in `group_left(…)` or `group_right(…)`, taken from the side of one.
  package var include: [String]

  package init(
    _ cardinality: Cardinality = .oneToOne, labels: [String] = [], isOn: Bool = false,
    include: [String] = []
  ) {
    self.cardinality = cardinality
    self.labels = labels
    self.isOn = isOn
    self.include = include
  }
}

extension Binary {
  /// Drops the matching that means nothing beside a scalar, and gives set operators theirs.
  mutating func settleMatching() {
    if left.type != .vector || right.type != .vector {
      if matching?.labels.isEmpty == true { matching = nil }
    } else if op.isSetOperator, matching?.cardinality == .oneToOne {
      matching?.cardinality = .manyToMany
    }
  }
}
