import Formats
import Foundation
import Testing
import Times

/// Numbers, units and texts: those of the specification, and each unit id that real dashboards
/// have. `Golden/units.py` of the panels' tests writes the file by rules of its own.
private let vectors: [String] = {
  guard let file = Bundle.module.url(forResource: "Fixtures/units", withExtension: "tsv"),
    let text = try? String(contentsOf: file, encoding: .utf8)
  else { return [] }
  return text.split(separator: "\n").map(String.init).filter { !$0.hasPrefix("#") }
}()

@Test func numbersAreWrittenAsGrafanaWritesThem() throws {
  #expect(vectors.count > 1500)
  for vector in vectors {
    let parts = vector.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    try #require(parts.count == 4, "\(vector)")
    let number = try #require(Double(parts[0]))
    let format = ValueFormat(
      number, unit: parts[1], decimals: Int(parts[2]), calendar: Calendar(.utc),
      now: Instant(seconds: 1_795_271_550))
    #expect(format.description == parts[3], "\(vector)")
  }
}

@Test(arguments: [
  Double.nan, .infinity, -.infinity, .greatestFiniteMagnitude, .leastNonzeroMagnitude, -0.0,
])
func noNumberTrapsInAnyUnit(number: Double) {
  for unit in [
    "none", "short", "bytes", "Bps", "reqps", "s", "ms", "dtdurations", "dthms", "clocks", "hex",
    "sci", "locale", "dateTimeAsIso", "currencyUSD", "currencySEK", "bool", "timeticks", "tbytes",
  ] {
    _ = ValueFormat(number, unit: unit, decimals: nil).description
    _ = ValueFormat(number, unit: unit, decimals: 400).description
    _ = ValueFormat(number, unit: unit, decimals: -3).description
  }
}

@Test(arguments: [("1040", "1 040"), ("999", "999"), ("-1234567.5", "-1 234 567.5"), ("", "")])
func thousandsStandApart(text: String, grouped: String) {
  #expect(Decimals.grouped(text) == grouped)
}

@Test(
  arguments: [
    (2.5e-8, nil, "2.5e-8"), (-1.2345e-14, nil, "-1.23e-14"), (1e-300, nil, "1e-300"),
    (9e-7, 2, "0.00"), (0.00000123, nil, "0.00000123"), (1e20, nil, "100000000000000000000"),
    (-1.5e20, nil, "-150000000000000000000"), (1e21, nil, "1e+21"), (1.25e300, nil, "1.25e+300"),
    (1e-7, 7, "1e-7"), (Double.leastNonzeroMagnitude, nil, "0.000000000000000"),
  ] as [(Double, Int?, String)])
func extremeNumbersHaveAnExponent(number: Double, decimals: Int?, text: String) {
  #expect(ValueFormat(number, unit: "none", decimals: decimals).text == text)
}
