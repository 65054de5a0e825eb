/// A moment in the calendar of UTC, for the functions of dates.
struct CivilTime {
  /// Whole days since 1970-01-01.
  private let days: Int64
  private let secondOfDay: Int64

  /// Whole seconds since the epoch.
  init(seconds: Double) {
    guard let whole = Int64(exactly: seconds.rounded(.towardZero)) else {
      // NaN and what no integer can hold are 2^63 seconds, as where Go runs on this processor.
      let most = UInt64(1) << 63
      days = Int64(most / 86_400)
      secondOfDay = Int64(most % 86_400)
      return
    }
    days = whole >= 0 ? whole / 86_400 : -((-(whole + 1)) / 86_400) - 1
    secondOfDay = whole &- days &* 86_400
  }

  static let parts: [String: @Sendable (CivilTime) -> Int64] = [
    "year": { $0.date.year }, "month": { $0.date.month }, "day_of_month": { $0.date.day },
    "day_of_week": { $0.weekday }, "day_of_year": { $0.dayOfYear },
    "days_in_month": { $0.daysInMonth }, "hour": { $0.hour }, "minute": { $0.minute },
  ]

  var hour: Int64 { secondOfDay / 3600 }
  var minute: Int64 { secondOfDay % 3600 / 60 }
  /// From Sunday, 0. The epoch was a Thursday.
  var weekday: Int64 { ((days % 7) + 11) % 7 }

  /// Counted in eras of 400 years that begin on March 1st, so that a leap day comes last.
  var date: (year: Int64, month: Int64, day: Int64) {
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let fromMarch = (5 * dayOfYear + 2) / 153
    let month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return (year, month, dayOfYear - (153 * fromMarch + 2) / 5 + 1)
  }

  private static let lengths: [Int64] = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

  private static func days(in month: Int64, of year: Int64) -> Int64 {
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    return lengths[Int(month) - 1] + (month == 2 && isLeap ? 1 : 0)
  }

  var daysInMonth: Int64 { Self.days(in: date.month, of: date.year) }

  var dayOfYear: Int64 {
    let date = date
    return (1..<date.month).reduce(date.day) { $0 + Self.days(in: $1, of: date.year) }
  }
}
