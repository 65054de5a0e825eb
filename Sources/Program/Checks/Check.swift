package import JSON

/// One thing that was looked at, and how it is.
package struct Check: Hashable, Sendable {
  /// The source, the address or the view that it is about.
  package var subject: String
  /// `reachable`, `clock`, `newest sample`: what was looked at.
  package var name: String
  package var passed: Bool
  /// What was found, or what is wrong and what to do: raw text.
  package var detail: String

  package init(_ subject: String, _ name: String, passed: Bool, _ detail: String) {
    self.subject = subject
    self.name = name
    self.passed = passed
    self.detail = detail
  }

  package var json: JSONValue {
    .object([
      "subject": .string(subject), "check": .string(name), "passed": .bool(passed),
      "detail": .string(detail),
    ])
  }
}

extension Check: CustomStringConvertible {
  /// `✓ prod: reachable: Prometheus 2.42.0, 12 ms`
  package var description: String { "\(passed ? "✓" : "✗") \(subject): \(name): \(detail)" }
}

extension [Check] {
  /// `5/6 checks passed`
  package var score: String { "\(count(where: \.passed))/\(count) checks passed" }
}

/// A number with its noun: `1 group`, `2 groups`.
func counted(_ count: Int, _ noun: String) -> String {
  "\(count) \(noun)" + (count == 1 ? "" : "s")
}
