package import Lexemes

/// A condition on one label: `code=~"5.."`.
package struct LabelMatcher: Hashable, Sendable {
  package enum Operator: String, Hashable, Sendable, CaseIterable {
    case equal = "="
    case notEqual = "!="
    /// Regular expressions are RE2's and match the whole value.
    case matches = "=~"
    case notMatches = "!~"

    package var isNegative: Bool { self == .notEqual || self == .notMatches }
    package var isRegularExpression: Bool { self == .matches || self == .notMatches }
  }

  package var name: String
  package var op: Operator
  package var value: String
  package var range: SourceRange

  package init(
    _ name: String, _ op: Operator, _ value: String, range: SourceRange = .none
  ) {
    self.name = name
    self.op = op
    self.value = value
    self.range = range
  }

  /// The label that holds a metric's name.
  package static let metricName = "__name__"
}
