import Testing
import Times

private let utc = Calendar(.utc)

private func labels(_ from: String, _ to: String, atMost count: Int) throws -> [String] {
  func instant(_ text: String) throws -> Instant {
    try TimeExpression(text, calendar: utc)
      .resolve(now: Instant(nanoseconds: 0), calendar: utc, roundsUp: false)
  }
  let range = TimeRange(from: try instant(from), to: try instant(to))
  return utc.ticks(in: range, atMost: count).map(\.label)
}

@Test func ticksFallOnRoundTimes() throws {
  #expect(
    try labels("2026-11-21 13:32", "2026-11-21 14:32", atMost: 6)
      == ["13:40", "13:50", "14:00", "14:10", "14:20", "14:30"])
  #expect(
    try labels("2026-11-21 13:32", "2026-11-21 14:32", atMost: 3) == ["13:40", "14:00", "14:20"])
  #expect(
    try labels("2026-11-20 14:32", "2026-11-21 14:32", atMost: 4)
      == ["18:00", "11-21", "06:00", "12:00"])
  #expect(
    try labels("2026-11-01", "2026-11-29", atMost: 5)
      == ["11-02", "11-09", "11-16", "11-23"])
  #expect(
    try labels("2026-11-21 14:00:00", "2026-11-21 14:00:20", atMost: 4)
      == ["14:00:00", "14:00:05", "14:00:10", "14:00:15"])
}

@Test func noRoomOrNoRangeHasNoTicks() throws {
  #expect(try labels("2026-11-21", "2026-11-22", atMost: 0).isEmpty)
  #expect(try labels("2026-11-21", "2026-11-21", atMost: 5).isEmpty)
}

@Test func thereAreNeverMoreTicksThanAskedFor() throws {
  let end = Instant(milliseconds: 1_795_271_550_000)
  for exponent in 0..<40 {
    let span = Span(nanoseconds: 1 << exponent)
    for count in 1..<12 {
      #expect(utc.ticks(in: TimeRange(from: end - span, to: end), atMost: count).count <= count)
    }
  }
}
