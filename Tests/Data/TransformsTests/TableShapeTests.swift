import Formats
import Frames
import Testing
import Times
import Transforms

private let servers = table([
  "Server ID": ["server 1", "server 2", "server 3"], "CPU": [82, 88.6, 59.6],
  "Status": ["OK", "OK", "Shutdown"],
])

@Test func threeColumnsBecomeAMatrix() {
  let grouping = Transformation.GroupingToMatrix(column: "Server ID", row: "Status", value: "CPU")
  #expect(
    lines(of: [servers], .groupingToMatrix(grouping)) == [
      #"Status\Server ID | server 1 | server 2 | server 3"#, "OK | 82 | 88.6 | ·",
      "Shutdown | · | · | 59.6",
    ])
  var zeros = grouping
  zeros.empty = .number(0)
  #expect(lines(of: [servers], .groupingToMatrix(zeros)).last == "Shutdown | 0 | 0 | 59.6")
  // One table alone, and columns that are there.
  #expect(lines(of: [servers, servers], .groupingToMatrix(grouping)) == lines([servers, servers]))
  #expect(
    lines(of: [servers], .groupingToMatrix(.init(column: "x", row: "Status", value: "CPU")))
      == lines([servers]))
}

@Test func aMatrixWithoutBoundsStaysATable() {
  let many = (0..<1_500).map { FieldValue.number(Double($0)) }
  let frame = table(["a": many, "b": many, "Value": many])
  let result = Transformation.apply(
    [.groupingToMatrix(.init(column: "a", row: "b", value: "Value"))], to: [frame])
  #expect(result.frames == [frame])
}

@Test func rowsBecomeFields() {
  let frame = table([
    "Name": ["a", "b", "c"], "DC": ["eu", "us", nil], "Value": [10, 20, 30],
    "Max": [100, 100, 200], "Unit": ["s", "s", "ms"],
  ])
  let result = Transformation.apply([.rowsToFields(.init())], to: [frame]).frames
  #expect(result.first?.fields.map(\.name) == ["a", "b", "c"])
  #expect(result.first?.fields.map(\.labels) == [["DC": "eu"], ["DC": "us"], [:]])
  #expect(result.first?.fields.map(\.unit) == ["s", "s", "ms"])
  #expect(result.first?.fields.map(\.settings) == [[.max(100)], [.max(100)], [.max(200)]])
  #expect(result.first?.fields.map { $0[0] } == [10, 20, 30])
  // Names and values may be told to stand elsewhere.
  let told = Transformation.RowsToFields([
    .init("DC", "field.name"), .init("Max", "field.value"), .init("Name", "__ignore"),
    .init("Unit", "__ignore"),
  ])
  #expect(lines(of: [frame], .rowsToFields(told)) == ["eu | us | ", "100 | 100 | 200"])
  let plain = table(["Value": [1]])
  #expect(lines(of: [plain], .rowsToFields(.init())) == lines([plain]))
}

@Test func tablesAreSetSideBySide() {
  let frames = [
    table("A", ["temp": [15.4, 16]]),
    Frame(
      name: "air", refID: "B",
      fields: [Field(name: "AQI", values: .numbers([3.2, 4, 5]))]),
  ]
  #expect(
    lines(of: frames, .concatenate(.init())) == [
      "temp | air · AQI", "15.4 | 3.2", "16 | 4", "· | 5",
    ])
  #expect(lines(of: frames, .concatenate(.init(.drop))).first == "temp | AQI")
  #expect(
    Transformation.apply([.concatenate(.init(.label("from")))], to: frames).frames.first?
      .fields.map(\.labels) == [[:], ["from": "air"]])
  #expect(lines(of: [frames[0]], .concatenate(.init())) == ["temp", "15.4", "16"])
}

