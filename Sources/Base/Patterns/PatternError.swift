/// Why an expression can't be used.
package struct PatternError: Error, Hashable, Sendable, CustomStringConvertible {
  package enum Code: Hashable, Sendable {
    case malformed
    /// Look-around or a back-reference: what makes matching take exponential time.
    case unsupported
  }

  package var code: Code
  package var description: String
}
