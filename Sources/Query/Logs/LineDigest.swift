import Frames

/// Tells a line from all others: its time, stream, metadata and text in 128 bits.
struct LineDigest: Hashable, Sendable {
  private let first: Int
  private let second: Int

  init(_ lines: LogLines, at index: Int) {
    var hasher = Hasher()
    lines.combine(index, into: &hasher)
    var other = hasher
    other.combine(0x5bd1_e995)
    first = hasher.finalize()
    second = other.finalize()
  }
}
