import Formats
import Frames
import Testing
import Transforms

private let pods = table([
  "pod": ["a", "b", "a", "c"], "node": ["n1", "n1", "n2", nil], "Value": [1, 20, 3, nil],
])

@Test func organizeDropsOrdersAndRenamesByTheNamesBefore() {
  #expect(
    lines(
      of: [pods],
      .organize(
        .init(
          excludeByName: ["node"], renameByName: ["Value": "CPU", "pod": ""],
          indexByName: ["Value": 0, "pod": 1])))
      == ["CPU | pod", "1 | a", "20 | b", "3 | a", "· | c"])
  #expect(
    lines(of: [pods], .organize(.init(includeByName: ["pod"]))) == ["pod", "a", "b", "a", "c"])
}

@Test func aRenamedColumnGoesByItsNewNameInWhatFollows() {
  #expect(
    lines(
      of: [pods], .organize(.init(renameByName: ["Value": "CPU"])),
      .organize(.init(excludeByName: ["CPU", "node"]))) == ["pod", "a", "b", "a", "c"])
}

@Test func mergeJoinsRowsThatShareWhatAllHave() {
  let frames = [
    table("A", ["pod": ["a", "b"], "Value #A": [1, 2]]),
    table("B", ["pod": ["b", "c", "b"], "Value #B": [20, 30, 40]]),
  ]
  #expect(
    lines(of: frames, .merge)
      == ["pod | Value #A | Value #B", "a | 1 | ·", "b | 2 | 20", "c | · | 30", "b | · | 40"])
}

@Test func tablesWithoutACommonColumnStayApart() {
  let frames = [table(["x": [1]]), table(["y": [2]])]
  #expect(lines(of: frames, .merge) == ["x", "1", "y", "2"])
}

@Test(
  arguments: [
    (.init(include: .init(names: ["pod"])), ["pod"]),
    (.init(include: .init(names: ["node"], pattern: "/^V/")), ["node | Value"]),
    (.init(include: .init(pattern: "o")), []),
    (.init(exclude: .init(pattern: "/o/")), ["Value"]),
    (.init(include: .init(variable: "{pod,node}")), ["pod | node"]),
    (.init(include: .init(), exclude: nil), ["pod | node | Value"]),
  ] as [(Transformation.FilterFieldsByName, [String])])
func columnsAreKeptByName(filter: Transformation.FilterFieldsByName, heads: [String]) {
  #expect(Array(lines(of: [pods], .filterFieldsByName(filter)).prefix(1)) == heads)
}

@Test func rowsAreSortedNaturallyWithWhatIsMissingLast() {
  let frame = table(["name": ["a10", "a2", nil, "B1"], "n": [3, nil, 2, 1]])
  #expect(
    lines(of: [frame], .sortBy(.init("name"))) == [
      "name | n", "a2 | ·", "a10 | 3", "B1 | 1", "· | 2",
    ])
  #expect(
    lines(of: [frame], .sortBy(.init("n", isDescending: true)))
      == ["name | n", "a10 | 3", "· | 2", "B1 | 1", "a2 | ·"])
  #expect(lines(of: [frame], .sortBy(.init("none"))) == lines([frame]))
}

@Test func groupsComeInTheOrderOfTheirFirstRow() {
  #expect(
    lines(
      of: [pods],
      .groupBy(.init([.init("pod", .group), .init("Value", .aggregate([.sum, .count]))])))
      == ["pod | Value (sum) | Value (count)", "a | 4 | 2", "b | 20 | 1", "c | 0 | 1"])
  #expect(lines(of: [pods], .groupBy(.init([.init("other", .group)]))).isEmpty)
  #expect(lines(of: [pods], .groupBy(.init([]))) == lines([pods]))
}

@Test func seriesAreReducedToRows() {
  let frames = [series(["job": "a"], [1, 5]), series(["job": "b"], [nil, 2])]
  #expect(
    lines(of: frames, .reduce(.init([.max, .lastNotNull])))
      == ["Field | Max | Last *", "a | 5 | 5", "b | 2 | 2"])
  #expect(
    lines(of: frames, .reduce(.init([.mean], labelsToFields: true)))
      == ["Field | job | Mean", "Value | a | 3", "Value | b | 2"])
  #expect(
    lines(of: frames, .reduce(.init([.sum], mode: .reduceFields))) == ["a", "6", "b", "2"])
  #expect(
    lines(of: frames, .reduce(.init([.last], mode: .reduceFields, includesTime: true)))
      == ["Time | a", "1m | 5", "Time | b", "1m | 2"])
  #expect(lines(of: frames, .reduce(.init([]))) == lines(frames))
}

