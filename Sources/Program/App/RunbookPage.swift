package import Alerts

/// The runbook of an alert, over what is on the screen.
package struct RunbookPage: Hashable, Sendable {
  package var subject: Subject
  package var runbook: Runbook
  package var scroll = 0

  /// What it is about.
  package enum Subject: Hashable, Sendable {
    case alert(Alert)
    /// Itself: a file's name in the library.
    case guide(String)
  }

  package var title: String {
    switch subject {
    case .alert(let alert): alert.name
    case .guide(let name): Runbook.title(of: name)
    }
  }

  package var address: String? {
    guard case .alert(let alert) = subject else { return nil }
    return alert.annotations["runbook_url"]
  }
}
