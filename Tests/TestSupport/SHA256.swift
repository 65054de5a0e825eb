/// SHA-256, by which tests name files and texts that are not ours to keep.
package enum SHA256 {
  /// The digest as hexadecimal digits.
  package static func hex(_ bytes: some Sequence<UInt8>) -> String {
    var message = Array(bytes)
    let bits = UInt64(message.count) * 8
    message.append(0x80)
    while message.count % 64 != 56 { message.append(0) }
    for shift in stride(from: 56, through: 0, by: -8) {
      message.append(UInt8(truncatingIfNeeded: bits >> UInt64(shift)))
    }
    var state = initial
    for start in stride(from: 0, to: message.count, by: 64) {
      add(message[start..<start + 64], to: &state)
    }
    return state.map { word in
      let digits = String(word, radix: 16)
      return String(repeating: "0", count: 8 - digits.count) + digits
    }.joined()
  }

  private static func add(_ block: ArraySlice<UInt8>, to state: inout [UInt32]) {
    let bytes = Array(block)
    var words = (0..<16).map { index in
      bytes[index * 4..<index * 4 + 4].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
    }
    for index in 16..<64 {
      let (a, b) = (words[index - 15], words[index - 2])
      let first = turned(a, 7) ^ turned(a, 18) ^ a >> 3
      let second = turned(b, 17) ^ turned(b, 19) ^ b >> 10
      words.append(words[index - 16] &+ first &+ words[index - 7] &+ second)
    }
    var s = state
    for (word, constant) in zip(words, constants) {
      let sum = turned(s[4], 6) ^ turned(s[4], 11) ^ turned(s[4], 25)
      let choice = s[4] & s[5] ^ ~s[4] & s[6]
      let one = s[7] &+ sum &+ choice &+ constant &+ word
      let other = turned(s[0], 2) ^ turned(s[0], 13) ^ turned(s[0], 22)
      let majority = s[0] & s[1] ^ s[0] & s[2] ^ s[1] & s[2]
      s = [one &+ other &+ majority, s[0], s[1], s[2], s[3] &+ one, s[4], s[5], s[6]]
    }
    for index in state.indices { state[index] = state[index] &+ s[index] }
  }

  private static func turned(_ word: UInt32, _ count: UInt32) -> UInt32 {
    word >> count | word << (32 - count)
  }

  private static let primes: [UInt64] = (2...311).filter { number in
    !(2..<number).contains { number % $0 == 0 }
  }

  /// The first bits of the square roots of the first primes.
  private static let initial = primes.prefix(8).map { root(of: $0, cubic: false) }
  /// The first bits of the cube roots.
  private static let constants = primes.prefix(64).map { root(of: $0, cubic: true) }

  /// 32 bits after the point, found bit by bit.
  private static func root(of number: UInt64, cubic: Bool) -> UInt32 {
    var root: UInt64 = 0
    for bit in stride(from: 35, through: 0, by: -1) {
      let next = root | 1 << UInt64(bit)
      let square = next.multipliedFullWidth(by: next)
      let limit =
        cubic
        ? isAtMost(square, times: next, number) : (square.high, square.low) <= (number, 0)
      if limit { root = next }
    }
    return UInt32(truncatingIfNeeded: root)
  }

  /// Whether a square of 72 bits times its root, of 108 bits, is at most a number shifted by 96.
  private static func isAtMost(
    _ square: (high: UInt64, low: UInt64), times root: UInt64, _ number: UInt64
  ) -> Bool {
    let low = square.low.multipliedFullWidth(by: root)
    let high = square.high &* root &+ low.high
    return (high, low.low) <= (number << 32, 0)
  }
}
