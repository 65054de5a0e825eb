import Testing
import Times

@testable import App

private let calendar = Calendar(.utc)

/// The range of a text at 2026-11-21 14:32:30, as two moments.
private func read(_ text: String) -> String {
  switch RangeText.read(text, now: start, calendar: calendar) {
  case .success(let choice):
    let range = choice.range(now: start, calendar: calendar)
    return calendar.dateTime(range.from) + " " + calendar.dateTime(range.to)
      + (choice.isLive ? " live" : "")
  case .failure(let problem): return problem.description
  }
}

@Test(arguments: [
  ("now-6h", "2026-11-21 08:32 2026-11-21 14:32 live"),
  (" now-6h  to now-1h ", "2026-11-21 08:32 2026-11-21 13:32"),
  ("now-2h - now-1h", "2026-11-21 12:32 2026-11-21 13:32"),
  ("2026-11-21 10:00 to 12:00", "2026-11-21 10:00 2026-11-21 12:00"),
  ("2026-11-20 10:00 to 2026-11-21 09:30", "2026-11-20 10:00 2026-11-21 09:30"),
  ("10:00 to 12:00", "2026-11-21 10:00 2026-11-21 12:00"),
  ("10:00", "2026-11-21 10:00 2026-11-21 14:32 live"),
  ("2026-11-20", "2026-11-20 00:00 2026-11-20 23:59"),
  ("2026-11-20 to now", "2026-11-20 00:00 2026-11-21 14:32 live"),
  ("2026-11-20T10:00:00Z", "2026-11-20 10:00 2026-11-21 14:32 live"),
  ("now-1d/d to now-1d/d", "2026-11-20 00:00 2026-11-20 23:59"),
])
func rangesAreReadAsPeopleWriteThem(text: String, range: String) {
  #expect(read(text) == range)
}

@Test(arguments: [
  ("", "a start is missing, as in now-6h to now"),
  ("to now", "a start is missing, as in now-6h to now"),
  ("now-6h to", "an end is missing, as in now-6h to now"),
  ("now-6x", "now-6x: a unit is one of s m h d w M Q y"),
  ("now to now-1h", "the range ends before it begins"),
  ("now", "the range ends before it begins"),
  ("2026-12-21 to 2026-12-22", "the range lies in the future"),
  ("monday", "monday: not a time such as now-6h or 2026-11-21 10:00"),
  ("25:00", "2026-11-21 25:00: not a time such as now-6h or 2026-11-21 10:00"),
])
func aWrongRangeIsExplained(text: String, problem: String) {
  #expect(read(text) == problem)
}

@Test func theUsualRangesCanAllBeRead() {
  for usual in RangeText.usual where !usual.text.contains("/") {
    #expect(read(usual.text).hasSuffix("live"), "\(usual)")
  }
  for usual in RangeText.usual {
    #expect(read(usual.text).contains("11-21 ") || !usual.text.hasSuffix("now"))
  }
}

@Test(arguments: [
  ("30s", "30s"), ("5 min", "5m"), ("1h30m", "90m"), ("10", "10s"), ("off", "off"),
  ("0", "off"), ("48h", "a day at most"), ("-5s", "not"), ("soon", "not"),
])
func intervalsAreReadAsPeopleWriteThem(text: String, expected: String) {
  switch IntervalText.read(text) {
  case .success(let span): #expect((span?.prometheusText ?? "off") == expected)
  case .failure(let problem): #expect("\(problem)".contains(expected))
  }
}
