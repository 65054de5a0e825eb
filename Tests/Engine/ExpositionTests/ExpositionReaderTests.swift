import Exposition
import Frames
import Testing
import Times

private func entries(
  _ text: String, _ format: ExpositionWriter.Format = .text
) throws(ExpositionError) -> [ExpositionEntry] {
  var reader = ExpositionReader(format, Array(text.utf8))
  var found: [ExpositionEntry] = []
  while let entry = try reader.next() { found.append(entry) }
  return found
}

private func fault(_ text: String, _ format: ExpositionWriter.Format) -> String? {
  do throws(ExpositionError) {
    _ = try ExpositionFamily.families(in: Array(text.utf8), format)
    return nil
  } catch { return error.description }
}

@Test func readsTheTextFormat() throws {
  let text = """
    # HELP jobs_total All \\"jobs"\\\\ of\\na day
    # TYPE jobs_total counter
    # a remark

    \tjobs_total{path="C:\\\\tmp" , said = "\\"hi\\"\\n",}  3 1500
    up 1e3

    """
  let file = text.replacing("All \\\"", with: "All \"")
  #expect(
    try entries(file) == [
      .help(metric: "jobs_total", "All \"jobs\"\\ of\na day"),
      .type(metric: "jobs_total", .counter),
      .sample(
        ExpositionSample(
          name: "jobs_total", labels: ["path": "C:\\tmp", "said": "\"hi\"\n"], value: 3,
          time: Instant(milliseconds: 1500))),
      .sample(ExpositionSample(name: "up", value: 1000)),
    ])
}

@Test func readsOpenMetrics() throws {
  let text = """
    # HELP wait_seconds Time \\"there\\"
    # TYPE wait_seconds histogram
    # UNIT wait_seconds seconds
    wait_seconds_bucket{le="0.5",q="\\x"} 4 1.25 # {trace_id="abc"} 0.3 1.5
    wait_seconds_count 4
    # EOF
    """
  #expect(
    try entries(text, .openMetrics) == [
      .help(metric: "wait_seconds", "Time \"there\""),
      .type(metric: "wait_seconds", .histogram),
      .unit(metric: "wait_seconds", "seconds"),
      .sample(
        ExpositionSample(
          name: "wait_seconds_bucket", labels: ["le": "0.5", "q": "\\x"], value: 4,
          time: Instant(milliseconds: 1250),
          exemplar: .init(
            labels: ["trace_id": "abc"], value: 0.3, time: Instant(milliseconds: 1500)))),
      .sample(ExpositionSample(name: "wait_seconds_count", value: 4)),
    ])
}

@Test(
  arguments: [
    ("1", 1), ("-0", -0.0), ("5.", 5), (".5", 0.5), ("+3e-2", 0.03), ("InF", .infinity),
    ("-infinity", -.infinity), ("123456789012345678", 123_456_789_012_345_680),
    ("1e999", nil), ("0x1p3", nil), ("1_000", nil), ("+nan", nil), ("", nil), ("1r", nil),
  ] as [(String, Double?)])
func readsNumbersAsGoDoes(text: String, value: Double?) {
  guard case .sample(let sample)? = try? entries("a \(text)\n").first else {
    #expect(value == nil)
    return
  }
  #expect(sample.value.bitPattern == value?.bitPattern)
}

@Test func readsNotANumber() throws {
  guard case .sample(let sample)? = try entries("a NaN\n").first else {
    Issue.record("no sample")
    return
  }
  #expect(sample.value.isNaN)
}

