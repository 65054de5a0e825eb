import Frames
import Testing
import Transforms

private let frame = table(["a": [1, 2, nil], "b": [10, -20, 30], "t": ["x", "y", "z"]])

private func column(_ mode: Transformation.CalculateField.Mode) -> [String] {
  lines(of: [frame], .calculateField(.init(mode, replacesFields: true, joinsSeries: false)))
}

@Test(
  arguments: [
    (.reduceRow(.sum, include: []), ["Total", "11", "-18", "30"]),
    (.reduceRow(.mean, include: ["b"]), ["Mean", "10", "-20", "30"]),
    (.reduceRow(.count, include: []), ["Count", "2", "2", "2"]),
    (.binary(.field("b"), .divide, .field("a")), ["b / a", "10", "-10", "·"]),
    (.binary(.field("b"), .multiply, .field("1000")), ["b * 1000", "10000", "-20000", "30000"]),
    (.binary(.number(1), .subtract, .field("a")), ["1 - a", "0", "-1", "·"]),
    (.unary(.abs, field: "b"), ["abs(b)", "10", "20", "30"]),
    (.index(asShare: false), ["Row", "0", "1", "2"]),
    (.cumulative(.sum, field: "b"), ["cumulative sum(b)", "10", "-10", "20"]),
    (.cumulative(.mean, field: nil), ["cumulative mean", "1", "1.5", "1"]),
    (
      .window(.mean, field: "b", .init(size: 2, isShare: false)),
      ["trailing moving mean(b)", "10", "-5", "5"]
    ),
    (
      .window(.mean, field: "b", .init(size: 3, isShare: false, isCentered: true)),
      ["centered moving mean(b)", "-5", "6.666666666666667", "5"]
    ),
    (.binary(.field("none"), .add, .field("a")), []),
    (
      .binary(.fields(.number), .add, .number(1)), ["a + 1 | b + 1", "2 | 11", "3 | -19", "· | 31"]
    ),
  ] as [(Transformation.CalculateField.Mode, [String])])
func aColumnIsCalculated(mode: Transformation.CalculateField.Mode, expected: [String]) {
  #expect(column(mode) == expected)
}

@Test func theColumnHasTheNameThatIsGiven() {
  #expect(
    lines(of: [frame], .calculateField(.init(.binary(.field("a"), .add, .field("b")), alias: "S")))[
      0]
      == "a | b | t | S")
}

@Test func severalSeriesAreOneTableFirst() {
  let frames = [series(["job": "a"], [1, 2]), series(["job": "b"], [10, 20])]
  #expect(
    lines(of: frames, .calculateField(.init(.reduceRow(.sum, include: []), replacesFields: true)))
      == ["Time | Total", "0m | 11", "1m | 22"])
  #expect(
    lines(of: frames, .calculateField(.init(.binary(.field("a"), .subtract, .field("b")))))
      == ["Time | a | b | a - b", "0m | 1 | 10 | -9", "1m | 2 | 20 | -18"])
}

private let rows = table(["n": [1, 2, nil, 3], "s": ["Drop", "pass", "x", nil]])

@Test(
  arguments: [
    ([.init("n", .greater(1))], false, false, ["2 | pass", "3 | ·"]),
    ([.init("n", .greaterOrEqual(2)), .init("s", .isNull)], false, true, ["3 | ·"]),
    ([.init("n", .lower(2)), .init("s", .isNull)], false, false, ["1 | Drop", "3 | ·"]),
    ([.init("n", .isNull)], true, false, ["1 | Drop", "2 | pass", "3 | ·"]),
    ([.init("n", .equal("2"))], false, false, ["2 | pass"]),
    ([.init("s", .notEqual("Drop")), .init("n", .isNotNull)], false, true, ["2 | pass", "3 | ·"]),
    ([.init("s", .regex("^.a"))], false, false, ["2 | pass"]),
    ([.init("s", .substring("ROP"))], false, false, ["1 | Drop"]),
    ([.init("n", .between(1, 3))], false, false, ["2 | pass"]),
    ([.init("n", .lowerOrEqual(1))], false, false, ["1 | Drop"]),
    ([.init("none", .isNull)], false, false, []),
    ([.init("none", .isNull)], true, false, ["1 | Drop", "2 | pass", "· | x", "3 | ·"]),
  ] as [([Transformation.FilterByValue.Filter], Bool, Bool, [String])])
func rowsAreKeptByTheirValues(
  filters: [Transformation.FilterByValue.Filter], excludes: Bool, all: Bool, kept: [String]
) {
  let filter = Transformation.FilterByValue(filters, isExcluding: excludes, matchesAll: all)
  #expect(Array(lines(of: [rows], .filterByValue(filter)).dropFirst()) == kept)
}
