extension Instant {
  /// Reads a date and time of ISO 8601: `2026-11-21`, `2026-11-21 10:00`,
  /// `2026-11-21T10:00:00.250Z`, `2026-11-21T10:00:00+02:00`.
  init(date text: some StringProtocol, calendar: Calendar) throws(TimesError) {
    var reader = DateReader(rest: Substring(text))
    guard let parts = reader.readDateAndTime(), let zone = reader.readZone(), reader.rest.isEmpty
    else { throw TimesError(.malformed, "\(text): not a time such as now-6h or 2026-11-21 10:00") }
    switch zone {
    case .none: self = calendar.instant(of: parts)
    case .offset(let seconds):
      self = Calendar(.utc).instant(of: parts) - .seconds(Double(seconds))
    }
    self = self + Span(nanoseconds: reader.nanoseconds)
  }
}

private struct DateReader {
  enum Zone { case none, offset(Int) }

  var rest: Substring
  var nanoseconds: Int64 = 0

  mutating func readDateAndTime() -> Calendar.Components? {
    guard let year = digits(4), skip("-"), let month = digits(2), (1...12).contains(month),
      skip("-"), let day = digits(2), (1...31).contains(day)
    else { return nil }
    var parts = Calendar.Components(year: year, month: month, day: day)
    guard skip("T") || skip(" ") else { return parts }
    guard let hour = digits(2), hour < 24, skip(":"), let minute = digits(2), minute < 60 else {
      return nil
    }
    (parts.hour, parts.minute) = (hour, minute)
    guard skip(":") else { return parts }
    guard let second = digits(2), second <= 60 else { return nil }
    parts.second = second
    if skip(".") { return readFraction() ? parts : nil }
    return parts
  }

  private mutating func readFraction() -> Bool {
    let fraction = rest.prefix { $0.isASCII && $0.isNumber }
    guard !fraction.isEmpty else { return false }
    rest = rest.dropFirst(fraction.count)
    let nine = fraction.prefix(9) + String(repeating: "0", count: max(0, 9 - fraction.count))
    nanoseconds = Int64(nine) ?? 0
    return true
  }

  mutating func readZone() -> Zone? {
    if rest.isEmpty { return Zone.none }
    if skip("Z") { return .offset(0) }
    let sign = skip("+") ? 1 : (skip("-") ? -1 : 0)
    guard sign != 0, let hours = digits(2), hours < 24 else { return nil }
    _ = skip(":")
    guard let minutes = rest.isEmpty ? 0 : digits(2), minutes < 60 else { return nil }
    return .offset(sign * (hours * 3600 + minutes * 60))
  }

  private mutating func digits(_ count: Int) -> Int? {
    let text = rest.prefix(count)
    guard text.count == count, text.allSatisfy({ $0.isASCII && $0.isNumber }) else { return nil }
    rest = rest.dropFirst(count)
    return Int(text)
  }

  private mutating func skip(_ character: Character) -> Bool {
    guard rest.first == character else { return false }
    rest = rest.dropFirst()
    return true
  }
}