@Test(
  arguments: [
    (
      .init("labels"), [#"{"a": 1, "b": {"c": [true]}}"#, "a=2 d=x"],
      ["labels | a | b | d", #"1 | {"c":[true]} | ·"#, "2 | · | x"]
    ),
    (
      .init("labels", format: .json, replaces: true), [#"{"a": "x"}"#, "a=2", nil, "[7]"],
      ["a | 0", "x | ·", "· | ·", "· | ·", "· | 7"]
    ),
    (
      .init("labels", format: .kvp, replaces: true), [#"{a="1, 2",b='3'}"#, #"a: 4, b:"5\"6""#],
      ["a | b", "1, 2 | 3", #"4 | 5"6"#]
    ),
    (
      .init(
        "labels", format: .json, paths: [.init("b.c[0]"), .init("a", alias: "A")], replaces: true),
      [#"{"a": 1, "b": {"c": [9]}}"#], ["b.c[0] | A", "9 | 1"]
    ),
    (.init("none"), ["a=1"], ["labels", "a=1"]),
    (.init("labels", format: .kvp, replaces: true), ["= == alone ,, b c=1 a="], ["c | a", "1 | "]),
  ] as [(Transformation.ExtractFields, [String?], [String])])
func textsAreTakenApart(
  extract: Transformation.ExtractFields, texts: [String?], expected: [String]
) {
  let frame = Frame(refID: "A", fields: [Field(name: "labels", values: .strings(texts))])
  let found = lines(of: [frame], .extractFields(extract))
  // The texts themselves are known.
  let rows =
    extract.replaces || extract.source == "none"
    ? found
    : found.map { line in
      line.hasPrefix("labels")
        ? line : line.split(separator: " | ").dropFirst().joined(separator: " | ")
    }
  #expect(rows == expected)
}

@Test func theTimesMayStayWhenColumnsAreReplaced() {
  let frame = Frame(
    refID: "A",
    fields: [
      Field(name: "Time", values: .times([Instant(milliseconds: 60_000)])),
      Field(name: "x", values: .strings(["a=1"])),
    ])
  #expect(
    lines(of: [frame], .extractFields(.init("x", replaces: true, keepsTime: true)))
      == ["Time | a", "1m | 1"])
}

@Test(
  arguments: [
    (.number, ["1,234.5", "x", nil, " 7 "], [1234.5, nil, nil, 7]),
    (.string, [1.0, 2.5, true, nil], ["1", "2.5", "true", nil]),
    (.boolean, ["false", "0", "yes", 3, nil], [false, false, true, true, nil]),
    (
      .time, ["2026-11-21T00:00:00Z", "60000", 120_000, "soon", 1e300],
      [
        .time(Instant(milliseconds: 1_795_219_200_000)), .time(Instant(milliseconds: 60_000)),
        .time(Instant(milliseconds: 120_000)), nil, nil,
      ]
    ),
  ] as [(Transformation.ConvertFieldType.Kind, [FieldValue], [FieldValue])])
func columnsAreTakenAsAnotherType(
  kind: Transformation.ConvertFieldType.Kind, values: [FieldValue], expected: [FieldValue]
) {
  for (value, expected) in zip(values, expected) {
    let frame = table(["x": [value], "y": [1]])
    let result = Transformation.apply([.convertFieldType(.init([.init("x", kind)]))], to: [frame])
    #expect(result.frames.first?.fields.first?[0] == expected, "\(value)")
    #expect(result.frames.first?.fields.last?[0] == 1)
  }
}

@Test(
  arguments: [
    (
      servers, .init(),
      [
        "Field | server 1 | server 2 | server 3", "CPU | 82 | 88.6 | 59.6",
        "Status | OK | OK | Shutdown",
      ]
    ),
    (table(["a": [1, nil], "b": [3, 4]]), .init(), ["Field | 1 | 2", "a | 1 | ·", "b | 3 | 4"]),
    (table(["s": ["x", "x"], "b": [3, 4]]), .init(first: "F"), ["F | x | x", "b | 3 | 4"]),
    (table([:]), .init(), [""]),
  ] as [(Frame, Transformation.Transpose, [String])])
func rowsAndColumnsChangePlaces(
  frame: Frame, transpose: Transformation.Transpose, expected: [String]
) {
  #expect(lines(of: [frame], .transpose(transpose)) == expected)
}
