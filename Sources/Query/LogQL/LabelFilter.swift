package import PromQLSyntax

/// A condition on the labels that a line has at some stage.
package indirect enum LabelFilter: Hashable, Sendable {
  case matcher(LabelMatcher)
  /// `addr = ip("10.0.0.0/8")`, or `!=`.
  case ip(label: String, isNegative: Bool, network: String)
  case number(label: String, Comparison, Double)
  /// Nanoseconds.
  case duration(label: String, Comparison, Int64)
  case bytes(label: String, Comparison, UInt64)
  /// `and`, a comma, or nothing between the two.
  case and(LabelFilter, LabelFilter)
  case or(LabelFilter, LabelFilter)

  package enum Comparison: String, Hashable, Sendable, CaseIterable {
    /// Also written `=`.
    case equal = "=="
    case notEqual = "!="
    case greater = ">"
    case greaterOrEqual = ">="
    case less = "<"
    case lessOrEqual = "<="
  }
}
