import Testing
import Times

@Test(
  arguments: [
    ("15s", 15_000), ("1h30m", 5_400_000), ("250ms", 250), ("1w", 604_800_000), ("30", 30_000),
    ("0.5m", 30_000), ("1d12h", 129_600_000),
  ] as [(String, Int64)])
func durationsAreReadAsPrometheusWritesThem(text: String, milliseconds: Int64) throws {
  #expect(try Span(parsing: text).milliseconds == milliseconds)
}

@Test(arguments: ["", "s", "5x", "1h-", "five", "inf", "nan"])
func whatIsNoDurationIsRefused(text: String) {
  #expect(throws: TimesError.self) { try Span(parsing: text) }
}

@Test(
  arguments: [
    (15_000, "15s"), (60_000, "1m"), (5_400_000, "90m"), (3_600_000, "1h"), (86_400_000, "1d"),
    (250, "250ms"), (0, "0s"), (1500, "1500ms"),
  ] as [(Int64, String)])
func durationsAreWrittenInTheLargestUnitThatDivides(milliseconds: Int64, text: String) {
  #expect(Span(milliseconds: milliseconds).prometheusText == text)
}

@Test(
  arguments: [
    (12, "12 s"), (360, "6 min"), (7500, "2 h 05"), (7200, "2 h"), (273_600, "3 d 4 h"),
    (-5, "0 s"),
  ] as [(Double, String)])
func agesAreToldInTwoUnits(seconds: Double, text: String) {
  #expect(Span.seconds(seconds).ageText == text)
}

@Test func arithmeticOnAnyTimeClamps() {
  let last = Instant(nanoseconds: .max)
  #expect(last + .hours(1) == last)
  #expect(Instant(seconds: .nan).nanoseconds == 0)
  #expect(Instant(seconds: 1e300) == last)
  #expect((Instant(nanoseconds: .min) - last).nanoseconds == .min)
}
