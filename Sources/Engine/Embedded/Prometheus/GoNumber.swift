extension [UInt8] {
  /// Appends a number as Go's `FormatFloat(v, 'f', -1, 64)` does: the fewest digits that give it
  /// back, and no exponent; with `exponents` one (`5e-324`, `1e+21`) below 1e-6 and from 1e21 on,
  /// as Prometheus writes samples.
  mutating func append(goNumber value: Double, exponents: Bool) {
    if value.magnitude < 0x1p53, value == value.rounded(.towardZero),
      value != 0 || value.sign == .plus
    {
      self += String(Int64(value)).utf8
      return
    }
    guard value.isFinite else {
      self += (value.isNaN ? "NaN" : value < 0 ? "-Inf" : "+Inf").utf8
      return
    }
    if value.sign == .minus { append(UInt8(ascii: "-")) }
    let (digits, point) = value.magnitude.digits
    let magnitude = value.magnitude
    if exponents, magnitude != 0, magnitude < 1e-6 || magnitude >= 1e21 {
      append(digits[0])
      if digits.count > 1 {
        append(UInt8(ascii: "."))
        self += digits.dropFirst()
      }
      let exponent = point - 1
      self += (exponent < 0 ? "e-" : "e+").utf8
      if exponent.magnitude < 10 { append(UInt8(ascii: "0")) }
      self += String(exponent.magnitude).utf8
    } else if point <= 0 {
      self += "0.".utf8
      append(contentsOf: repeatElement(UInt8(ascii: "0"), count: -point))
      self += digits
    } else if point >= digits.count {
      self += digits
      append(contentsOf: repeatElement(UInt8(ascii: "0"), count: point - digits.count))
    } else {
      self += digits[..<point]
      append(UInt8(ascii: "."))
      self += digits[point...]
    }
  }

  /// Appends a number as Go's `FormatFloat(v, 'e', -1, 64)` does: `1.71724e+01`.
  mutating func append(goExponent value: Double) {
    guard value.isFinite else {
      self += (value.isNaN ? "NaN" : value < 0 ? "-Inf" : "+Inf").utf8
      return
    }
    if value.sign == .minus { append(UInt8(ascii: "-")) }
    let (digits, point) = value.magnitude.digits
    let exponent = value == 0 ? 0 : point - 1
    append(digits.first ?? UInt8(ascii: "0"))
    if digits.count > 1 {
      append(UInt8(ascii: "."))
      self += digits.dropFirst()
    }
    self += (exponent < 0 ? "e-" : "e+").utf8
    if exponent.magnitude < 10 { append(UInt8(ascii: "0")) }
    self += String(exponent.magnitude).utf8
  }
}

extension Double {
  /// The fewest digits that give a number back, without zeros at the ends (but for zero itself),
  /// and how many of them stand before the point.
  fileprivate var digits: (digits: [UInt8], point: Int) {
    var digits: [UInt8] = []
    var (point, exponent): (Int?, Int) = (nil, 0)
    var text = description.utf8[...]
    while let byte = text.popFirst() {
      switch byte {
      case UInt8(ascii: "."): point = digits.count
      case UInt8(ascii: "e"):
        exponent = Int(String(decoding: text, as: UTF8.self)) ?? 0
        text = text.prefix(0)
      default: digits.append(byte)
      }
    }
    var place = (point ?? digits.count) + exponent
    while digits.count > 1, digits.last == UInt8(ascii: "0") { digits.removeLast() }
    while digits.count > 1, digits.first == UInt8(ascii: "0") {
      digits.removeFirst()
      place -= 1
    }
    return (digits, digits == [UInt8(ascii: "0")] ? 1 : place)
  }
}