@Test(
  arguments: [
    ("a 1", "line 1: the text ends within a line"),
    ("a 1\n# HELP 1a x\n", "line 2: HELP of no valid name of a metric"),
    ("# HELP a x\n# HELP a x\na 1\n", "line 2: a second HELP of a"),
    ("a 1\n# TYPE a gauge\n", "line 2: TYPE of a after its samples"),
    ("# TYPE a bogus\n", "line 1: no such type of metric: \"bogus\""),
    ("\n\na{x=\"1\",x=\"2\"} 1\n", "line 3: label x is there twice"),
    ("a{x=\"\\q\"} 1\n", "line 1: no such escape: '\\q'"),
    ("a{x=\"1\n\"} 1\n", "line 1: a label's value holds a line's end that is not escaped"),
    ("a{x=1} 1\n", "line 1: expected '\"' before a label's value, found '1'"),
    ("a{x=\"1\"y=\"2\"} 1\n", "line 1: expected ',' or '}', found 'y'"),
    ("a 1 1.5\n", "line 1: expected whole milliseconds as the time, got \"1.5\""),
    ("a 1 15 \n", "line 1: something follows the time"),
    (
      "# TYPE h histogram\nh_bucket{le=\"a\"} 1\n",
      "line 2: expected a number as label le, got \"a\""
    ),
    ("a 1\r\n", "line 1: expected a number as the value, got \"1\r\""),
    ("1a 1\n", "line 1: expected the name of a metric, found '1'"),
  ])
func refusesInTheTextFormat(text: String, message: String) {
  #expect(fault(text, .text) == message)
}

@Test(
  arguments: [
    ("a 1\n", "line 2: the text does not end with # EOF"),
    ("", "line 1: the text does not end with # EOF"),
    ("a 1\n# EOF\n\n", "line 3: something follows # EOF"),
    ("a 1\n\n# EOF\n", "line 2: expected the name of a metric, found the end of the line"),
    ("a  1\n# EOF\n", "line 1: expected a number as the value, got \"\""),
    ("# a remark\n# EOF\n", "line 1: expected HELP, TYPE, UNIT or EOF after '#', got \"a\""),
    ("# UNIT a_b seconds\n# EOF\n", "line 1: unit \"seconds\" is not how a_b ends"),
    ("# TYPE a untyped\n# EOF\n", "line 1: no such type of metric: \"untyped\""),
    ("a{x=\"1\",} 1\n# EOF\n", "line 1: expected a label's name, found '}'"),
    ("a 1 NaN\n# EOF\n", "line 1: a time that is not finite"),
    ("# TYPE a counter\na 1\n# EOF\n", "line 2: a counter's sample ends in _total: a"),
    ("a 1\nb 1\na 1\n# EOF\n", "line 3: a is in two places"),
    (
      "a 1\na 2\n# EOF\n",
      "line 2: a has two values at one moment, or an older one after a newer"
    ),
    (
      "a 1 5\na 2 4\n# EOF\n",
      "line 2: a has two values at one moment, or an older one after a newer"
    ),
    (
      "# TYPE h histogram\nh_bucket 1\n# EOF\n",
      "line 2: a bucket of h_bucket without the label le"
    ),
    (
      "a 1 # {x=\"1\"} 1\n# EOF\n",
      "line 1: an exemplar of a, which is neither bucket nor counter"
    ),
    ("# HELP a x\n# HELP a x\n# EOF\n", "line 2: a second HELP of a"),
  ])
func refusesInOpenMetrics(text: String, message: String) {
  #expect(fault(text, .openMetrics) == message)
}

@Test func refusesWhatCostsTooMuch() throws {
  var limits = ExpositionLimits()
  (limits.samples, limits.labelsOfASeries, limits.textBytes, limits.bytes) = (2, 1, 8, 60)
  for (text, message) in [
    ("a 1\nb 1\nc 1\n", "more than 2 samples"), ("a{x=\"\",y=\"\"} 1\n", "2 labels"),
    ("a{x=\"123456789\"} 1\n", "a text of 9 bytes"),
    (String(repeating: "#\n", count: 31), "more than 60 bytes"),
  ] {
    let error = #expect(throws: ExpositionError.self) {
      try ExpositionFamily.families(in: Array(text.utf8), .text, limits: limits)
    }
    #expect(error?.code == .tooLarge)
    #expect(error?.detail == message)
  }
}

@Test func gathersWhatBelongsToAHistogram() throws {
  let text = """
    # TYPE wait histogram
    wait_bucket{le="+Inf"} 2
    up 1
    wait_sum 3
    wait_count 2

    """
  let families = try ExpositionFamily.families(in: Array(text.utf8), .text)
  #expect(families.map(\.name) == ["wait", "up"])
  #expect(families.map(\.kind) == [.histogram, .unknown])
  #expect(families.first?.samples.map(\.name) == ["wait_bucket", "wait_sum", "wait_count"])
}
