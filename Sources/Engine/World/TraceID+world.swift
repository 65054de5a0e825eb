package import Frames
package import Traces

/// The names of traces, which logs and traces share: the same event has the same one in both.
///
/// A name can be read back: it holds the number of the event and a mark of the series, so that a
/// trace of thirty days is found without looking for it.
extension TraceID {
  /// Of a series whose counter's steps are events.
  static func key(seed: UInt64, metric: String, labels: Labels) -> UInt64 {
    labels.pairs.reduce(Random.key(Random.key(0, seed), "trace " + metric)) {
      Random.key(Random.key($0, $1.name), $1.value)
    }
  }

  /// The trace of the event with which the counter of a series reached a number: 32 digits.
  package static func text(
    seed: UInt64, metric: String, labels: Labels, number: Int
  ) -> String {
    "\(TraceID(key(seed: seed, metric: metric, labels: labels), number))"
  }

  /// The bits of a name that are the number of its event.
  private static let numberMask: UInt64 = (1 << 40) - 1

  init(_ key: UInt64, _ number: Int) {
    let number = UInt64(bitPattern: Int64(number))
    let packed = key & ~Self.numberMask | number & Self.numberMask
    self.init(high: Self.mixed(packed), low: Random.key(key, number))
  }

  /// The number that the name of an event of this series holds; `nil` for any other name.
  func number(of key: UInt64) -> Int? {
    let packed = Self.unmixed(high)
    guard packed & ~Self.numberMask == key & ~Self.numberMask else { return nil }
    let number = Int(packed & Self.numberMask)
    return TraceID(key, number) == self ? number : nil
  }

  /// The end of SplitMix64, which loses nothing.
  private static func mixed(_ number: UInt64) -> UInt64 {
    var bits = number &+ 0x9E37_79B9_7F4A_7C15
    bits = (bits ^ bits >> 30) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ bits >> 27) &* 0x94D0_49BB_1331_11EB
    return bits ^ bits >> 31
  }

  /// The same backwards: the factors are the inverses modulo 2^64.
  private static func unmixed(_ mixed: UInt64) -> UInt64 {
    var bits = mixed
    bits = (bits ^ bits >> 31 ^ bits >> 62) &* 0x3196_42B2_D24D_8EC3
    bits = (bits ^ bits >> 27 ^ bits >> 54) &* 0x96DE_1B17_3F11_9089
    bits = bits ^ bits >> 30 ^ bits >> 60
    return bits &- 0x9E37_79B9_7F4A_7C15
  }
}
