package import App
import Synchronization

/// Actions on their way from tasks to the loop: any thread posts, the loop drains.
package final class Mailbox: Sendable {
  private let posted = Mutex<[Action]>([])
  private let wake: @Sendable () -> Void

  package init(wake: @escaping @Sendable () -> Void) { self.wake = wake }

  package func post(_ action: Action) {
    posted.withLock { $0.append(action) }
    wake()
  }

  /// Everything posted since the last call, oldest first.
  package func drain() -> [Action] {
    posted.withLock { actions in
      defer { actions = [] }
      return actions
    }
  }
}
