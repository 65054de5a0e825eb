import Formats
import Frames
import Testing
import Transforms

/// What a table says of how the fields of others are shown.
struct ConfigFromDataTests {
  private let config = table(
    "config",
    [
      "Min": [1, 2], "max": ["100", "250"], "unit": ["s", "ms"], "decimals": [2, 1.5],
      "limit": [80, 90], "note": ["x", "y"],
    ])
  private let data = [
    table("A", ["name": ["a"], "Value": [50]]), table("B", ["Value": [60]]),
  ]

  private func configs(
    _ transformation: Transformation.ConfigFromData, _ frames: [Frame]
  ) -> [FieldConfig] {
    let (frames, unknown) = Transformation.apply([.configFromData(transformation)], to: frames)
    #expect(unknown.isEmpty)
    var defaults = FieldConfig()
    (defaults.max, defaults.thresholds.steps) = (7, [.init(-.infinity, "blue"), .init(5, "red")])
    return ResolvedFrame.resolve(frames, defaults: defaults, overrides: [])
      .flatMap(\.fields).map(\.config)
  }

  @Test func columnsGiveThePropertiesThatTheyAreNamedAfter() {
    let found = configs(.init(), [data[0], config, data[1]])
    #expect(found.count == 3)
    // A text is not shown by the limits of numbers.
    #expect(found[0].max == 7)
    for config in found.dropFirst() {
      #expect(config.min == 2)
      #expect(config.max == 250)
      #expect(config.unit == "ms")
      #expect(config.decimals == nil)
      #expect(config.thresholds.steps.map(\.color) == ["blue", "red"])
    }
  }

  @Test func mappingsSayWhatAColumnIsForAndWhatBecomesOfItsRows() {
    let found = configs(
      .init(
        "config", to: .byFrameRefID("B"),
        [
          .init("limit", "threshold1", reducer: .max, color: "orange"),
          .init("Min", "threshold1"), .init("max", "__ignore"), .init("note", "displayName"),
          .init("decimals", "max", reducer: .sum),
        ]), data + [config])
    #expect(found.map(\.max) == [7, 7, 3.5])
    #expect(
      found[2].thresholds == Thresholds(steps: [.init(-.infinity, "red"), .init(90, "orange")]))
  }

  @Test func columnsOfValuesAndTextsAreMappings() {
    let states = table(
      "config", ["n": [0, nil, 1], "t": ["down", "?", "up"], "c": ["red", "", nil]])
    let found = configs(
      .init(
        "config",
        [
          .init("n", "mappings.value"), .init("t", "mappings.text"), .init("c", "mappings.color"),
        ]), [data[1], states])
    #expect(
      found.map(\.mappings) == [
        [.init(.value("0"), text: "down", color: "red"), .init(.value("1"), text: "up")]
      ])
  }

  @Test func aTableThatIsNotThereSaysNothing() {
    #expect(configs(.init("other"), data).map(\.max) == [7, 7, 7])
    // Alone it is shown, by its own limits.
    #expect(configs(.init("A", [.init("Value", "max")]), [data[0]]).map(\.max) == [7, 50])
  }

  @Test(arguments: [.nan, -1, 16, 1e300] as [Double])
  func decimalsThatCannotBeAreLeftOut(count: Double) {
    let found = configs(.init(), [data[1], table("config", ["decimals": [.number(count)]])])
    #expect(found.map(\.decimals) == [nil])
  }
}
