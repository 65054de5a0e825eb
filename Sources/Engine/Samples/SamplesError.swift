/// Why a matcher can't be made, or the store refused a sample.
package struct SamplesError: Error, Hashable, Sendable {
  package enum Code: String, Hashable, Sendable {
    case malformedPattern
    /// Older than the newest sample of its series.
    case outOfOrder
    /// At the time of the newest sample, with another value.
    case duplicate
    /// Older than what the store keeps.
    case tooOld
    /// The series was taken away since its number was given.
    case unknownSeries
  }

  package var code: Code
  /// What is wrong, for a person.
  package var detail: String

  package init(_ code: Code, _ detail: String) {
    self.code = code
    self.detail = detail
  }
}

extension SamplesError: CustomStringConvertible {
  package var description: String { detail }
}
