/// Bits written one after the other, the first in the highest place of its word.
struct BitWriter: Sendable {
  /// How many bits of the last word are still free.
  private var free = 0

  /// Writes the lowest bits of a number, at most 64, after those written so far.
  mutating func write(_ bits: UInt64, _ width: Int, to words: inout [UInt64]) {
    guard width > 0 else { return }
    let value = width == 64 ? bits : bits & ((1 << UInt64(width)) &- 1)
    if free >= width {
      words[words.count - 1] |= value << UInt64(free - width)
      free -= width
    } else {
      if free > 0 { words[words.count - 1] |= value >> UInt64(width - free) }
      free += 64 - width
      words.append(value << UInt64(free))
    }
  }
}

/// Reads what a `BitWriter` wrote.
struct BitReader {
  private let words: UnsafeBufferPointer<UInt64>
  private var place = 0

  init(_ words: UnsafeBufferPointer<UInt64>) { self.words = words }

  /// The next bits, at most 64; zeros after the end.
  @inline(__always)
  mutating func read(_ width: Int) -> UInt64 {
    let index = place >> 6
    let used = place & 63
    guard width > 0, index < words.count else { return 0 }
    place += width
    var value = words[index] << UInt64(used)
    if used + width > 64, index + 1 < words.count {
      value |= words[index + 1] >> UInt64(64 - used)
    }
    return value >> UInt64(64 - width)
  }

  @inline(__always)
  mutating func readBit() -> Bool { read(1) == 1 }
}
