package import Alerts

/// The alerts of a desk, counted: what badge and heading show on every frame.
package struct AlertTally: Hashable, Sendable {
  package internal(set) var standings: [AlertStanding: Int] = [:]
  /// Those that fire and nothing holds.
  package internal(set) var firing: [Severity.Rank: Int] = [:]
  /// Of these, the ones that the operator has not looked at.
  package internal(set) var new = 0
  /// Those that fire and are acknowledged.
  package internal(set) var acknowledged = 0

  init() {}

  init(of desk: AlertDesk) {
    for alert in desk.alerts {
      let standing = desk.standing(of: alert)
      standings[standing, default: 0] += 1
      guard alert.state == .firing else { continue }
      switch standing {
      case .firing:
        firing[alert.severity.rank, default: 0] += 1
        if desk.isNew(alert) { new += 1 }
      case .acknowledged: acknowledged += 1
      default: break
      }
    }
  }
}
