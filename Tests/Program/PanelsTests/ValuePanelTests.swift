import Cells
import Dashboards
import Formats
import Frames
import Panels
import Testing
import Times

struct ValuePanelTests {
  private let steps = Thresholds(steps: [.init(-.infinity, "green"), .init(80, "red")])

  private func stat(
    _ frames: [Frame], _ change: (inout StatOptions) -> Void = { _ in }
  ) -> PanelContent {
    var options = StatOptions()
    options.drawsSparkline = false
    change(&options)
    return content(.stat(options), frames) {
      $0.panel.fieldConfig.unit = "percent"
      $0.panel.fieldConfig.color = .thresholds
      $0.panel.fieldConfig.thresholds = steps
    }
  }

  private let one = [series("api", [50, 75, 90])]

  @Test(
    arguments: [
      (StatOptions.TextMode.auto, "▲"), (.value, "◆ 90 %"), (.name, "◆ api"),
      (.valueAndName, "api         ◆ 90 %"), (.none, ""),
    ] as [(StatOptions.TextMode, String)])
  func aTextModeSaysWhatIsWritten(mode: StatOptions.TextMode, text: String) {
    let row = picture(stat(one) { $0.textMode = mode }, 18, 3)[1]
    #expect(row == (mode == .auto ? "◆ 90 %" : text))
  }

  @Test func aBaseThatIsBadIsSaid() {
    let down = content(.stat(StatOptions()), [series("up", [0])]) {
      $0.panel.fieldConfig.color = .thresholds
      $0.panel.fieldConfig.thresholds = Thresholds(
        steps: [.init(-.infinity, "red"), .init(1, "green")])
    }
    #expect(picture(down, 18, 3)[1] == "◆ 0")
  }

  @Test(
    arguments: [
      (StatOptions.ColorMode.none, Ink(.bright), Ink(.background)),
      (.value, Ink(.critical), Ink(.background)),
      (.background, Ink(.bright), Ink(.critical, strength: 22)),
      (.solidBackground, Ink(.bright), Ink(.critical, strength: 45)),
    ] as [(StatOptions.ColorMode, Ink, Ink)])
  func aColourModeSaysWhatIsColoured(
    mode: StatOptions.ColorMode, foreground: Ink, background: Ink
  ) {
    var buffer = Buffer(width: 18, height: 3)
    let content = stat(one) { $0.colorMode = mode }
    buffer.draw(PanelView.box(for: content, width: 18, height: 3), in: buffer.area)
    #expect(buffer[mode == .none ? 0 : 2, 1].style.foreground == foreground)
    #expect(buffer[0, 1].style.background == background)
  }

  @Test(
    arguments: [
      (StatOptions.ChangeColor.standard, Role.ok), (.inverted, .critical),
      (.sameAsValue, .critical),
    ])
  func aChangeIsThatOfTheRange(color: StatOptions.ChangeColor, role: Role) throws {
    let content = stat(one) {
      $0.showsPercentChange = true
      $0.changeColor = color
    }
    #expect(picture(content, 30, 3)[1] == "◆ 90 %  +80.0 %")
    var buffer = Buffer(width: 30, height: 3)
    buffer.draw(PanelView.box(for: content, width: 30, height: 3), in: buffer.area)
    #expect(buffer[10, 1].style.foreground == Ink(role))
  }

