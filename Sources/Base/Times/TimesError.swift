/// What is wrong with a time, a range or a duration that somebody wrote.
package struct TimesError: Error, Hashable, Sendable, CustomStringConvertible {
  package enum Code: Hashable, Sendable { case malformed, unknownUnit, outOfRange }

  package var code: Code
  package var description: String

  init(_ code: Code, _ description: String) {
    self.code = code
    self.description = description
  }
}
