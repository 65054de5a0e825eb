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
    DisplayNames(frames).name(of: frames[0].fields[1], in: frames[0], config)
  }
  #expect(name([frame(["job": "a"]), frame(["job": "b"])]) == "a")
  #expect(name([frame(["job": "a", "x": "1"])]) == #"{job="a", x="1"}"#)
  #expect(name([frame([:], source: "P95 tiktok")]) == "P95 tiktok")
  #expect(name([frame([:])]) == "Value")
  var config = FieldConfig()
  config.displayName = "at ${__field.labels.job}!"
  #expect(name([frame(["job": "a"], source: "s")], config) == "at a!")
}
