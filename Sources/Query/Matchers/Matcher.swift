package import Frames
import Patterns

/// A condition on one label, as Alertmanager has it: a label that is missing counts as empty, and
/// an expression matches the whole value.
package struct Matcher: Sendable {
  package enum Operation: String, Hashable, Sendable, CaseIterable {
    case equals = "="
    case differs = "!="
    case matches = "=~"
    case fails = "!~"

    package var isPattern: Bool { self == .matches || self == .fails }
    package var isNegative: Bool { self == .differs || self == .fails }
  }

  package let name: String
  package let operation: Operation
  package let value: String
  private let pattern: Pattern?

  package init(
    _ name: String, _ operation: Operation, _ value: String
  ) throws(MatcherError) {
    guard !name.isEmpty else {
      throw MatcherError(code: .malformedName, description: "a matcher needs a label's name")
    }
    self.name = name
    self.operation = operation
    self.value = value
    guard operation.isPattern else {
      pattern = nil
      return
    }
    do {
      pattern = try Pattern(re2: value)
    } catch {
      throw MatcherError(code: .malformedPattern, description: error.description)
    }
  }

  /// A matcher of exactly a value, which can't be malformed.
  package init(label name: String, is value: String) {
    self.name = name
    operation = .equals
    self.value = value
    pattern = nil
  }

  package func matches(_ value: String) -> Bool {
    switch operation {
    case .equals: Self.areSame(self.value, value)
    case .differs: !Self.areSame(self.value, value)
    case .matches: pattern?.matchesWhole(value) ?? false
    case .fails: !(pattern?.matchesWhole(value) ?? false)
    }
  }

  package func matches(_ labels: Labels) -> Bool { matches(labels[name] ?? "") }

  /// Texts that look alike and differ in their bytes are two values, as they are to the server.
  private static func areSame(_ left: String, _ right: String) -> Bool {
    left.utf8.elementsEqual(right.utf8)
  }
}

extension Matcher: Hashable {
  package static func == (left: Matcher, right: Matcher) -> Bool {
    left.operation == right.operation && areSame(left.name, right.name)
      && areSame(left.value, right.value)
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(name)
    hasher.combine(operation)
    hasher.combine(value)
  }
}

extension Matcher: CustomStringConvertible {
  /// As amtool and the API's `filter` read it: the value in quotes, the name where it must be.
  package var description: String {
    "\(Self.isPlain(name) ? name : Self.quoted(name))\(operation.rawValue)\(Self.quoted(value))"
  }

  /// Letters, digits, `_` and `:`, as names were before they could be any UTF-8.
  static func isPlain(_ name: String) -> Bool {
    !name.isEmpty
      && name.utf8.enumerated().allSatisfy { place, byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "_"), UInt8(ascii: ":"):
          true
        case UInt8(ascii: "0")...UInt8(ascii: "9"): place > 0
        default: false
        }
      }
  }

  static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": result += "\\\\"
      case "\"": result += "\\\""
      case "\n": result += "\\n"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
