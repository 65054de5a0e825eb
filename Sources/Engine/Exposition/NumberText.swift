// Numbers are written as bytes without a text in between: a day's history has millions.
extension [UInt8] {
  /// Appends a value as the formats spell it: whole numbers without a point.
  mutating func append(value: Double) {
    if value.magnitude < 0x1p53, value == value.rounded(.towardZero),
      value != 0 || value.sign == .plus
    {
      append(integer: Int64(value))
    } else if value.isNaN {
      self += "NaN".utf8
    } else if value.isInfinite {
      self += (value < 0 ? "-Inf" : "+Inf").utf8
    } else {
      self += value.description.utf8
    }
  }

  /// Appends milliseconds as seconds, without the error of a division.
  mutating func append(seconds milliseconds: Int64) {
    if milliseconds < 0 { append(UInt8(ascii: "-")) }
    let (seconds, rest) = milliseconds.magnitude.quotientAndRemainder(dividingBy: 1000)
    append(digits: seconds, atLeast: 1)
    guard rest != 0 else { return }
    append(UInt8(ascii: "."))
    append(digits: rest, atLeast: 3)
  }

  mutating func append(integer: Int64) {
    if integer < 0 { append(UInt8(ascii: "-")) }
    append(digits: integer.magnitude, atLeast: 1)
  }

  private mutating func append(digits number: UInt64, atLeast width: Int) {
    var (count, bound) = (1, UInt64(10))
    while count < width || (count < 20 && number >= bound) {
      count += 1
      bound = count < 20 ? bound * 10 : .max
    }
    let start = self.count
    append(contentsOf: repeatElement(UInt8(ascii: "0"), count: count))
    var rest = number
    var index = start + count
    while rest > 0 {
      index -= 1
      self[index] = UInt8(ascii: "0") + UInt8(rest % 10)
      rest /= 10
    }
  }
}

/// A bound as the label `le` has it, alike in every format: always with a point, as OpenMetrics
/// asks (`100.0`), so that a series keeps its labels whatever format it was scraped in.
package func boundText(_ bound: Double) -> String {
  bound.isInfinite ? (bound < 0 ? "-Inf" : "+Inf") : bound.description
}
