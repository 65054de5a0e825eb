/// Which alerts a list of alerts shows, and in which order.
package struct AlertListOptions: Hashable, Sendable {
  /// As Grafana numbers them.
  package enum Order: Int, Hashable, Sendable {
    case name = 1, nameReversed, importance, oldestFirst, newestFirst
  }

  package enum State: Hashable, Sendable { case firing, pending }

  package var order = Order.name
  /// What the name must contain, whatever the case; raw, may hold variables.
  package var name = ""
  /// Matchers of the alert's labels: `{namespace="$namespace"}`; raw.
  package var labels = ""
  package var states: Set<State> = [.firing, .pending]
  package var maximum = 20
  /// Only alerts about what panels of the dashboard show.
  package var isOfDashboard = false
  /// Their number takes the place of the list.
  package var isCount = false

  package init() {}
}
