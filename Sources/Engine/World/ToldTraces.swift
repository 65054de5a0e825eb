import Synchronization

/// What lines were made of lately: a screen is filled with the same lines every 30 s, and a trace
/// costs a hundred times what a line does. Which line was made before changes no line.
final class ToldTraces: Sendable {
  struct Key: Hashable {
    var source: UInt64
    var number: Int
    /// The moment of its event, in milliseconds.
    var event: Int64
  }

  /// Two spans each: a few megabytes.
  private static let most = 4_096
  private let known = Mutex<[Key: ToldTrace]>([:])

  /// What is known of a line, else what a trace tells; `nil` is not kept.
  func told(_ key: Key, _ make: () -> ToldTrace?) -> ToldTrace? {
    if let told = known.withLock({ $0[key] }) { return told }
    guard let told = make() else { return nil }
    known.withLock { known in
      if known.count >= Self.most { known.removeAll(keepingCapacity: true) }
      known[key] = told
    }
    return told
  }
}
