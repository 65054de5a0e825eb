/// Why a text is no matcher, told to the one who wrote it.
package struct MatcherError: Error, Hashable, Sendable, CustomStringConvertible {
  package enum Code: Hashable, Sendable {
    /// Neither `=`, `!=`, `=~` nor `!~` after a name.
    case noOperator
    case malformedName
    /// A quote that is not closed, or one within a value that is not escaped.
    case quote
    case malformedPattern
    case empty
  }

  package var code: Code
  package var description: String
}
