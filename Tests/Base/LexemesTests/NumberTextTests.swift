import Testing

@testable import Lexemes

@Test(
  arguments: [
    (0, "0"), (-0.0, "-0"), (1, "1"), (0.1, "0.1"), (123_456_789, "1.23456789e+08"),
    (100_000, "100000"), (999999.5, "999999.5"),
    (1e6, "1e+06"), (1e21, "1e+21"), (0.0001, "0.0001"), (0.00001, "1e-05"), (-1.5e-7, "-1.5e-07"),
    (1.25e100, "1.25e+100"),
    (Double.leastNonzeroMagnitude, "5e-324"), (.infinity, "+Inf"), (-.infinity, "-Inf"),
    (.nan, "NaN"),
    (1234.5, "1234.5"),
  ] as [(Double, String)])
func writesNumbersAsGoDoes(value: Double, text: String) {
  #expect(ShortestNumber.text(value) == text)
}

@Test(
  arguments: [
    ("1", 1), ("1.", 1), (".5", 0.5), ("1.e3", 1000), ("1e-3", 0.001), ("0x1F", 31), ("017", 15),
    ("08", 8), ("0", 0), ("00", 0), ("Inf", .infinity), ("99999999999999999999", 1e20),
    ("1e-999", 0),
  ] as [(String, Double)])
func readsNumbersAsGoDoes(text: String, value: Double) {
  #expect(NumberText.value(text) == value)
}

@Test(arguments: [
  "", ".", "5e", "0x", "0x1.8", "1e999", "1_000", "0xffffffffffffffff", "infinity", "1.2.3",
])
func refusesWhatIsNoNumber(text: String) {
  #expect(NumberText.value(text) == nil)
}

@Test(
  arguments: [
    ("1h30m", 5_400_000, "1h30m"), ("1y2w3d", 33_004_800_000, "382d"), ("5ms", 5, "5ms"),
    ("0", 0, "0s"),
    ("90d", 7_776_000_000, "90d"), ("14d", 1_209_600_000, "2w"), ("1d24h", 172_800_000, "2d"),
  ] as [(String, Int64, String)])
func readsAndWritesDurations(text: String, milliseconds: Int64, canonical: String) throws {
  #expect(try DurationText.milliseconds(text) == milliseconds)
  #expect(DurationText.text(milliseconds) == canonical)
}

@Test(arguments: [
  ("", "empty duration string"), ("1", #"not a valid duration string: "1""#),
  ("1m1h", #"not a valid duration string: "1m1h""#),
  ("1m1m", #"not a valid duration string: "1m1m""#),
  ("1.5h", #"not a valid duration string: "1.5h""#), ("1000y", "duration out of range"),
  ("99999999999999999999s", "duration out of range"),
])
func refusesWhatIsNoDuration(text: String, words: String) {
  #expect(throws: DurationText.Problem(words: words)) { try DurationText.milliseconds(text) }
}
