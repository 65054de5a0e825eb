import Formats
import Testing

/// The vectors of Grafana's rules; unset decimals are `nil`.
private let vectors: [(Double, String, Int?, String)] = [
  (0, "none", nil, "0"), (1.1234, "none", nil, "1.12"), (100.456, "none", nil, "100"),
  (0.012345, "none", nil, "0.0123"), (1500, "none", nil, "1500"),
  (1_234_567, "none", nil, "1234567"), (999, "short", nil, "999"), (1000, "short", nil, "1 K"),
  (1234, "short", nil, "1.23 K"), (1_500_000, "short", nil, "1.50 Mil"),
  (2_500_000_000, "short", nil, "2.50 Bil"), (0.5, "short", nil, "0.500"),
  (45.678, "percent", nil, "45.7%"), (45.678, "percent", 1, "45.7%"),
  (0.45678, "percentunit", nil, "45.7%"), (1, "percentunit", nil, "100%"),
  (1.5, "percentunit", 2, "150.00%"), (0, "bytes", nil, "0 B"), (512, "bytes", nil, "512 B"),
  (1536, "bytes", nil, "1.50 KiB"), (1_073_741_824, "bytes", nil, "1 GiB"),
  (1500, "decbytes", nil, "1.50 kB"), (1_000_000_000, "decbytes", nil, "1 GB"),
  (1500, "Bps", nil, "1.50 kB/s"), (1536, "binBps", nil, "1.50 KiB/s"),
  (0.5, "Bps", nil, "500 mB/s"), (2_500_000, "bps", nil, "2.50 Mb/s"),
  (0.25, "reqps", nil, "0.250 req/s"), (12, "reqps", nil, "12 req/s"),
  (1234, "reqps", nil, "1.23K req/s"), (1_234_567, "ops", nil, "1.23M ops/s"),
  (3, "rps", nil, "3 rd/s"), (42, "pps", nil, "42 p/s"), (4200, "pps", nil, "4.20 kp/s"),
  (0, "s", nil, "0 s"), (2.5e-8, "s", nil, "25.0 ns"), (0.00025, "s", nil, "250 µs"),
  (0.25, "s", nil, "250 ms"), (1.5, "s", nil, "1.50 s"), (59.99, "s", nil, "60.0 s"),
  (90, "s", nil, "1.50 min"), (5400, "s", nil, "1.50 hour"), (100_000, "s", nil, "1.16 day"),
  (700_000, "s", nil, "1.16 week"), (40_000_000, "s", nil, "1.27 year"),
  (0.5, "ms", nil, "0.500 ms"), (250, "ms", nil, "250 ms"), (1500, "ms", nil, "1.50 s"),
  (90_000, "ms", nil, "1.50 min"), (7_200_000, "ms", nil, "2 hour"),
  (1500, "µs", nil, "1.50 ms"), (2_500_000, "ns", nil, "2.50 ms"),
  (0.5, "currencyUSD", nil, "$0.500"), (1234.5, "currencyUSD", nil, "$1.23K"),
  (-3, "currencyUSD", nil, "-$3"), (1_234_567, "currencyUSD", 2, "$1.23M"),
  (21.5, "celsius", nil, "21.5 °C"), (3, "cores", nil, "3 cores"), (60, "short", 2, "60.00"),
  (4200, "watt", nil, "4.20 kW"), (1234, "suffix:jobs", nil, "1234 jobs"),
  (5, "prefix:~", nil, "~5"), (0.0042, "si:mF", nil, "4.20 µF"), (1500, "count:x", nil, "1.50K x"),
  (90_061, "dtdurations", nil, "1 day"), (90_061, "dtdurations", 2, "1 day, 1 hour, 1 minute"),
  (0, "dtdurations", nil, "0 seconds"), (90_061, "dthms", nil, "25:01:01"),
  (90_061, "dtdhms", nil, "1 d 01:01:01"), (1, "bool_yes_no", nil, "Yes"),
  (0, "bool", nil, "False"),
  (255, "hex0x", nil, "0xFF"), (1234, "sci", 2, "1.23e+3"),
  (1_234_567.5, "locale", nil, "1,234,567.5"),
  (250, "timeticks", nil, "2.50 s"),
]

@Test(arguments: vectors)
func numbersAreWrittenAsGrafanaWritesThem(vector: (Double, String, Int?, String)) {
  let format = ValueFormat(vector.0, unit: vector.1, decimals: vector.2)
  #expect(format.description == vector.3)
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
