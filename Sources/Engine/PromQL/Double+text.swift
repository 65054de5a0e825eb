import Lexemes

extension Double {
  /// The fewest digits that tell it from all others, without an exponent.
  var plainText: String {
    let text = ShortestNumber.text(self)
    guard isFinite, let end = text.firstIndex(of: "e"),
      let exponent = Int(text[text.index(after: end)...])
    else { return text }
    let digits = text[..<end].filter(\.isNumber)
    let sign = self < 0 ? "-" : ""
    guard exponent > 0 else {
      return sign + "0." + String(repeating: "0", count: -exponent - 1) + digits
    }
    let whole = exponent + 1
    guard digits.count <= whole else {
      return sign + digits.prefix(whole) + "." + digits.dropFirst(whole)
    }
    return sign + digits + String(repeating: "0", count: whole - digits.count)
  }

  /// Rounded to six places, as Go's `%f`.
  var sixPlaces: String {
    guard isFinite, abs(self) < 1e12 else { return plainText }
    let millionths = Int64((abs(self) * 1e6).rounded(.toNearestOrEven))
    let fraction = String(millionths % 1_000_000)
    let zeros = String(repeating: "0", count: 6 - fraction.count)
    return (sign == .minus ? "-" : "") + "\(millionths / 1_000_000).\(zeros)\(fraction)"
  }
}
