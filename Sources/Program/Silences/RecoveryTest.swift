package import DataSources
package import Matchers

/// A disaster-recovery test: while it runs, alerts of what is switched off for it are silenced.
package enum RecoveryTest {
  /// What rules put on the alerts that such a test causes.
  package static let matchers = MatcherSet([Matcher(label: "dr_mode", is: "true")])

  /// The silences of tests that run or will.
  package static func silences(among silences: [Silence]) -> [Silence] {
    silences.filter { $0.state != .expired && $0.matchers == matchers }
  }
}
