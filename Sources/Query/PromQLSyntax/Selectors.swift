package import Lexemes

/// A moment that a selector is pinned to with `@`.
package enum Pin: Hashable, Sendable {
  /// Milliseconds since 1970.
  case time(Int64)
  /// The query's own start and end.
  case start, end
}

/// `http_requests_total{code="500"} @ 1700000000 offset 5m`.
package struct VectorSelector: Hashable, Sendable {
  /// The name before the braces; `nil` where the braces stand alone, whatever they match.
  package var name: String?
  /// The conditions in the order of the text, that on `__name__` last when `name` gave it.
  package var matchers: [LabelMatcher]
  /// How far back to look, milliseconds; negative looks ahead.
  package var offset: Int64
  package var pin: Pin?
  /// Name, braces and modifiers.
  package var range: SourceRange

  package init(
    name: String? = nil, matchers: [LabelMatcher] = [], offset: Int64 = 0, pin: Pin? = nil,
    range: SourceRange = .none
  ) {
    self.name = name
    self.matchers = matchers
    self.offset = offset
    self.pin = pin
    self.range = range
  }
}

/// `selector[5m]`. The modifiers written after the brackets are the selector's.
package struct MatrixSelector: Hashable, Sendable {
  package var selector: VectorSelector
  /// The span in the brackets, milliseconds, above zero.
  package var span: Int64
  package var range: SourceRange

  package init(_ selector: VectorSelector, span: Int64, range: SourceRange = .none) {
    self.selector = selector
    self.span = span
    self.range = range
  }
}

/// `expression[1h:1m] @ end() offset 5m`.
package struct Subquery: Hashable, Sendable {
  package var inner: Expression
  /// Milliseconds, above zero.
  package var span: Int64
  /// Milliseconds; `nil` for the server's default.
  package var step: Int64?
  /// How far back to look, milliseconds; negative looks ahead.
  package var offset: Int64
  package var pin: Pin?
  package var range: SourceRange

  package init(
    _ inner: Expression, span: Int64, step: Int64? = nil, offset: Int64 = 0, pin: Pin? = nil,
    range: SourceRange = .none
  ) {
    self.inner = inner
    self.span = span
    self.step = step
    self.offset = offset
    self.pin = pin
    self.range = range
  }
}