  @Test func tilesStandAsTheLayoutSays() {
    let three = [series("a", [1]), series("b", [2]), series("c", [3])]
    #expect(
      picture(stat(three) { $0.orientation = .horizontal }, 40, 4) == [
        "Panel ──────────────────────────────────", "a                                    1 %",
        "b                                    2 %", "c                                    3 %",
      ])
    #expect(
      picture(stat(three) { $0.orientation = .vertical }, 40, 4)[1]
        == "a        1 %  b        2 %  c        3 %")
    let large = picture(stat(three) { $0.orientation = .vertical }, 100, 8)
    #expect(large[1].hasPrefix("a    ") && large[2].contains("▄█") || large[2].contains("▀█"))
    #expect(picture(stat(one) { $0.isCentered = true }, 18, 3)[1] == "      ◆ 90 %")
  }

  private func gauge(_ change: (inout GaugeOptions) -> Void) -> [String] {
    var options = GaugeOptions()
    change(&options)
    let content = content(.gauge(options), [series("cpu", [40])]) {
      $0.panel.fieldConfig.unit = "percent"
      $0.panel.fieldConfig.thresholds = steps
    }
    return picture(content, 20, 4)
  }

  @Test func aGaugeShowsItsThresholdsWhereTheLayoutDoes() {
    #expect(
      gauge { _ in } == [
        "Panel ──────────────", "40 %", "▄▄▄▄▄▄▄▄▁▁▁▁▁▁▁▁│▁▁▁", "0              100 %",
      ])
    let other = gauge {
      $0.showsThresholdMarkers = false
      $0.showsThresholdLabels = true
    }
    #expect(other[2] == "▄▄▄▄▄▄▄▄▁▁▁▁▁▁▁▁▁▁▁▁")
    #expect(other[3].contains("80"))
  }

  @Test func anEmptyAnswerIsTheLayoutsTextForNoValue() {
    let kinds: [Panel.Kind] = [
      .stat(StatOptions()), .gauge(GaugeOptions()), .barGauge(BarGaugeOptions()),
    ]
    for kind in kinds {
      var content = content(kind, []) { $0.panel.fieldConfig.noValue = "0" }
      content.status = .noData(queries: ["up"])
      #expect(picture(content, 40, 5).dropFirst().contains { $0.contains("0") })
      #expect(!picture(content, 40, 5).contains { $0.contains("no series") })
      #expect(PanelSummary(content).values == ["0"])
      #expect(PanelSummary(content).state == "nodata")
      // A panel that asks nothing has nothing to say of an answer.
      content.status = .noData(queries: [])
      #expect(PanelSummary(content).values.isEmpty)
      #expect(picture(content, 40, 5).contains { $0.contains("nothing to ask") })
    }
  }

  @Test(
    arguments: [
      ([.nan], nil, nil, "No data"), ([nil], nil, nil, "No data"), ([.nan], "n/a", nil, "n/a"),
      ([.nan], nil, "nan", "mapped"), ([1, .nan], nil, "nan", "1"), ([.nan], nil, "null", "mapped"),
      ([.nan], "n/a", "null+nan", "mapped"), ([nil], "n/a", "nan", "n/a"),
    ] as [([Double?], String?, String?, String)])
  func whatIsNoNumberHasItsWords(
    values: [Double?], noValue: String?, match: String?, text: String
  ) {
    let content = content(.stat(StatOptions()), [series("a", values)]) {
      $0.panel.fieldConfig.noValue = noValue
      $0.panel.fieldConfig.mappings =
        match.map { [ValueMapping(.special($0), text: "mapped")] } ?? []
    }
    #expect(PanelSummary(content).values == [text])
    #expect(picture(content, 40, 5).dropFirst().contains { $0.contains(text) })
  }

  @Test func aMappingOfNaNMatchesTheLastValue() {
    let content = stat([series("a", [1, .nan])]) { $0.reduce.calcs = [.last] }
    var mapped = content
    mapped.panel.fieldConfig.mappings = [ValueMapping(.special("nan"), text: "mapped")]
    #expect(PanelSummary(mapped).values == ["mapped"])
    #expect(PanelSummary(content).values == ["No data"])
  }

  @Test(
    arguments: [
      (StatOptions.TextMode.auto, ["90%"]), (.value, ["90%"]), (.name, ["api"]),
      (.valueAndName, ["90%"]), (.none, []),
    ] as [(StatOptions.TextMode, [String])])
  func theValuesAreWhatATextModeShows(mode: StatOptions.TextMode, values: [String]) {
    #expect(PanelSummary(stat(one) { $0.textMode = mode }).values == values)
  }

  @Test func aBadBaseIsMarkedWhereItEnds() {
    let upside = Thresholds(
      steps: [.init(-.infinity, "red"), .init(50, "yellow"), .init(80, "green")])
    let content = content(.gauge(GaugeOptions()), [series("cpu", [20])]) {
      $0.panel.fieldConfig.unit = "percent"
      $0.panel.fieldConfig.thresholds = upside
      $0.panel.fieldConfig.color = .thresholds
    }
    #expect(picture(content, 20, 4)[2] == "▄▄▄▄▁▁▁▁▁▁│▁▁▁▁▁│▁▁▁")
    let box = PanelView.box(for: content, width: 20, height: 4)
    var buffer = Buffer(width: 20, height: 4)
    buffer.draw(box, in: buffer.area)
    let inks = [0, 6, 10, 12, 16, 18].map { buffer[$0, 2].style.foreground }
    #expect(
      inks == [
        Ink(.critical), Ink(.critical, strength: 35), Ink(.critical),
        Ink(.warning, strength: 35), Ink(.warning), Ink(.border),
      ])
  }

  @Test func everyBarIsTold() {
    let table = Frame(
      refID: "A",
      fields: [
        Field(name: "day", values: .strings(["mon", "tue"])),
        Field(name: "ok", values: .numbers([4, 2])),
        Field(name: "failed", values: .numbers([1500, nil])),
      ])
    let summary = PanelSummary(
      content(.barChart(BarChartOptions()), [table]) { $0.panel.fieldConfig.unit = "short" })
    #expect(summary.series == ["ok", "failed"])
    #expect(summary.values == ["4", "2", "1.50 K", ""])
    let lone = PanelSummary(
      content(.barChart(BarChartOptions()), [series("a", [1]), series("b", [2])]))
    #expect(lone.series == ["a", "b"])
    #expect(lone.values == ["1", "2"])
  }

  private func bars(_ change: (inout BarGaugeOptions) -> Void) -> [String] {
    var options = BarGaugeOptions()
    change(&options)
    let frames = [series("disk", [90]), series("memory", [30])]
    let content = content(.barGauge(options), frames) {
      $0.panel.fieldConfig.unit = "percent"
      $0.panel.fieldConfig.thresholds = steps
      $0.panel.fieldConfig.color = .thresholds
    }
    return picture(content, 36, 6)
  }

  @Test func barsLieOrStandAsTheLayoutSays() {
    #expect(
      bars { $0.displayMode = .basic }[1...3] == [
        "disk   ▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄│▄▄▁▁ ◆ 90 %", "memory ▄▄▄▄▄▄▖▁▁▁▁▁▁▁▁▁▁│▁▁▁▁   30 %",
        "       0               80",
      ])
    let hidden = bars {
      $0.displayMode = .lcd
      $0.showsUnfilled = false
      $0.valueMode = .hidden
      $0.namePlacement = .top
    }
    #expect(hidden[1] == "disk")
    #expect(hidden[2].hasPrefix("▌▌▌▌▌▌▌") && !hidden[2].contains("▁"))
    let upright = bars { $0.orientation = .vertical }
    #expect(upright[1] == "◆ 90 %             30 %")
    #expect(upright[5] == "disk               memory")
  }

  @Test func barsOfACategoryStandTogetherOrOnEachOther() {
    func chart(_ change: (inout BarChartOptions) -> Void) -> [String] {
      var options = BarChartOptions()
      change(&options)
      let table = Frame(
        refID: "A",
        fields: [
          Field(name: "day", values: .strings(["mon", "tue"])),
          Field(name: "ok", values: .numbers([4, 2])),
          Field(name: "failed", values: .numbers([2, 6])),
        ])
      return picture(content(.barChart(options), [table]), 30, 9)
    }
    let groups = chart { _ in }
    #expect(groups[8] == "■ ok   ■ failed")
    #expect(groups[7].contains("mon") && groups[7].contains("tue"))
    #expect(chart { $0.stacking = .percent }.contains { $0.hasPrefix("100 %") })
    #expect(
      chart { $0.orientation = .horizontal }[1...4] == [
        "mon ████████████████         4", "    ████████                 2",
        "tue ████████                 2", "    ████████████████████████ 6",
      ])
    #expect(
      chart {
        $0.orientation = .horizontal
        $0.stacking = .normal
      }[1...2] == ["mon ██████████████████       6", "tue ████████████████████████ 8"])
  }

  @Test func wildValuesAreDrawnAtAllSizes() {
    let frames = [series("日本語", wild)] + wild.map { series("v", [$0, $0]) }
    var change = StatOptions()
    change.showsPercentChange = true
    change.orientation = .vertical
    change.textMode = .valueAndName
    change.colorMode = .background
    var bars = BarGaugeOptions()
    for orientation in [PanelOrientation.auto, .horizontal, .vertical] {
      bars.orientation = orientation
      var chart = BarChartOptions()
      chart.orientation = orientation
      for stacking in [CustomConfig.Stacking.Mode.none, .normal, .percent] {
        chart.stacking = stacking
        drawAtAllSizes(content(.barChart(chart), frames))
      }
      for kind in [Panel.Kind.stat(change), .gauge(GaugeOptions()), .barGauge(bars)] {
        drawAtAllSizes(
          content(kind, frames) {
            $0.panel.fieldConfig.thresholds = Thresholds(
              .percentage, steps: [.init(0, "green"), .init(.infinity, "red"), .init(1e300, "red")])
            $0.panel.fieldConfig.max = orientation == .auto ? nil : 1e308
            $0.panel.fieldConfig.min = orientation == .horizontal ? -1e308 : nil
          })
      }
    }
  }
}
