extension Calendar {
  /// An instant written by a pattern of moment.js, as layouts have them: `YYYY-MM-DD HH:mm:ss`.
  ///
  /// Names are English. What stands in brackets is copied, and so is every other letter that is no
  /// token.
  package func text(_ instant: Instant, pattern: String) -> String {
    var text = ""
    var rest = pattern[...]
    while let first = rest.first {
      if first == "[", let close = rest.firstIndex(of: "]") {
        text += rest[rest.index(after: rest.startIndex)..<close]
        rest = rest[rest.index(after: close)...]
      } else if let token = Self.tokens.first(where: { rest.hasPrefix($0) }) {
        text += written(token, instant)
        rest = rest.dropFirst(token.count)
      } else {
        text.append(first)
        rest.removeFirst()
      }
    }
    return text
  }

  /// Longer ones before those that they begin with.
  private static let tokens = [
    "YYYY", "YY", "MMMM", "MMM", "MM", "Mo", "M", "DDDD", "DDD", "Do", "DD", "D", "dddd", "ddd",
    "dd", "d", "E", "HH", "H", "hh", "h", "kk", "k", "mm", "m", "ss", "SSS", "SS", "S", "s", "A",
    "a", "Q", "X", "x", "ZZ", "Z", "LLLL", "LLL", "LL", "LTS", "LT", "L", "l",
  ]

  private static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
  ]
  private static let weekdays = [
    "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday",
  ]

  private func written(_ token: String, _ instant: Instant) -> String {
    let parts = components(of: instant)
    let month = Self.months[min(max(parts.month, 1), 12) - 1]
    let weekday = Self.weekdays[min(max(parts.weekday, 0), 6)]
    let hour = (parts.hour + 11) % 12 + 1
    let thousandths = padded(Int(instant.milliseconds - wholeSeconds(instant) * 1000), 3)
    switch token {
    case "YYYY": return padded(parts.year, 4)
    case "YY": return padded(parts.year % 100, 2)
    case "MMMM": return month
    case "MMM": return String(month.prefix(3))
    case "MM": return padded(parts.month, 2)
    case "M": return "\(parts.month)"
    case "Mo": return ordinal(parts.month)
    case "DDDD": return padded(dayOfYear(parts), 3)
    case "DDD": return "\(dayOfYear(parts))"
    case "DD": return padded(parts.day, 2)
    case "D": return "\(parts.day)"
    case "Do": return ordinal(parts.day)
    case "dddd": return weekday
    case "ddd": return String(weekday.prefix(3))
    case "dd": return String(weekday.prefix(2))
    case "d": return "\(parts.weekday)"
    case "E": return "\((parts.weekday + 6) % 7 + 1)"
    case "HH": return padded(parts.hour, 2)
    case "H": return "\(parts.hour)"
    case "kk": return padded((parts.hour + 23) % 24 + 1, 2)
    case "k": return "\((parts.hour + 23) % 24 + 1)"
    case "hh": return padded(hour, 2)
    case "h": return "\(hour)"
    case "mm": return padded(parts.minute, 2)
    case "m": return "\(parts.minute)"
    case "ss": return padded(parts.second, 2)
    case "s": return "\(parts.second)"
    case "SSS": return thousandths
    case "SS": return String(thousandths.prefix(2))
    case "S": return String(thousandths.prefix(1))
    case "A": return parts.hour < 12 ? "AM" : "PM"
    case "a": return parts.hour < 12 ? "am" : "pm"
    case "Q": return "\((parts.month + 2) / 3)"
    case "X": return "\(wholeSeconds(instant))"
    case "x": return "\(instant.milliseconds)"
    case "Z": return offset(instant, colon: ":")
    case "ZZ": return offset(instant, colon: "")
    case "LLLL": return text(instant, pattern: "dddd, MMMM D, YYYY h:mm A")
    case "LLL": return text(instant, pattern: "MMMM D, YYYY h:mm A")
    case "LL": return text(instant, pattern: "MMMM D, YYYY")
    case "LTS": return text(instant, pattern: "h:mm:ss A")
    case "LT": return text(instant, pattern: "h:mm A")
    case "L": return text(instant, pattern: "MM/DD/YYYY")
    case "l": return text(instant, pattern: "M/D/YYYY")
    default: return token
    }
  }

  /// How far the zone's clock is before UTC's, in whole seconds.
  package func offset(at instant: Instant) -> Span {
    let seconds = wholeSeconds(Calendar(.utc).instant(of: components(of: instant)))
    return .seconds(Double(seconds - wholeSeconds(instant)))
  }

  private func wholeSeconds(_ instant: Instant) -> Int64 {
    instant.nanoseconds.flooredDivision(by: 1_000_000_000)
  }

  private func dayOfYear(_ parts: Components) -> Int {
    let utc = Calendar(.utc)
    let start = utc.instant(of: Components(year: parts.year))
    let day = utc.instant(
      of: Components(year: parts.year, month: parts.month, day: parts.day))
    return Int((day - start).nanoseconds / 86_400_000_000_000) + 1
  }

  /// `+01:00`.
  private func offset(_ instant: Instant, colon: String) -> String {
    let minutes = Int(offset(at: instant).nanoseconds / 60_000_000_000)
    let sign = minutes < 0 ? "-" : "+"
    return sign + padded(abs(minutes) / 60, 2) + colon + padded(abs(minutes) % 60, 2)
  }

  private func ordinal(_ number: Int) -> String {
    switch (number % 10, number % 100) {
    case (_, 11...13): "\(number)th"
    case (1, _): "\(number)st"
    case (2, _): "\(number)nd"
    case (3, _): "\(number)rd"
    default: "\(number)th"
    }
  }

  private func padded(_ number: Int, _ width: Int) -> String {
    let digits = "\(abs(number))"
    let zeros = String(repeating: "0", count: max(0, width - digits.count))
    return (number < 0 ? "-" : "") + zeros + digits
  }
}
