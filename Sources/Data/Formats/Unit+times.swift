// Grafana's rules for units of time. Lengths are in seconds once scaled; dates in milliseconds.
extension Unit {
  private struct Step {
    var limit: Double
    var seconds: Double
    var sign: String
  }

  private static let second = [
    Step(limit: 1e-6, seconds: 1e-9, sign: "ns"), Step(limit: 1e-3, seconds: 1e-6, sign: "µs"),
    Step(limit: 1, seconds: 1e-3, sign: "ms"), Step(limit: 60, seconds: 1, sign: "s"),
    Step(limit: 3600, seconds: 60, sign: "min"), Step(limit: 86_400, seconds: 3600, sign: "hour"),
    Step(limit: 604_800, seconds: 86_400, sign: "day"),
    Step(limit: 31_536_000, seconds: 604_800, sign: "week"),
    Step(limit: .infinity, seconds: 31_556_900, sign: "year"),
  ]

  /// The steps that a unit goes through, upwards from its smallest.
  private var ladder: [Step] {
    let from = { (sign: String) in Self.second.drop { $0.sign != sign } }
    switch sign {
    case "ms":
      return from("ms").filter { $0.sign != "week" }.map { step in
        step.sign == "day" ? Step(limit: 31_536_000, seconds: 86_400, sign: "day") : step
      }
    case "µs": return Array(from("µs").prefix(2)) + [Step(limit: .infinity, seconds: 1, sign: "s")]
    case "ns":
      return Self.second.prefix(6) + [Step(limit: .infinity, seconds: 86_400, sign: "day")]
    case "m": return Array(from("min"))
    case "h": return Array(from("hour"))
    case "d": return Array(from("day"))
    default: return Self.second
    }
  }

  func duration(_ number: Double, decimals: Int?) -> ValueFormat {
    let seconds = number * scale
    let own = sign == "m" ? "min" : sign == "h" ? "hour" : sign == "d" ? "day" : sign
    guard number != 0, number.isFinite else {
      // No seconds are written without decimals, whatever is asked for.
      let text = number == 0 && sign == "s" ? "0" : Self.digits(number, decimals)
      return ValueFormat(text, suffix: own, spaced: true)
    }
    let step = ladder.first { abs(seconds) < $0.limit } ?? Self.second[3]
    // In its own unit a number is written as it is, not by way of seconds and back.
    let value = step.sign == own ? number * (scale == 0.01 ? scale : 1) : seconds / step.seconds
    return ValueFormat(Self.digits(value, decimals), suffix: step.sign, spaced: true)
  }

  /// `1 day, 1 hour, 1 minute`: one unit, and as many after it as there are decimals.
  func wordsDuration(_ number: Double, decimals: Int?) -> String {
    let units: [(Double, String)] = [
      (31_536_000_000, "year"), (2_592_000_000, "month"), (604_800_000, "week"),
      (86_400_000, "day"), (3_600_000, "hour"), (60_000, "minute"), (1000, "second"),
      (1, "millisecond"),
    ]
    guard number != 0, number.isFinite else { return "0 seconds" }
    var rest = (abs(number) * scale * 1000).rounded()
    var words: [String] = []
    for (length, name) in units {
      let count = (rest / length).rounded(.down)
      if count >= 1 || !words.isEmpty {
        rest -= count * length
        if count >= 1 {
          words.append("\(Decimals.text(count, decimals: 0)) \(name)\(count == 1 ? "" : "s")")
        }
      }
      if words.count > max(0, decimals ?? 0) { break }
    }
    let text = words.isEmpty ? "0 seconds" : words.joined(separator: ", ")
    return number < 0 ? text + " ago" : text
  }

  /// `25:01:30`, `1 d 01:01:30`, or `24h:59m:59s:999ms`.
  func clock(_ number: Double, decimals: Int?) -> String {
    guard number.isFinite else { return Self.digits(number, nil) }
    let milliseconds = UInt64(min((abs(number) * scale * 1000).rounded(), 9e18))
    let minus = number < 0 ? "-" : ""
    func two(_ part: UInt64) -> String { part < 10 ? "0\(part)" : "\(part)" }
    let (seconds, minutes, hours) =
      (milliseconds / 1000 % 60, milliseconds / 60_000 % 60, milliseconds / 3_600_000)
    switch sign {
    case "hms": return "\(minus)\(two(hours)):\(two(minutes)):\(two(seconds))"
    case "dhms":
      return "\(minus)\(hours / 24) d \(two(hours % 24)):\(two(minutes)):\(two(seconds))"
    default:
      let parts = [
        "\(two(hours))h", "\(two(minutes))m", "\(two(seconds))s", "\(milliseconds % 1000)ms",
      ]
      return minus + parts.prefix(max(1, (decimals ?? 3) + 1)).joined(separator: ":")
    }
  }
}
