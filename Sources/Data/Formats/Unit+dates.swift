import Times

// Units that are moments: milliseconds since the epoch.
extension Unit {
  /// What a date is told by.
  struct Clock {
    var calendar: Calendar
    var now: Instant?
  }

  /// By the pattern of the unit, made of moment's tokens; texts in `[brackets]` stand as they are.
  func date(_ number: Double, _ clock: Clock) -> String {
    guard let parts = components(number, clock.calendar) else { return Self.digits(number, nil) }
    var text = ""
    var rest = pattern(parts, clock)[...]
    while let first = rest.first {
      if first == "[", let end = rest.firstIndex(of: "]") {
        text += rest[rest.index(after: rest.startIndex)..<end]
        rest = rest[rest.index(after: end)...]
        continue
      }
      let letters = rest.prefix { $0 == first }
      let token = Self.lengths.first { letters.count >= $0 && Self.isToken(first, $0) } ?? 1
      text += Self.text(of: first, token, parts, number) ?? String(rest.prefix(token))
      rest = rest.dropFirst(token)
    }
    return text
  }

  private static let lengths = [4, 3, 2, 1]

  private static func isToken(_ letter: Character, _ length: Int) -> Bool {
    switch letter {
    case "Y": length == 4 || length == 2
    case "M", "d": true
    case "S": length <= 3
    case "D", "H", "h", "m", "s": length <= 2
    default: length == 1
    }
  }

  /// Today's moments have no date where the unit says so.
  private func pattern(_ parts: Calendar.Components, _ clock: Clock) -> String {
    guard scale == 1, let now = clock.now else { return sign }
    let today = clock.calendar.components(of: now)
    guard (parts.year, parts.month, parts.day) == (today.year, today.month, today.day) else {
      return sign
    }
    return sign.firstIndex(of: " ").map { String(sign[sign.index(after: $0)...]) } ?? sign
  }

  private func components(_ number: Double, _ calendar: Calendar) -> Calendar.Components? {
    // Past these years neither calendars nor readers help.
    guard number.isFinite, abs(number) < 9e12 else { return nil }
    return calendar.components(of: Instant(seconds: number / 1000))
  }

  private static func text(
    of letter: Character, _ length: Int, _ parts: Calendar.Components, _ number: Double
  ) -> String? {
    func padded(_ part: Int) -> String { length == 2 && part < 10 ? "0\(part)" : "\(part)" }
    switch letter {
    case "Y": return length == 4 ? "\(parts.year)" : padded(parts.year % 100)
    case "M":
      let name = months[max(0, min(11, parts.month - 1))]
      return length == 4 ? name : length == 3 ? String(name.prefix(3)) : padded(parts.month)
    case "D": return padded(parts.day)
    case "d":
      let name = weekdays[max(0, min(6, parts.weekday))]
      return length == 4 ? name : length == 1 ? "\(parts.weekday)" : String(name.prefix(length))
    case "H": return padded(parts.hour)
    case "h": return padded(parts.hour % 12 == 0 ? 12 : parts.hour % 12)
    case "m": return padded(parts.minute)
    case "s": return padded(parts.second)
    case "S":
      let thousandths = Int(number - (number / 1000).rounded(.down) * 1000)
      return String(("00\(thousandths)".suffix(3)).prefix(length))
    case "A": return parts.hour < 12 ? "AM" : "PM"
    case "a": return parts.hour < 12 ? "am" : "pm"
    case "X": return Decimals.text((number / 1000).rounded(.down), decimals: 0)
    case "x": return Decimals.text(number.rounded(.down), decimals: 0)
    default: return nil
    }
  }

  private static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
  ]
  private static let weekdays = [
    "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday",
  ]

  /// `3 hours ago`, `in a day`, by the steps that moment rounds to.
  func ago(_ number: Double, _ clock: Clock) -> String {
    guard number.isFinite, let now = clock.now else { return Self.digits(number, nil) }
    let away = now.seconds - number / 1000
    let text = Self.humanized(abs(away))
    return away < 0 ? "in " + text : text + " ago"
  }

  private static func humanized(_ seconds: Double) -> String {
    let steps: [(seconds: Double, limit: Double, one: String, many: String)] = [
      (60, 45, "a minute", "minutes"), (3600, 22, "an hour", "hours"),
      (86_400, 26, "a day", "days"), (2_629_746, 11, "a month", "months"),
      (31_556_952, .infinity, "a year", "years"),
    ]
    if seconds.rounded() < 45 { return "a few seconds" }
    for step in steps {
      let count = (seconds / step.seconds).rounded()
      if count <= 1 { return step.one }
      if count < step.limit { return "\(Decimals.text(count, decimals: 0)) \(step.many)" }
    }
    return "years"
  }
}
