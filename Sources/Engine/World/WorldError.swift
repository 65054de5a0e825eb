/// Why there is no such world.
package struct WorldError: Error, Hashable, Sendable {
  package enum Code: String, Hashable, Sendable {
    case unknownSystem, malformedTable, malformedScript, unknownSeries, conflict
  }

  package var code: Code
  /// What is wrong, for a person.
  package var detail: String

  package init(_ code: Code, _ detail: String) {
    self.code = code
    self.detail = detail
  }
}

extension WorldError: CustomStringConvertible {
  package var description: String { detail }
}
