package import Cells
import Dispatch
package import Times

/// A console without a terminal: it has a size, no keys, and keeps the last screen.
package final class QuietConsole: Console {
  package let size: (width: Int, height: Int)
  package private(set) var shown: Buffer?
  private let semaphore = DispatchSemaphore(value: 0)
  private let clock: @Sendable () -> Instant

  package init(width: Int, height: Int, clock: @escaping @Sendable () -> Instant) {
    size = (width, height)
    self.clock = clock
  }

  package func events(until deadline: Instant?) -> [ConsoleEvent] {
    guard let deadline else {
      semaphore.wait()
      return []
    }
    let milliseconds = max(0, (deadline - clock()).milliseconds)
    _ = semaphore.wait(timeout: .now() + .milliseconds(Int(min(milliseconds, 86_400_000))))
    return []
  }

  package func show(_ buffer: Buffer) { shown = buffer }
  package func invalidate() {}
  package func ring() {}
  package func use(theme name: String) -> String? { nil }
  package private(set) var copied: [String] = []
  package func copy(_ text: String) { copied.append(text) }
  package var sentBytes: Int { 0 }
  package var wake: @Sendable () -> Void { { [semaphore] in semaphore.signal() } }
}
