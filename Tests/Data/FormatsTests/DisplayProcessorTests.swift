import Formats
import Frames
import Testing
import Times

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

@Test func aMappingsColourSaysNothingOfTheSteps() {
  let config = config {
    $0.thresholds = Thresholds(steps: [.init(-.infinity, "green"), .init(5, "red")])
    $0.mappings = [
      ValueMapping(.value("9"), text: nil, color: "blue"), ValueMapping(.value("8"), text: "eight"),
    ]
  }
  let processor = DisplayProcessor(config)
  #expect(processor.display(9).color == "blue")
  #expect(processor.display(9).text == "9")
  #expect(processor.display(9).step == nil)
  #expect(processor.display(8).color == "red")
  #expect(processor.display(8).text == "eight")
}

@Test(
  arguments: [
    (.paletteClassic, nil), (.paletteByName, nil), (.fixed("blue"), "blue"),
    (.shades("purple"), "purple"), (.thresholds, "red"), (.continuous("GrYlRd"), "#fade2a"),
    (.continuous("reds"), "#962e3a"), (.continuous("nope"), nil), (.other("x"), nil),
  ] as [(FieldConfig.ColorMode, String?)])
func theColourComesFromTheMode(mode: FieldConfig.ColorMode, color: String?) {
  let config = config {
    $0.color = mode
    $0.thresholds = Thresholds(steps: [.init(-.infinity, "green"), .init(5, "red")])
    ($0.min, $0.max) = (0, 100)
  }
  #expect(DisplayProcessor(config).display(50).color == color)
}

@Test func aPatternMayTakePartsOfTheTextOver() {
  let config = config {
    $0.mappings = [
      ValueMapping(.regex("/^v(\\d+)\\..*$/"), text: "major $1"),
      ValueMapping(.regex("ab"), text: "x"),
      ValueMapping(.special("true"), text: "up"), ValueMapping(.special("false"), text: "down"),
    ]
  }
  let processor = DisplayProcessor(config)
  #expect(processor.display("v12.3").text == "major 12")
  #expect(processor.display("cab").text == "cab")
  #expect(processor.display(true as Bool?).text == "up")
  #expect(processor.display(false as Bool?).text == "down")
}

@Test func datesAreToldByTheCalendarAndFromNow() {
  let moment = Instant(milliseconds: 1_795_271_550_123)
  func text(_ unit: String?, _ milliseconds: Double) -> String {
    let config = config { $0.unit = unit }
    return DisplayProcessor(config, calendar: Calendar(.utc), now: moment).display(milliseconds)
      .text
  }
  let now = 1_795_271_550_123.0
  #expect(text("dateTimeAsIso", now) == "2026-11-21 14:32:30")
  #expect(text("dateTimeAsIsoNoDateIfToday", now) == "14:32:30")
  #expect(text("dateTimeAsIsoNoDateIfToday", now - 86_400_000) == "2026-11-20 14:32:30")
  #expect(text("time:ddd D MMM YY, h:mm:ss.SSS a [at]", now) == "Sat 21 Nov 26, 2:32:30.123 pm at")
  #expect(text("dateTimeFromNow", now - 10_800_000) == "3 hours ago")
  #expect(text("dateTimeFromNow", now + 90_000_000) == "in a day")
  #expect(text("dateTimeFromNow", now - 1000) == "a few seconds ago")
  #expect(text("dateTimeAsIso", 1e300) == text(nil, 1e300))
  let processor = DisplayProcessor(config { $0.unit = "s" }, calendar: Calendar(.utc))
  #expect(processor.display(moment).text == "2026-11-21 14:32:30")
  #expect(processor.display(Instant.none).text.isEmpty)
}

@Test func aFirstGenerationPanelsTextsStandAround() {
  let config = config { ($0.prefix, $0.postfix, $0.unit) = ("~", " left", "ms") }
  #expect(DisplayProcessor(config).display(1500).description == "~1.50 s left")
  #expect(DisplayProcessor(config).display(nil as Double?).description.isEmpty)
}

@Test(
  arguments: [
    ("1536", "bytes", "1.50 KiB"), ("-0.5", "percentunit", "-50%"), ("1e3", "short", "1 K"),
    ("api-1", "bytes", "api-1"), ("1536", "string", "1536"), ("1536", nil, "1536"),
    ("0x10", "bytes", "0x10"), ("inf", "bytes", "inf"), ("NaN", "s", "NaN"), ("", "s", ""),
    ("1 2", "s", "1 2"),
  ] as [(String, String?, String)])
func aTextThatIsANumberHasTheUnit(text: String, unit: String?, shown: String) {
  #expect(DisplayProcessor(config { $0.unit = unit }).display(text).description == shown)
}
