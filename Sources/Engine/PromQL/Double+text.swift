extension Double {
  /// As Go's `%v` and servers' JSON have it: the fewest digits that tell it from all others.
  package var shortText: String {
    guard let (digits, point) = decimal else { return special }
    let sign = self.sign == .minus ? "-" : ""
    let exponent = point - 1
    guard exponent < -4 || exponent >= 21 else { return sign + Self.plain(digits, point) }
    let rest = digits.dropFirst()
    let size = abs(exponent)
    return sign + digits.prefix(1) + (rest.isEmpty ? "" : "." + rest)
      + "e" + (exponent < 0 ? "-" : "+") + (size < 10 ? "0" : "") + String(size)
  }

  /// The same digits without an exponent.
  var plainText: String {
    guard let (digits, point) = decimal else { return special }
    return (sign == .minus ? "-" : "") + Self.plain(digits, point)
  }

  /// Rounded to six places, as Go's `%f`.
  var sixPlaces: String {
    guard isFinite, abs(self) < 1e12 else { return plainText }
    let millionths = Int64((abs(self) * 1e6).rounded(.toNearestOrEven))
    let fraction = String(millionths % 1_000_000)
    let zeros = String(repeating: "0", count: 6 - fraction.count)
    return (sign == .minus ? "-" : "") + "\(millionths / 1_000_000).\(zeros)\(fraction)"
  }

  private var special: String { isNaN ? "NaN" : self > 0 ? "+Inf" : "-Inf" }

  /// The digits, and where among them the point is; `nil` for what is no finite number.
  private var decimal: (digits: String, point: Int)? {
    guard isFinite else { return nil }
    guard self != 0 else { return ("0", 1) }
    let parts = magnitude.description.split(separator: "e")
    let mantissa = parts[0].split(separator: ".", omittingEmptySubsequences: false)
    var digits = mantissa.joined()
    var point = mantissa[0].count
    if parts.count > 1 { point += Int(parts[1]) ?? 0 }
    let zeros = digits.prefix { $0 == "0" }.count
    digits.removeFirst(zeros)
    point -= zeros
    while digits.last == "0" { digits.removeLast() }
    return (digits, point)
  }

  private static func plain(_ digits: String, _ point: Int) -> String {
    if point <= 0 { return "0." + String(repeating: "0", count: -point) + digits }
    if point >= digits.count {
      return digits + String(repeating: "0", count: point - digits.count)
    }
    return digits.prefix(point) + "." + digits.dropFirst(point)
  }
}
