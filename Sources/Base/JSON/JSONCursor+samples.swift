extension JSONCursor {
  /// A pair `[seconds, "number"]`, the form of a sample in the answers of Prometheus and Loki.
  package mutating func timedNumber() throws(JSONError) -> (nanoseconds: Int64, number: Double) {
    if let sample = plainTimedNumber() { return sample }
    try enterArray()
    guard try nextElement() else { throw unexpected("a time") }
    let time = try nanoseconds()
    guard try nextElement() else { throw unexpected("a number in quotes") }
    let value = try quotedNumber()
    guard try !nextElement() else { throw error("a sample of more than two") }
    return (time, value)
  }

  /// The most bytes that the form below takes, and the eight that are looked at together.
  private static let longestPlainSample = 64

  /// A pair as servers write nearly all of them, `[1795219154.123,"-12.5"]` without spaces or
  /// exponents; `nil`, and nothing passed, for any other.
  ///
  /// Answers are made of these by the million. There are so many bytes left that none of the looks
  /// ahead needs a check of its own.
  @inline(__always)
  private mutating func plainTimedNumber() -> (nanoseconds: Int64, number: Double)? {
    guard bytes.count - offset >= Self.longestPlainSample, let base = bytes.baseAddress else {
      return nil
    }
    var digits = DigitReader(UnsafeRawPointer(base + offset))
    guard digits.take(UInt8(ascii: "[")) else { return nil }

    // The seconds of the years 2001 to 2286; a leading zero is not JSON.
    var time: UInt64 = 0
    guard digits.byte != UInt8(ascii: "0"), digits.read(into: &time, atMost: 10) == 10 else {
      return nil
    }
    var scale: UInt64 = 1_000_000_000
    if digits.take(UInt8(ascii: ".")) {
      let decimals = digits.read(into: &time, atMost: 3)
      guard decimals > 0 else { return nil }
      scale = decimals == 3 ? 1_000_000 : decimals == 2 ? 10_000_000 : 100_000_000
    }
    // The last years of those are beyond what 64 bits hold in nanoseconds.
    let (nanoseconds, overflow) = time.multipliedReportingOverflow(by: scale)
    guard !overflow, nanoseconds <= UInt64(Int64.max), digits.take(UInt8(ascii: ",")),
      digits.take(UInt8(ascii: "\""))
    else { return nil }

    var decimal = Decimal()
    decimal.isNegative = digits.take(UInt8(ascii: "-"))
    let first = digits.byte
    let whole = digits.read(into: &decimal.mantissa, atMost: 19)
    guard whole > 0, whole == 1 || first != UInt8(ascii: "0") else { return nil }
    if digits.take(UInt8(ascii: ".")) {
      let decimals = digits.read(into: &decimal.mantissa, atMost: 19 - whole)
      guard decimals > 0 else { return nil }
      decimal.exponent = -decimals
    }
    guard digits.take(UInt8(ascii: "\"")), digits.take(UInt8(ascii: "]")),
      let number = decimal.value
    else { return nil }
    offset += digits.position
    passedElement()
    return (Int64(nanoseconds), number)
  }
}

/// Reads digits from memory of which enough is known to be there.
private struct DigitReader {
  private let start: UnsafeRawPointer
  private(set) var position = 0

  @inline(__always)
  init(_ start: UnsafeRawPointer) { self.start = start }

  @inline(__always)
  var byte: UInt8 { start.load(fromByteOffset: position, as: UInt8.self) }

  @inline(__always)
  mutating func take(_ wanted: UInt8) -> Bool {
    guard byte == wanted else { return false }
    position += 1
    return true
  }

  /// Reads digits on to the end of a number; gives how many there were, at most the limit.
  @inline(__always)
  mutating func read(into number: inout UInt64, atMost limit: Int) -> Int {
    var count = 0
    while count + 8 <= limit, let eight = eightDigits {
      number = number &* 100_000_000 &+ eight
      position += 8
      count += 8
    }
    while count < limit {
      let digit = byte &- UInt8(ascii: "0")
      guard digit < 10 else { break }
      number = number &* 10 &+ UInt64(digit)
      position += 1
      count += 1
    }
    return count
  }

  /// The next eight bytes as a number if all are digits, worked out on all of them at once.
  @inline(__always)
  private var eightDigits: UInt64? {
    let text = UInt64(littleEndian: start.loadUnaligned(fromByteOffset: position, as: UInt64.self))
    let high: UInt64 = 0xF0F0_F0F0_F0F0_F0F0
    let zeros: UInt64 = 0x3030_3030_3030_3030
    guard text & high == zeros, (text &+ 0x0606_0606_0606_0606) & high == zeros else { return nil }
    let digits = text &- zeros
    // Neighbours are joined: ones to twos, twos to fours, fours to the eight.
    let twos = (digits &* 10) &+ (digits >> 8)
    let low = (twos & 0x0000_00FF_0000_00FF) &* 0x000F_4240_0000_0064
    let other = ((twos >> 16) & 0x0000_00FF_0000_00FF) &* 0x0000_2710_0000_0001
    return (low &+ other) >> 32
  }
}
