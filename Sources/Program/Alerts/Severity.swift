/// How bad an alert is, by its label `severity`.
package struct Severity: Hashable, Sendable, Comparable {
  /// As the label has it, empty without one.
  package var name: String

  package init(_ label: String?) { name = label ?? "" }

  /// What it is called; never empty.
  package var word: String { name.isEmpty ? "other" : name }

  /// The kinds that a screen tells apart, the worst first.
  package enum Rank: Int, Hashable, Sendable, Comparable {
    case critical, error, warning, info, other

    package static func < (left: Rank, right: Rank) -> Bool { left.rawValue < right.rawValue }
  }

  package var rank: Rank {
    switch name.lowercased() {
    case "critical", "page", "pager", "fatal", "emergency", "p1", "sev1": .critical
    case "error", "high", "major", "p2", "sev2": .error
    case "warning", "warn", "medium", "minor", "p3", "sev3": .warning
    case "info", "information", "low", "none", "p4", "sev4": .info
    default: .other
    }
  }

  /// The worst first, then by name.
  package static func < (left: Severity, right: Severity) -> Bool {
    (left.rank, left.name) < (right.rank, right.name)
  }
}
