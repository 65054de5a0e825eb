extension Double {
  /// A number as Go's ParseFloat reads it, but for hexadecimal ones and underscores; nil when it is
  /// none, or too large to be finite.
  init?(exposed bytes: ArraySlice<UInt8>) {
    if let small = Self.whole(bytes) {
      self = small
      return
    }
    let sign = bytes.first
    let isSigned = sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-")
    let word = String(decoding: isSigned ? bytes.dropFirst() : bytes, as: UTF8.self).lowercased()
    if word == "inf" || word == "infinity" {
      self = sign == UInt8(ascii: "-") ? -.infinity : .infinity
      return
    }
    if word == "nan" {
      guard !isSigned else { return nil }
      self = .nan
      return
    }
    guard bytes.count <= 400, bytes.allSatisfy(Self.isDecimal),
      let value = Double(String(decoding: bytes, as: UTF8.self)), value.isFinite
    else { return nil }
    self = value
  }

  private static func isDecimal(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "+"),
      UInt8(ascii: "-"), UInt8(ascii: "e"), UInt8(ascii: "E"):
      true
    default: false
    }
  }

  /// Nearly all values are a few digits.
  private static func whole(_ bytes: ArraySlice<UInt8>) -> Double? {
    guard (1...15).contains(bytes.count) else { return nil }
    var value: Int64 = 0
    for byte in bytes {
      guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { return nil }
      value = value * 10 + Int64(byte - UInt8(ascii: "0"))
    }
    return Double(value)
  }
}
