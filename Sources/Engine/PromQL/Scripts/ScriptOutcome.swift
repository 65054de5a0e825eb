/// What became of one evaluation of a script.
package struct ScriptOutcome: Hashable, Sendable {
  package enum Verdict: Hashable, Sendable {
    case passed
    /// With what was wrong.
    case failed(String)
    /// With what it needs that is not here.
    case skipped(String)
  }

  /// From 1, where the evaluation begins.
  package var line: Int
  /// The line, without the blanks around it.
  package var command: String
  package var verdict: Verdict
}
