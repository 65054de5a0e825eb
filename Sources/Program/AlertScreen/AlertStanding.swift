/// What an alert is to the person who looks: where it stands in its life, and what holds it.
package enum AlertStanding: String, Hashable, Sendable, CaseIterable, Comparable {
  case firing, acknowledged, silenced, inhibited, pending, resolved, inactive

  /// The most urgent first.
  package static func < (left: AlertStanding, right: AlertStanding) -> Bool {
    (allCases.firstIndex(of: left) ?? 0) < (allCases.firstIndex(of: right) ?? 0)
  }

  /// Nobody has to do anything about it now.
  package var isHeld: Bool { self == .acknowledged || self == .silenced || self == .inhibited }
}
