import Formats
import Frames
import Testing
import Times
import Transforms

private let column: NumberColumn = [3, nil, 1, .nan, 4, 4]

@Test(
  arguments: [
    ("lastNotNull", 4), ("current", 4), ("last", 4), ("first", 3), ("min", 1), ("max", 4),
    ("mean", 3), ("avg", 3), ("sum", 12), ("total", 12), ("count", 6), ("range", 3), ("diff", 1),
    ("delta", 4), ("step", -2), ("median", 3.5), ("p50", 3.5), ("distinctCount", 5),
    ("changeCount", 4), ("logmin", 1), ("allIsNull", 0), ("allIsZero", 0), ("variance", 1.5),
  ] as [(String, Double)])
func aColumnIsMadeOneNumber(id: String, expected: Double) throws {
  let reducer = try #require(Reducer(rawValue: id))
  #expect(reducer.reduce(column) == expected)
}

/// Grafana adds what a counter has only when it no longer falls, or at the end.
@Test(
  arguments: [
    ([1, 4, 2, 5], 8), ([10, 7, 3, 5], 5), ([10, 7, 3], 3), ([10, 7, nil], 0), ([10, 4, 4, 6], 6),
    ([5, .nan, 7], 2),
    (
      [
        141, 150, 151, 151, 131, 146, 144, 152, 158, 152, 152, 158, 153, 157, 150, 145, 154, 151,
        138, 142, 132, 143, 148, 144, 145, 135, 142, 145, 147, 146, 152,
      ], 1517
    ),
  ] as [(NumberColumn, Double)])
func aDeltaIsWhatACounterGrewBy(column: NumberColumn, expected: Double) {
  #expect(Reducer.delta.reduce(column) == expected)
}

@Test func anEmptyColumnHasNoNumberButSumAndCount() throws {
  for id in ["lastNotNull", "mean", "min", "range", "median", "stdDev", "diffperc", "p99"] {
    #expect(try #require(Reducer(rawValue: id)).reduce([]) == nil)
    #expect(try #require(Reducer(rawValue: id)).reduce([nil, .nan]) == nil)
  }
  #expect(Reducer.sum.reduce([]) == 0)
  #expect(Reducer.count.reduce([nil]) == 1)
}

@Test(arguments: ["", "p0", "p100", "pp", "unknown"])
func anUnknownIdIsNoReducer(id: String) {
  #expect(Reducer(rawValue: id) == nil)
}

@Test func namesFollowTheLabels() {
  func frame(_ labels: Labels, source: String? = nil) -> Frame {
    Frame(fields: [
      Field(name: "Time", values: .times([])),
      Field(name: "Value", labels: labels, values: .numbers([]), sourceName: source),
    ])
  }
  func name(_ frames: [Frame], _ config: FieldConfig? = nil) -> String {
    DisplayNames(frames).name(at: 1, in: frames[0], config)
  }
  #expect(name([frame(["job": "a"]), frame(["job": "b"])]) == "a")
  #expect(name([frame(["job": "a", "x": "1"])]) == #"{job="a", x="1"}"#)
  #expect(name([frame([:], source: "P95 tiktok")]) == "P95 tiktok")
  #expect(name([frame([:])]) == "Value")
  var config = FieldConfig()
  config.displayName = "at ${__field.labels.job}!"
  #expect(name([frame(["job": "a"], source: "s")], config) == "at a!")
}

@Test(
  arguments: [
    ("allValues", .string("3, null, 1, NaN, 4, 4")),
    ("uniqueValues", .string("3, null, 1, NaN, 4")),
    ("first", .number(3)), ("allIsZero", .boolean(false)), ("count", .number(6)),
    ("minAboveZero", .number(1)), ("p95", .number(4)),
  ] as [(String, FieldValue)])
func aFieldIsMadeOneValue(id: String, expected: FieldValue) throws {
  let field = Field(name: "x", values: .numbers(column))
  #expect(try #require(Reducer(rawValue: id)).reduce(field) == expected)
}

@Test func whatIsMissingCountsAsTheConfigSays() {
  let field = Field(name: "x", values: .numbers([4, nil, 2]))
  #expect(Reducer.mean.reduce(field) == .number(3))
  #expect(Reducer.mean.reduce(field, nulls: .zero) == .number(2))
  #expect(Reducer.min.reduce(field, nulls: .zero) == .number(0))
  #expect(Reducer.changeCount.reduce(field, nulls: .ignored) == .number(1))
  #expect(Reducer.changeCount.reduce(field) == .number(2))
  #expect(Reducer.count.reduce(field, nulls: .ignored) == .number(3))
}

@Test func textsAndTimesReduceToo() {
  let texts = Field(name: "x", values: .strings(["a", nil, "b", "b", nil]))
  #expect(Reducer.lastNotNull.reduce(texts) == .string("b"))
  #expect(Reducer.last.reduce(texts) == .missing)
  #expect(Reducer.distinctCount.reduce(texts) == .number(3))
  #expect(Reducer.max.reduce(texts) == .missing)
  let times = Field(
    name: "t", values: .times([Instant(milliseconds: 5), Instant(milliseconds: 9)]))
  #expect(Reducer.max.reduce(times) == .time(Instant(milliseconds: 9)))
  #expect(Reducer.range.reduce(times) == .number(4))
  #expect(Reducer.last.reduce(Field(name: "x", values: .times([]))) == .missing)
}

@Test func everyReducerHasItsIdAndName() {
  for percent in [1, 2, 11, 50, 93, 99] {
    #expect(Reducer(rawValue: Reducer.percentile(percent).id) == .percentile(percent))
  }
  #expect(Reducer.percentile(93).displayName == "93rd %")
  #expect(Reducer.percentile(11).displayName == "11th %")
  #expect(Reducer(rawValue: "lastNotNull")?.displayName == "Last *")
  #expect(Reducer(rawValue: "total")?.id == "sum")
}
