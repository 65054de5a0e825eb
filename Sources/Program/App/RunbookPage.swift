package import Alerts

/// The runbook of an alert, over what is on the screen.
package struct RunbookPage: Hashable, Sendable {
  package var alert: Alert
  package var runbook: Runbook
  package var scroll = 0

  package var address: String? { alert.annotations["runbook_url"] }
}
