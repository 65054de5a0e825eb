import Times

// Times are milliseconds since the epoch, as Prometheus evaluates at.
extension RequestForm {
  /// A time that may be missing, as `parseTimeParam` reads it.
  func time(_ name: String, else otherwise: Int64) throws(APIError) -> Int64 {
    let text = self[name]
    guard !text.isEmpty else { return otherwise }
    guard let time = milliseconds(text) else {
      throw .badParameter(name, "Invalid time value for '\(name)': \(Self.noTime(text))")
    }
    return time
  }

  /// A time that must be there.
  func time(_ name: String) throws(APIError) -> Int64 {
    guard let time = milliseconds(self[name]) else {
      throw .badParameter(name, Self.noTime(self[name]))
    }
    return time
  }

  private static func noTime(_ text: String) -> String {
    "cannot parse \(quoted(text)) to a valid timestamp"
  }

  /// Seconds, or RFC 3339.
  private func milliseconds(_ text: String) -> Int64? {
    if let seconds = Double(goText: text) {
      guard seconds.isFinite, seconds.magnitude < 9e15 else { return nil }
      // Rounded to the millisecond in its fraction alone, as in parseTime.
      let whole = seconds.rounded(.towardZero)
      let fraction = ((seconds - whole) * 1000).rounded() / 1000
      return Int64(whole) * 1000 + Int64((fraction * 1000).rounded())
    }
    // The range of Go's times, which clients send to say "all".
    if text == "-292273086-05-16T16:47:06Z" { return Self.earliest }
    if text == "292277025-08-18T07:12:54.999999999Z" { return Self.latest }
    guard text.utf8.count >= 20, text.utf8.dropFirst(10).first == UInt8(ascii: "T"),
      let instant = try? TimeExpression(text).resolve(
        now: Instant(milliseconds: 0), calendar: Calendar(.utc), roundsUp: false)
    else { return nil }
    return instant.milliseconds
  }

  static let earliest: Int64 = -9_000_000_000_000_000
  static let latest: Int64 = 9_000_000_000_000_000

  /// A length of time in milliseconds: seconds, or as PromQL writes it.
  func duration(_ name: String) throws(APIError) -> Int64 {
    let text = self[name]
    if let seconds = Double(goText: text) {
      guard seconds.magnitude * 1e9 < 0x1p63 else {
        throw .badParameter(
          name, "cannot parse \(quoted(text)) to a valid duration. It overflows int64")
      }
      return Int64((seconds * 1000).rounded(.towardZero))
    }
    guard let duration = Self.duration(text) else {
      throw .badParameter(name, "cannot parse \(quoted(text)) to a valid duration")
    }
    return duration
  }

  private static let units: [(text: String, milliseconds: Int64)] = [
    ("y", 31_536_000_000), ("w", 604_800_000), ("d", 86_400_000), ("h", 3_600_000),
    ("m", 60_000), ("s", 1000), ("ms", 1),
  ]

  /// Whole numbers with their units, the largest first, each once.
  private static func duration(_ text: String) -> Int64? {
    var rest = text[...]
    var units = units[...]
    var total: Int64 = 0
    guard !rest.isEmpty else { return nil }
    while !rest.isEmpty {
      let digits = rest.prefix { $0.isASCII && $0.isNumber }
      rest = rest.dropFirst(digits.count)
      let name = rest.prefix { $0.isLetter }
      rest = rest.dropFirst(name.count)
      guard let count = Int64(digits), let index = units.firstIndex(where: { $0.text == name })
      else { return nil }
      let (part, isTooLong) = count.multipliedReportingOverflow(by: units[index].milliseconds)
      let (sum, overflows) = total.addingReportingOverflow(part)
      guard !isTooLong, !overflows, sum < Int64.max / 1_000_000 else { return nil }
      total = sum
      units = units[(index + 1)...]
    }
    return total
  }
}

extension Double {
  /// A number as Go's ParseFloat reads it: decimal, or hexadecimal with an exponent.
  init?(goText text: String) {
    let bytes = text.utf8
    guard !bytes.isEmpty, bytes.count < 400, bytes.allSatisfy({ $0 > 0x20 && $0 < 0x7F }),
      !text.contains("("), let value = Double(text)
    else { return nil }
    let isHexadecimal = text.contains { $0 == "x" || $0 == "X" }
    guard !isHexadecimal || text.contains(where: { $0 == "p" || $0 == "P" }) else { return nil }
    self = value
  }
}
