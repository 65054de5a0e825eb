/// What an expression gives when it is evaluated.
package enum ValueType: String, Hashable, Sendable {
  case none, scalar, string
  case vector
  case matrix

  /// The word in Prometheus's messages.
  package var documented: String {
    switch self {
    case .none: "nothing"
    case .scalar: "scalar"
    case .string: "string"
    case .vector: "instant vector"
    case .matrix: "range vector"
    }
  }
}
