import Testing
import Times

private let utc = Calendar(.utc)
/// 2026-11-21 14:32:30 UTC, a Saturday.
private let now = Instant(milliseconds: 1_795_271_550_000)

private func text(_ expression: String, roundsUp: Bool = false) throws -> String {
  let instant = try TimeExpression(expression, calendar: utc)
    .resolve(now: now, calendar: utc, roundsUp: roundsUp)
  return utc.dateTime(instant) + ":" + utc.time(instant).suffix(2)
}

@Test(arguments: [
  ("now", "2026-11-21 14:32:30"),
  ("now-6h", "2026-11-21 08:32:30"),
  ("now-15m", "2026-11-21 14:17:30"),
  ("now+1M", "2026-12-21 14:32:30"),
  ("now-h", "2026-11-21 13:32:30"),
  ("now/d", "2026-11-21 00:00:00"),
  ("now-1d/d", "2026-11-20 00:00:00"),
  ("now/w", "2026-11-16 00:00:00"),
  ("now/M", "2026-11-01 00:00:00"),
  ("now/Q", "2026-10-01 00:00:00"),
  ("now/fQ", "2026-10-01 00:00:00"),
  ("now/y", "2026-01-01 00:00:00"),
  ("now-1y/y", "2025-01-01 00:00:00"),
  ("2026-11-20", "2026-11-20 00:00:00"),
  ("2026-11-20 10:30", "2026-11-20 10:30:00"),
  ("2026-11-20T10:30:15.250Z", "2026-11-20 10:30:15"),
  ("2026-11-20T10:30:00+02:00", "2026-11-20 08:30:00"),
  ("1795271550000", "2026-11-21 14:32:30"),
])
func rangeExpressionsMeanWhatGrafanaMeans(expression: String, expected: String) throws {
  #expect(try text(expression) == expected)
}

@Test(arguments: [
  ("now/d", "2026-11-21 23:59:59"), ("now-1d/d", "2026-11-20 23:59:59"),
  ("now/w", "2026-11-22 23:59:59"), ("now/M", "2026-11-30 23:59:59"),
])
func theEndOfARangeIsRoundedUp(expression: String, expected: String) throws {
  #expect(try text(expression, roundsUp: true) == expected)
}

@Test(arguments: [
  ("now-6x", "now-6x: a unit is one of s m h d w M Q y"),
  ("now6h", "now6h: after now come -, + or /, as in now-6h"),
  ("yesterday", "yesterday: not a time such as now-6h or 2026-11-21 10:00"),
  ("2026-13-01", "2026-13-01: not a time such as now-6h or 2026-11-21 10:00"),
  ("now-99999999999h", "now-99999999999h: 99999999999 is too many"),
  ("", ": not a time such as now-6h or 2026-11-21 10:00"),
])
func aWrongTimeSaysWhatIsWrong(expression: String, message: String) {
  #expect(throws: TimesError.self) { try TimeExpression(expression) }
  do { _ = try TimeExpression(expression) } catch { #expect("\(error)" == message) }
}

@Test func aMonthBeforeTheLastOfMarchIsTheLastOfFebruary() throws {
  let march = try TimeExpression("2026-03-31 12:00", calendar: utc)
    .resolve(now: now, calendar: utc, roundsUp: false)
  #expect(utc.dateTime(utc.instant(march, movedBy: -1, .month)) == "2026-02-28 12:00")
}

@Test func timesFarAwayDoNotTrap() throws {
  for expression in ["now-999999999y", "now+999999999M/y", "9223372036854775807"] {
    let instant = try TimeExpression(expression)
      .resolve(now: now, calendar: utc, roundsUp: true)
    _ = utc.dateTime(instant)
  }
}
