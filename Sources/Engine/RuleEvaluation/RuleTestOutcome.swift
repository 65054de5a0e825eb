/// Something that a unit test expected and did not find.
package struct RuleTestFailure: Error, Hashable, Sendable {
  /// Of the test file, counted from 1.
  package var line: Int
  /// The name of the test, empty without one.
  package var test: String
  /// What was asked, and what came.
  package var message: String
}

/// How the tests of a file went.
package struct RuleTestOutcome: Hashable, Sendable {
  /// Alerts and expressions whose expectations were met.
  package var passed = 0
  package var failures: [RuleTestFailure] = []

  package var isSuccess: Bool { failures.isEmpty }
}
