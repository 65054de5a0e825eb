/// Chance that needs no state: the same question has the same answer in every process.
enum Random {
  /// A key made of another and a number (the mixing of SplitMix64).
  static func key(_ key: UInt64, _ number: UInt64) -> UInt64 {
    var bits = key &+ (number &+ 1) &* 0x9E37_79B9_7F4A_7C15
    bits = (bits ^ bits >> 30) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ bits >> 27) &* 0x94D0_49BB_1331_11EB
    return bits ^ bits >> 31
  }

  /// A key made of another and a text (FNV-1a).
  static func key(_ start: UInt64, _ text: String) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return key(start, hash)
  }

  /// A number from 0 up to but not 1.
  static func unit(_ start: UInt64, _ number: UInt64) -> Double {
    Double(key(start, number) >> 11) * 0x1p-53
  }
}
