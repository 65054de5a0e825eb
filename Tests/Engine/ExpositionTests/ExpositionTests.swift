import Exposition
import Frames
import Testing
import Times

private let hostile = Labels([
  (name: "path", value: "C:\\tmp"), (name: "said", value: "\"hi\"\nthere"),
  (name: "utf", value: "größe"),
])

private func written(
  _ format: ExpositionWriter.Format, _ family: MetricFamily, _ value: MetricValue,
  labels: Labels = Labels(), at time: Instant? = nil
) -> [String] {
  var writer = ExpositionWriter(format)
  writer.begin(family)
  writer.add(value, of: PreparedLabels(labels), at: time)
  writer.end()
  return String(decoding: writer.takeBytes(), as: UTF8.self)
    .split(separator: "\n", omittingEmptySubsequences: true).map(String.init)
}

@Test func escapesHelpAndLabelsInTheTextFormat() {
  let family = MetricFamily(name: "jobs_total", kind: .counter, help: "All \"jobs\"\\\nof a day")
  #expect(
    written(.text, family, .number(3), labels: hostile) == [
      #"# HELP jobs_total All "jobs"\\\nof a day"#,
      "# TYPE jobs_total counter",
      #"jobs_total{path="C:\\tmp",said="\"hi\"\nthere",utf="größe"} 3"#,
    ])
}

@Test func leavesTotalOutOfAFamilysNameInOpenMetrics() {
  let family = MetricFamily(name: "jobs_total", kind: .counter, help: "All \"jobs\"")
  #expect(
    written(.openMetrics, family, .number(3), at: Instant(milliseconds: 1_767_225_600_250)) == [
      #"# HELP jobs All \"jobs\""#,
      "# TYPE jobs counter",
      "jobs_total 3 1767225600.250",
      "# EOF",
    ])
}

@Test(arguments: [ExpositionWriter.Format.text, .openMetrics])
func spellsBoundsAlikeInBothFormats(format: ExpositionWriter.Format) {
  let family = MetricFamily(name: "wait_ms", kind: .histogram, help: "Waits.")
  let histogram = Histogram(bounds: [0.5, 100, 2e16], counts: [1, 2, 3], sum: 1234.5, count: 4)
  let rows = written(format, family, .histogram(histogram), labels: ["q": "a"])
  #expect(
    rows.dropFirst(2).prefix(6) == [
      #"wait_ms_bucket{q="a",le="0.5"} 1"#,
      #"wait_ms_bucket{q="a",le="100.0"} 2"#,
      #"wait_ms_bucket{q="a",le="2e+16"} 3"#,
      #"wait_ms_bucket{q="a",le="+Inf"} 4"#,
      #"wait_ms_sum{q="a"} 1234.5"#,
      #"wait_ms_count{q="a"} 4"#,
    ])
}

@Test(
  arguments: [
    (.nan, "NaN"), (.infinity, "+Inf"), (-.infinity, "-Inf"), (-0.0, "-0.0"), (0, "0"),
    (0.1, "0.1"),
    (123_456_789_012, "123456789012"), (1e300, "1e+300"), (-2.5, "-2.5"),
    (-40, "-40"), (9_007_199_254_740_991, "9007199254740991"), (0x1p53, "9007199254740992.0"),
  ] as [(Double, String)])
func spellsValues(value: Double, text: String) {
  let family = MetricFamily(name: "x", kind: .gauge, help: "")
  #expect(written(.text, family, .number(value)).last == "x \(text)")
}

@Test func writesTimesInMillisecondsInTheTextFormat() {
  let family = MetricFamily(name: "x", kind: .gauge, help: "X.")
  #expect(
    written(.text, family, .number(1), at: Instant(milliseconds: 1500)).last == "x 1 1500")
}

@Test(
  arguments: [
    (0, "0"), (5, "0.005"), (-5, "-0.005"), (-61_050, "-61.050"), (999_000, "999"),
    (9_223_372_036_854, "9223372036.854"),
  ] as [(Int64, String)])
func writesTimesInSecondsInOpenMetrics(milliseconds: Int64, text: String) {
  let family = MetricFamily(name: "x", kind: .gauge, help: "")
  let rows = written(
    .openMetrics, family, .number(1), at: Instant(milliseconds: milliseconds))
  #expect(rows.dropLast().last == "x 1 \(text)")
}
