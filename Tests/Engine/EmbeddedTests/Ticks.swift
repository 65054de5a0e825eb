import Synchronization
import Times

/// A clock that goes on by a second each time it is looked at.
final class Ticks: Sendable {
  private let count = Mutex(0)

  func next() -> Span {
    .seconds(
      Double(
        count.withLock {
          $0 += 1
          return $0
        }))
  }
}
