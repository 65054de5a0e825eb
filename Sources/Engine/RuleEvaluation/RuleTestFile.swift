package import Frames
package import Times
package import YAML

/// A file of unit tests for rules, in the format of `promtool test rules` (2.42).
package struct RuleTestFile: Hashable, Sendable {
  /// Patterns of the rule files' paths, from the folder of this file.
  package var ruleFiles: [String] = []
  package var evaluationInterval = Span.minutes(1)
  /// Names of groups that are evaluated first, in this order.
  package var groupOrder: [String] = []
  package var tests: [Test] = []
  /// What is wrong with the file; with any, no test of it counts.
  package var problems: [YAMLProblem] = []

  package struct Test: Hashable, Sendable {
    package var name = ""
    /// Between two values of the series.
    package var interval = Span.zero
    package var series: [Series] = []
    package var alerts: [AlertTest] = []
    package var expressions: [ExpressionTest] = []
    package var externalLabels = Labels()
    package var externalURL = ""
    /// Counted from 1.
    package var line = 0
  }

  package struct Series: Hashable, Sendable {
    package var name: String
    package var values: String
    package var line: Int
  }

  package struct AlertTest: Hashable, Sendable {
    package var time: Span
    package var alert: String
    package var expected: [Expected]
    package var line: Int

    package struct Expected: Hashable, Sendable {
      package var labels: Labels
      package var annotations: Labels
    }
  }

  package struct ExpressionTest: Hashable, Sendable {
    package var time: Span
    package var expression: String
    package var expected: [Sample]
    package var line: Int

    package struct Sample: Hashable, Sendable {
      package var labels: String
      package var value: Double
      /// A native histogram, which no result here can be.
      package var isHistogram = false
    }
  }

  package init(bytes: [UInt8]) {
    var reader = RuleTestReader()
    do {
      let documents = try YAMLValue.documents(in: bytes)
      // promtool reads the first document and no more.
      if let first = documents.first { reader.read(YAMLPlace(first)) }
    } catch {
      problems = [
        YAMLProblem(.error, "malformed", "", line: error.line, column: error.column, error.message)
      ]
      return
    }
    self = reader.file
    problems = reader.inspector.problems.sorted { ($0.line, $0.column) < ($1.line, $1.column) }
  }

  init() {}

  /// Whether a document is such a file.
  package static func holdsTests(_ document: YAMLValue) -> Bool {
    document["tests"] != nil && (document["rule_files"] != nil || document["groups"] == nil)
  }
}
