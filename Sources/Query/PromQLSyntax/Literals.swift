package import Lexemes

/// A number in the text: `1`, `0x1f`, `.5e-3`, `Inf`, `NaN`.
package struct NumberLiteral: Sendable {
  package var value: Double
  package var range: SourceRange

  package init(_ value: Double, range: SourceRange = .none) {
    self.value = value
    self.range = range
  }
}

/// NaN equals NaN here and 0 differs from -0: literals are compared, not numbers.
extension NumberLiteral: Hashable {
  package static func == (left: NumberLiteral, right: NumberLiteral) -> Bool {
    left.identity == right.identity && left.range == right.range
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(identity)
    hasher.combine(range)
  }

  private var identity: UInt64 { value.isNaN ? Double.nan.bitPattern : value.bitPattern }
}

/// A string in the text, its escapes read.
package struct StringLiteral: Hashable, Sendable {
  package var value: String
  package var range: SourceRange

  package init(_ value: String, range: SourceRange = .none) {
    self.value = value
    self.range = range
  }
}

/// An expression in parentheses, kept so that a query prints as its author grouped it.
package struct Paren: Hashable, Sendable {
  package var inner: Expression
  package var range: SourceRange

  package init(_ inner: Expression, range: SourceRange = .none) {
    self.inner = inner
    self.range = range
  }
}
