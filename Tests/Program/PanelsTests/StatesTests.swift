import Cells
import Dashboards
import Formats
import Frames
import Panels
import Testing
import Times

struct StatesTests {
  private func timeline(
    _ frames: [Frame], minutes: Double = 10,
    _ change: (inout StateTimelineOptions) -> Void = { _ in }
  ) -> PanelContent {
    var options = StateTimelineOptions()
    change(&options)
    return content(.stateTimeline(options), frames, minutes: minutes) {
      $0.panel.fieldConfig.color = .thresholds
      $0.panel.fieldConfig.mappings = [
        ValueMapping(.value("1"), text: "up", color: "green"),
        ValueMapping(.value("0"), text: "down", color: "red"),
      ]
    }
  }

  private let frames = [
    series("api", [1, 1, 1, 0, 0, 1, 1, 1, 1, 1, 1]),
    series("worker", [1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0]),
  ]

  @Test func mappedStatesAreBars() {
    #expect(
      picture(timeline(frames), 58, 7) == [
        "Panel ─────────────────────────────────────────── ◆ 1 down",
        "api     up ░░░░░░░░░░░ down ▓▓▓▓▓ up ░░░░░░░░░░░░░░░░░░░░░",
        "",
        "worker  up ░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░ down",
        "",
        "                              11:55                  12:00",
        "░░ up   ▓▓ down",
      ])
  }

  @Test func statesOfThisMomentStandInTheTitle() {
    let content = timeline(frames)
    #expect(picture(content, 58, 4)[0].hasSuffix("◆ 1 down"))
    #expect(PanelSummary(content).series == ["api", "worker"])
    #expect(PanelSummary(content).values == ["up", "down"])
  }

  @Test func aShortFailureIsSeenHoweverWideTheTime() {
    var values = [Double?](repeating: 1, count: 500)
    values[250] = 0
    let content = timeline([series("api", values, every: 1)], minutes: 500 / 60) {
      $0.showValue = .never
    }
    #expect(picture(content, 40, 3)[1].contains("▓"))
  }

  @Test(arguments: [(0, false), (120, true), (Double.infinity, true)])
  func gapsStayUnlessTheyAreBridged(seconds: Double, isWhole: Bool) {
    let content = timeline([series("a", [1, 1, nil, 1, 1])], minutes: 5) {
      $0.bridgedGap = seconds
      $0.showValue = .never
    }
    let bar = picture(content, 42, 3)[1].dropFirst(2)
    #expect(!bar.dropFirst(8).dropLast(2).contains(" ") == isWhole)
  }

  @Test func numbersBetweenThresholdsAreOneState() {
    let content = content(
      .stateTimeline(StateTimelineOptions()), [series("load", [10, 30, 95, 99])], minutes: 4
    ) {
      $0.panel.fieldConfig.color = .thresholds
      $0.panel.fieldConfig.unit = "percent"
      $0.panel.fieldConfig.thresholds = Thresholds(
        steps: [.init(-.infinity, "green"), .init(80, "orange"), .init(90, "red")])
    }
    #expect(PanelSummary(content).values == ["90%+"])
    #expect(picture(content, 40, 4)[1].contains("< 80%"))
  }

  @Test func textsAreStatesOfTheirOwnColours() {
    let content = content(
      .stateTimeline(StateTimelineOptions()),
      [series("phase", .strings(["Pending", "Running", "Running", nil, "Failed"]))], minutes: 5)
    #expect(PanelSummary(content).values == ["Failed"])
    #expect(picture(content, 60, 5)[1].contains("Running"))
  }

  @Test(arguments: GlyphSet.allCases)
  func statesAreToldApartWithoutColour(glyphs: GlyphSet) {
    var content = timeline(frames) { $0.showValue = .never }
    content.glyphs = glyphs
    let bar = picture(content, 58, 7)[1].dropFirst(7)
    #expect(Set(bar).count == 2)
  }

  @Test func alignmentMovesTheText() {
    let left = picture(timeline([frames[0]]), 58, 4)
    let right = picture(timeline([frames[0]]) { $0.alignment = .right }, 58, 4)
    #expect(left[1].hasPrefix("api  up"))
    #expect(right[1].hasSuffix("up"))
  }

  @Test func aHistoryHasACellForEachStep() {
    let content = content(
      .statusHistory(StatusHistoryOptions()),
      [series("api", [1, 0, 1, 1]), series("db", [1, 1])],
      minutes: 4
    ) {
      $0.panel.fieldConfig.color = .thresholds
      $0.panel.fieldConfig.mappings = [
        ValueMapping(.value("1"), text: "up", color: "green"),
        ValueMapping(.value("0"), text: "down", color: "red"),
      ]
    }
    #expect(
      picture(content, 50, 6) == [
        "Panel ────────────────────────────────────────────",
        "api ░░░ up ░░░ ▓▓ down ▓▓▓ ░░░ up ░░░░ ░░░ up ░░░",
        "db                         ░░░ up ░░░░ ░░░ up ░░░",
        "",
        "             11:57       11:58      11:59",
        "░░ up   ▓▓ down",
      ])
    #expect(PanelSummary(content).values == ["up", "up"])
  }

  @Test func moreRowsThanThereIsRoomForAreCounted() {
    var content = timeline((0..<40).map { series("r\($0)", [1, 1]) })
    #expect(picture(content, 40, 6)[4] == "37 more")
    content.scroll = 38
    #expect(picture(content, 40, 6)[1].hasPrefix("r36"))
  }

  @Test func badDataDrawHarmlessly() {
    for kind in [
      Panel.Kind.stateTimeline(StateTimelineOptions()), .statusHistory(StatusHistoryOptions()),
    ] {
      for color in [
        FieldConfig.ColorMode.thresholds, .continuous("GrYlRd"), .paletteClassic, .fixed("red"),
      ] {
        drawAtAllSizes(
          content(kind, [series("日本", wild), series("", []), series("one", [3])]) {
            $0.panel.fieldConfig.color = color
          })
      }
      drawAtAllSizes(
        content(kind, (0..<1_000).map { series("\($0)", (0..<20).map { Double($0 % 3) }) }))
    }
  }
}
