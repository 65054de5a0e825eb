import Formats
import Frames
import Testing
import Times
import Transforms

private let left = table("A", ["key": ["a", "b", "b"], "x": [1, 2, 3]])
private let right = table("B", ["key": ["b", "c"], "y": [20, 30]])

@Test func anOuterJoinHasARowForEachKey() {
  #expect(
    lines(of: [left, right], .joinByField(.init("key")))
      == ["key | x | y", "a | 1 | ·", "b | 3 | 20", "c | · | 30"])
}

@Test func anInnerJoinHasEachRowWithEach() {
  #expect(
    lines(of: [left, right], .joinByField(.init("key", mode: .inner)))
      == ["key | x | y", "b | 2 | 20", "b | 3 | 20"])
}

@Test func aTabularJoinKeepsRowsOfEqualKeysApart() {
  #expect(
    lines(of: [left, right], .joinByField(.init("key", mode: .outerTabular)))
      == ["key | x | y", "a | 1 | ·", "b | 2 | 20", "b | 3 | 20", "c | · | 30"])
}

@Test func seriesJoinByTheirTime() {
  let frames = [series(["job": "a"], [1, 2, 3]), series(["job": "b"], [nil, 5])]
  #expect(
    lines(of: frames, .joinByField(.init()))
      == ["Time | a | b", "0m | 1 | ·", "1m | 2 | 5", "2m | 3 | ·"])
}

@Test func framesWithoutTheFieldAreLeftOut() {
  #expect(
    lines(of: [left, table(["z": [1]])], .joinByField(.init("key"))).first == "key | x")
  #expect(lines(of: [left], .joinByField(.init("none"))) == lines([left]))
}

@Test func columnsOfOneNameAreCounted() {
  let frames = [table(["k": [1], "Value": [10]]), table(["k": [1], "Value": [20]])]
  #expect(
    lines(of: frames, .joinByField(.init("k"))) == ["k | Value 1 | Value 2", "1 | 10 | 20"])
}

@Test func timesOfJoinedTablesAreCountedAndGoByTheirNumber() {
  func answer(_ refID: String, _ depth: FieldValue) -> Frame {
    table(
      refID,
      [
        "Time": [.time(Instant(milliseconds: 60_000))], "queue": ["a"], "Value #\(refID)": [depth],
      ])
  }
  let frames = [answer("A", 1), answer("B", 2)]
  let join = Transformation.joinByField(.init("queue"))
  #expect(
    lines(of: frames, join)
      == ["queue | Time 1 | Value #A | Time 2 | Value #B", "a | 1m | 1 | 1m | 2"])
  #expect(
    lines(of: frames, join, .organize(.init(excludeByName: ["Time 1", "Time 2"])))
      == ["queue | Value #A | Value #B", "a | 1 | 2"])
  let filter = Transformation.FilterFieldsByName(
    include: .init(names: ["queue", "Value #B", "Time 2"]))
  #expect(lines(of: frames, join, .filterFieldsByName(filter))[0] == "queue | Time | Value #B")
}

@Test func aJoinOfManyEqualKeysEnds() {
  let same = table([
    "key": Array(repeating: "a", count: 3000), "x": Array(repeating: 1, count: 3000),
  ])
  let (frames, _) = Transformation.apply(
    [.joinByField(.init("key", mode: .inner))], to: [same, same, same])
  #expect(frames.first.map { $0.rowCount < 1_000_000 } ?? false)
}

@Test func numbersOfEqualNamesOutliveTheColumnsThatMadeThem() {
  let tables = ["A", "B"].map { refID in
    table(refID, ["pod": ["x", "y"], "zone": ["n", "s"], "Value #\(refID)": [1, 2]])
  }
  let (frames, _) = Transformation.apply(
    [
      .joinByField(.init("pod")),
      .organize(.init(excludeByName: ["zone 1"])),
      .organize(.init(renameByName: ["zone 2": "Zone"])),
    ], to: tables)
  #expect(shownNames(frames) == ["pod", "Value #A", "Zone", "Value #B"])
  // What is shown counts the columns that are left.
  let (left, _) = Transformation.apply(
    [.joinByField(.init("pod")), .organize(.init(excludeByName: ["zone 1"]))], to: tables)
  #expect(shownNames(left) == ["pod", "Value #A", "zone", "Value #B"])
}

private func shownNames(_ frames: [Frame]) -> [String] {
  ResolvedFrame.resolve(frames, defaults: FieldConfig(), overrides: []).flatMap(\.fields).map(
    \.name)
}
