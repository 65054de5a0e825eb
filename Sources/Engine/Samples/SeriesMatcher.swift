package import Frames
import Patterns

/// What a selector asks of one label; a label that a series lacks has the empty value.
package struct SeriesMatcher: Sendable {
  package enum Operation: String, Hashable, Sendable {
    case equal = "="
    case notEqual = "!="
    case matches = "=~"
    case notMatches = "!~"
  }

  package let name: String
  package let operation: Operation
  package let value: String
  private let pattern: Pattern?

  /// Expressions are RE2's and must match all of the value.
  package init(
    _ name: String, _ operation: Operation, _ value: String
  ) throws(SamplesError) {
    self.name = name
    self.operation = operation
    self.value = value
    switch operation {
    case .equal, .notEqual: pattern = nil
    case .matches, .notMatches:
      do {
        pattern = try Pattern(re2: value)
      } catch {
        throw SamplesError(.malformedPattern, error.description)
      }
    }
  }

  /// True where a label with this value satisfies it.
  package func matches(_ text: String) -> Bool {
    switch operation {
    case .equal: text.utf8.elementsEqual(value.utf8)
    case .notEqual: !text.utf8.elementsEqual(value.utf8)
    case .matches: pattern?.matchesWhole(text) ?? false
    case .notMatches: !(pattern?.matchesWhole(text) ?? false)
    }
  }

  package func matches(_ labels: Labels) -> Bool { matches(labels[name] ?? "") }

  /// True where a series without the label satisfies it.
  package var matchesEmpty: Bool { matches("") }
}

extension SeriesMatcher: CustomStringConvertible {
  package var description: String { "\(name)\(operation.rawValue)\"\(value)\"" }
}
