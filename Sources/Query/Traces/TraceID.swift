/// The name of a trace: 128 bits, zero where nothing has it.
package struct TraceID: Hashable, Comparable, Sendable {
  package var high: UInt64
  package var low: UInt64

  package init(high: UInt64 = 0, low: UInt64) {
    self.high = high
    self.low = low
  }

  package var isZero: Bool { high == 0 && low == 0 }

  /// Of 1 to 32 hexadecimal digits, in either case: servers leave leading zeros out, and some know
  /// 64 bits only. `nil` for any other text.
  package init?(hex text: some StringProtocol) {
    guard let bits = HexDigits.bits(of: text.utf8, limit: 32) else { return nil }
    self = bits
  }

  /// Of big-endian bytes, at most 16.
  package init?(bytes: [UInt8]) {
    guard !bytes.isEmpty, bytes.count <= 16 else { return nil }
    self.init(low: 0)
    for byte in bytes {
      high = high << 8 | low >> 56
      low = low << 8 | UInt64(byte)
    }
  }

  package static func < (left: TraceID, right: TraceID) -> Bool {
    (left.high, left.low) < (right.high, right.low)
  }
}

/// 32 digits, leading zeros included.
extension TraceID: CustomStringConvertible {
  package var description: String { HexDigits.text(high) + HexDigits.text(low) }
}

/// The name of a span in its trace: 64 bits, zero where nothing has it.
package struct SpanID: Hashable, Comparable, Sendable {
  package var bits: UInt64

  package init(_ bits: UInt64) { self.bits = bits }

  package var isZero: Bool { bits == 0 }

  /// Of 1 to 16 hexadecimal digits, in either case.
  package init?(hex text: some StringProtocol) {
    guard let bits = HexDigits.bits(of: text.utf8, limit: 16) else { return nil }
    self.init(bits.low)
  }

  /// Of big-endian bytes, at most 8.
  package init?(bytes: [UInt8]) {
    guard bytes.count <= 8, let bits = TraceID(bytes: bytes) else { return nil }
    self.init(bits.low)
  }

  package static func < (left: SpanID, right: SpanID) -> Bool { left.bits < right.bits }
}

/// 16 digits, leading zeros included.
extension SpanID: CustomStringConvertible {
  package var description: String { HexDigits.text(bits) }
}

private enum HexDigits {
  static func text(_ bits: UInt64) -> String {
    let digits = String(bits, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }

  static func bits(of digits: some Sequence<UInt8>, limit: Int) -> TraceID? {
    var id = TraceID(low: 0)
    var count = 0
    for digit in digits {
      let value: UInt8
      switch digit {
      case 48...57: value = digit - 48
      case 65...70: value = digit - 55
      case 97...102: value = digit - 87
      default: return nil
      }
      count += 1
      id.high = id.high << 4 | id.low >> 60
      id.low = id.low << 4 | UInt64(value)
    }
    return (1...limit).contains(count) ? id : nil
  }
}
