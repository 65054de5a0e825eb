import Formats
import Testing

private func config(_ change: (inout FieldConfig) -> Void) -> FieldConfig {
  var config = FieldConfig()
  config.color = .thresholds
  change(&config)
  return config
}

private let traffic = config {
  $0.thresholds = Thresholds(steps: [.init(0, "green"), .init(80, "orange"), .init(95, "red")])
}

@Test(arguments: [(-5.0, "green"), (79.9, "green"), (80, "orange"), (95, "red"), (1e9, "red")])
func theLastStepAtOrBelowGivesTheColour(number: Double, color: String) {
  #expect(DisplayProcessor(traffic).display(number).color == color)
}

@Test func percentStepsAreMeasuredBetweenTheEnds() {
  let config = config {
    $0.thresholds = Thresholds(.percentage, steps: [.init(0, "green"), .init(50, "red")])
    ($0.min, $0.max) = (100, 300)
  }
  let processor = DisplayProcessor(config)
  #expect(processor.display(199).color == "green")
  #expect(processor.display(200).color == "red")
  #expect(processor.display(200).fraction == 0.5)
}

@Test func theFirstMappingThatMatchesWins() {
  let config = config {
    $0.mappings = [
      ValueMapping(.value("1"), text: "up", color: "green"),
      ValueMapping(.range(from: 0, to: 10), text: "some"),
      ValueMapping(.special("null+nan"), text: "none"),
      ValueMapping(.regex("^a.c$"), text: "letters"),
      ValueMapping(.special("empty"), text: "empty"),
    ]
  }
  let processor = DisplayProcessor(config)
  #expect(processor.display(1).text == "up")
  #expect(processor.display(1).color == "green")
  #expect(processor.display(5).text == "some")
  #expect(processor.display(11).text == "11")
  #expect(processor.display(nil as Double?).text == "none")
  #expect(processor.display(.nan).text == "none")
  #expect(processor.display("abc").text == "letters")
  #expect(processor.display("").text == "empty")
  #expect(processor.display("other").text == "other")
}

@Test func whatIsMissingHasItsText() {
  let processor = DisplayProcessor(config { $0.noValue = "none yet" })
  #expect(processor.display(nil as Double?).text == "none yet")
  #expect(processor.display(.nan).text == "none yet")
  #expect(processor.display(.infinity).text == "∞")
  #expect(DisplayProcessor(FieldConfig()).display(nil as Double?).text.isEmpty)
}