@Test func namesAreMadeByAPattern() {
  #expect(
    lines(of: [pods], .renameByRegex(.init("/^(.)o(.*)$/", "$2-$1")))[0] == "d-p | de-n | Value")
  #expect(lines(of: [pods], .renameByRegex(.init("od", "x")))[0] == "pod | node | Value")
  #expect(lines(of: [pods], .renameByRegex(.init("/(?=x)/", "x"))) == lines([pods]))
}

@Test func rowsAreLimited() {
  #expect(lines(of: [pods], .limit(.init(1))) == ["pod | node | Value", "a | n1 | 1"])
  #expect(
    lines(of: [pods], .limit(.init(1, isFromEnd: true))) == ["pod | node | Value", "c | · | ·"])
  #expect(lines(of: [pods], .limit(.init(0))) == ["pod | node | Value"])
}

@Test func labelsBecomeColumns() {
  let frames = [series(["job": "a", "le": "1"], [1]), series(["job": "b", "le": "1"], [2])]
  #expect(
    lines(of: frames, .labelsToFields(.init()))
      == ["Time | Value | job | le", "0m | 1 | a | 1", "0m | 2 | b | 1"])
  #expect(
    lines(of: frames, .labelsToFields(.init(keepLabels: ["job"], valueLabel: "job")))
      == ["Time | a | b", "0m | 1 | 2"])
  #expect(
    lines(of: [frames[0]], .labelsToFields(.init(mode: .rows)))
      == ["label | value", "job | a", "le | 1"])
}

@Test func seriesBecomeRowsTheNewestFirst() {
  let frames = [series(["job": "a"], [1, 2]), series(["job": "b"], [3])]
  #expect(
    lines(of: frames, .seriesToRows)
      == ["Time | Metric | Value", "1m | a | 2", "0m | a | 1", "0m | b | 3"])
}

@Test func framesAreChosenByTheirTarget() {
  let frames = [table("A", ["x": [1]]), table("B", ["y": [2]]), table("AB", ["z": [3]])]
  #expect(lines(of: frames, .filterByRefID(.init(include: "A"))) == ["x", "1"])
  #expect(lines(of: frames, .filterByRefID(.init(include: "/A/"))) == ["x", "1", "z", "3"])
  #expect(
    lines(of: frames, .filtered(refIDs: "B|AB", .limit(.init(0)))) == ["x", "1", "y", "z"])
}

@Test func whatIsNotKnownIsNamedAndLeftOut() {
  let (frames, unknown) = Transformation.apply(
    [.filtered(refIDs: "A", .unknown(id: "x")), .limit(.init(1)), .unknown(id: "y")], to: [pods])
  #expect(unknown == ["x", "y"])
  #expect(lines(frames) == ["pod | node | Value", "a | n1 | 1"])
}

@Test(arguments: Transformation.samples)
func nothingTrapsOnEmptyOrRaggedFrames(transformation: Transformation) {
  let ragged = Frame(fields: [
    Field(name: "Value", values: .numbers([1, .nan, nil])),
    Field(name: "pod", values: .strings([])),
  ])
  for frames in [[], [Frame(fields: [])], [ragged], [ragged, Frame(fields: []), pods]] {
    _ = lines(of: frames, transformation)
  }
}

extension Transformation {
  fileprivate static let samples: [Transformation] = [
    .merge, .seriesToRows, .organize(.init(renameByName: ["Value": "x"])), .sortBy(.init("Value")),
    .groupBy(
      .init([.init("pod", .group), .init("Value", .aggregate([.percentile(99), .allValues]))])),
    .joinByField(.init("pod")), .joinByField(.init("pod", mode: .inner)), .joinByField(.init()),
    .joinByField(.init("Value", mode: .outerTabular)), .reduce(.init([.delta, .uniqueValues])),
    .filterByValue(.init([.init("Value", .greater(1))])), .limit(.init(-1)),
    .calculateField(.init(.index(asShare: true))), .labelsToFields(.init()),
    .calculateField(.init(.window(.mean, field: nil, .init(size: .nan)))),
    .calculateField(.init(.window(.stdDev, field: nil, .init(size: 1e300, isCentered: true)))),
    .calculateField(.init(.binary(.field("Value"), .divide, .number(0)))),
  ]
}
