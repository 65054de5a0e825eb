import Frames
import Testing

@Test func missingAndNaNAreTwoThings() {
  let column: NumberColumn = [1, nil, .nan, .infinity, -0.0]
  #expect(column.count == 5)
  #expect(column[1] == nil)
  #expect(column[2]?.isNaN == true)
  #expect(column[3] == .infinity)
  #expect(column[4]?.sign == .minus)
}

@Test func labelsAreSortedAndFoundByName() {
  let labels: Labels = ["z": "1", "a": "2"]
  #expect(labels.pairs.map(\.name) == ["a", "z"])
  let value: String? = labels["z"]
  #expect(value == "1")
  #expect(labels == Labels([("a", "2"), ("z", "1")]))
}

@Test func aFrameIsAsLongAsItsShortestField() {
  let frame = Frame(fields: [
    Field(name: "a", values: .strings(["x", "y"])), Field(name: "b", values: .numbers([1])),
  ])
  #expect(frame.rowCount == 1)
  #expect(Frame(fields: []).rowCount == 0)
}
