package import YAML

/// A rule file of Prometheus, or the `PrometheusRule` resources of a cluster.
package struct RuleFile: Hashable, Sendable {
  package var groups: [RuleGroup]
  /// What is wrong with the file; a rule that could not be read is left out of its group.
  package var problems: [YAMLProblem]

  /// Reads a file's bytes; `name` is what groups say they come from.
  package init(bytes: [UInt8], name: String) {
    do {
      self.init(documents: try YAMLValue.documents(in: bytes), name: name)
    } catch {
      self.init(documents: [], name: name)
      problems = [
        YAMLProblem(.error, "malformed", "", line: error.line, column: error.column, error.message)
      ]
    }
  }

  /// What stands for a file that can't be read.
  package init(unreadable name: String, because reason: String) {
    groups = []
    problems = [YAMLProblem(.error, "unreadable", "", line: 1, column: 1, "\(name): \(reason)")]
  }

  /// Reads the documents of a file: rule files as they are, resources and lists of them.
  package init(documents: [YAMLValue], name: String) {
    var reader = RuleReader(file: name)
    for document in documents { reader.read(YAMLPlace(document)) }
    groups = reader.groups
    problems = reader.inspector.problems.sorted { ($0.line, $0.column) < ($1.line, $1.column) }
  }

  /// Whether a document holds rules: a file has `groups`, a resource says so by its kind.
  package static func holdsRules(_ document: YAMLValue) -> Bool {
    document["kind"]?.text == "PrometheusRule"
      || document["kind"] == nil && document["groups"] != nil
  }
}
