import Cells
import Dashboards
import Formats
import Frames
import Panels
import Testing
import Times
import Transforms

struct TablePanelTests {
  private let pods = Frame(
    refID: "A",
    fields: [
      Field(name: "pod", values: .strings(["api-1", "日本語", "worker", nil])),
      Field(name: "Value #A", values: .numbers([0.5, 96.25, nil, 71])),
      Field(name: "Value #B", values: .numbers([1024, 2_560, 7_000_000, 0])),
      Field(name: "ready", values: .booleans([true, false, nil, true])),
    ])

  private func override(_ name: String, _ change: (inout FieldPatch) -> Void) -> FieldOverride {
    var patch = FieldPatch()
    change(&patch)
    return FieldOverride(.byName(name), patch)
  }

  private func table(
    _ frames: [Frame], _ overrides: [FieldOverride] = [],
    _ change: (inout TableOptions) -> Void = { _ in }
  ) -> PanelContent {
    var options = TableOptions()
    change(&options)
    return content(.table(options), frames) {
      $0.panel.fieldConfig.color = .thresholds
      $0.panel.overrides = overrides
    }
  }

  private var cpu: FieldOverride {
    override("Value #A") {
      $0.displayName = "CPU"
      $0.unit = "percent"
      ($0.min, $0.max) = (0, 100)
      $0.thresholds = Thresholds(
        steps: [.init(-.infinity, "green"), .init(70, "orange"), .init(90, "red")])
    }
  }

  @Test func numbersOfAColumnShareUnitAndDecimals() {
    #expect(
      picture(table([pods], [cpu]), 60, 6) == [
        "Panel ─────────────────────────────────────────────── 4 rows",
        "pod     cpu %   value #b  ready",
        "api-1    0.50      1 024  true",
        "日本語  96.25      2 560  false",
        "worker      —  7 000 000",
        "        71.00          0  true",
      ])
  }

  @Test(
    arguments: [
      (CustomConfig.CellOptions(.colorText), "◆ 日本語"),
      (.init(.colorBackground, mode: .gradient), "◆ 日本語"),
      (.init(.gauge, mode: .basic), "◆ 日本語"),
      (.init(.auto), "日本語"),
    ])
  func colouredCellsSayHowBadTheyAre(options: CustomConfig.CellOptions, start: String) {
    let content = table([pods], [cpu, override("Value #A") { $0.custom.cellOptions = options }])
    #expect(picture(content, 60, 6)[3].hasPrefix(start))
  }

  @Test func gaugesAreBarsInTheirOwnForms() {
    let rows = [CustomConfig.CellOptions.Mode.basic, .lcd].map { mode in
      picture(
        table(
          [pods], [cpu, override("Value #A") { $0.custom.cellOptions = .init(.gauge, mode: mode) }]),
        60, 6)
    }
    #expect(
      rows[0] == [
        "Panel ─────────────────────────────────────────────── 4 rows",
        "  pod                                cpu %   value #b  ready",
        "  api-1   ─────────────────│────│──   0.50      1 024  true",
        "◆ 日本語  ━━━━━━━━━━━━━━━━━━━━━━━━─  96.25      2 560  false",
        "  worker  ─────────────────│────│──      —  7 000 000",
        "▲         ━━━━━━━━━━━━━━━━━━────│──  71.00          0  true",
      ])
    #expect(rows[1][3].contains("▌▌▌▌▌"))
  }

  @Test func aBackgroundFillsItsCell() throws {
    let content = table(
      [pods], [cpu, override("Value #A") { $0.custom.cellOptions = .init(.colorBackground) }])
    let box = PanelView.box(for: content, width: 60, height: 6)
    var buffer = Buffer(width: 60, height: 6)
    box.render(in: buffer.area, into: &buffer)
    let grounds = (0..<60).map { buffer[$0, 3].style.background.source }
    #expect(grounds.contains(.role(.critical)))
    #expect(!(0..<60).map { buffer[$0, 2].style.background.source }.contains(.role(.critical)))
  }

  @Test func aBaseThatIsRedIsBadWhereWhatFollowsIsGreen() {
    let content = table(
      [pods],
      [
        override("Value #A") {
          $0.custom.cellOptions = .init(.colorText)
          $0.thresholds = Thresholds(steps: [.init(-.infinity, "red"), .init(1, "green")])
        }
      ])
    let rows = picture(content, 60, 6)
    #expect(rows[2].hasPrefix("◆ api-1"))
    #expect(rows[3].hasPrefix("  日本語"))
  }

  @Test func aMappingsColourIsShownForWhatItMeans() {
    let content = table(
      [pods],
      [
        override("ready") {
          $0.custom.cellOptions = .init(.colorText)
          $0.mappings = [ValueMapping(.value("false"), text: "not ready", color: "red")]
        }
      ])
    #expect(PanelSummary(content).values.contains("not ready"))
    #expect(picture(content, 60, 6)[3].hasPrefix("◆ 日本語"))
  }

  @Test func hiddenColumnsAreGoneAndOthersAlign() {
    let content = table(
      [pods],
      [
        override("Value #B") { $0.custom.isHidden = true },
        override("ready") {
          $0.custom.hideFrom = .init()
          $0.custom.hideFrom?.viz = true
        },
        override("Value #A") { $0.custom.align = .left },
      ])
    #expect(PanelSummary(content).series == ["pod", "Value #A"])
    #expect(picture(content, 40, 6)[1...2] == ["pod     value #a", "api-1   0.50"])
  }

  @Test(
    arguments: [
      ("CPU", true, ["日本語", "", "api-1", "worker"]),
      ("CPU", false, ["api-1", "", "日本語", "worker"]),
      ("pod", false, ["api-1", "worker", "日本語", ""]),
      ("Value #B", true, ["worker", "日本語", "api-1", ""]),
      ("nothing", true, ["api-1", "日本語", "worker", ""]),
    ])
  func rowsAreSortedWithMissingValuesLast(name: String, isDescending: Bool, pods: [String]) {
    let content = table([self.pods], [cpu]) {
      $0.sortBy = name
      $0.sortsDescending = isDescending
    }
    let values = PanelSummary(content).values
    #expect(stride(from: 0, to: values.count, by: 4).map { values[$0] } == pods)
  }

  @Test func aFooterSumsColumns() {
    let content = table([pods], [cpu]) {
      $0.footer = TableOptions.Footer()
      $0.footer?.reducers = [.sum]
      $0.footer?.fields = ["CPU"]
    }
    #expect(picture(content, 60, 7).last == "total   167.75")
    let counted = table([pods], [cpu]) {
      $0.footer = TableOptions.Footer()
      $0.footer?.countsRows = true
    }
    #expect(picture(counted, 60, 7).last == "4 rows")
  }

  @Test func oneOfSeveralTablesIsShown() {
    let other = Frame(
      refID: "B",
      fields: [
        Field(name: "host", values: .strings(["a"])), Field(name: "n", values: .numbers([1])),
        Field(name: "m", values: .numbers([1])),
      ])
    let content = table([pods, other]) { $0.frameIndex = 1 }
    #expect(PanelSummary(content).series == ["host", "n", "m"])
    #expect(picture(content, 60, 5)[0].hasSuffix("table 2 of 2   1 row"))
    #expect(PanelSummary(table([pods, other]) { $0.frameIndex = 9 }).series.first == "host")
  }

  @Test func ofSeriesOneIsShownWithItsTimes() {
    let frames = [
      series("", [1, 5], labels: ["job": "api"]), series("", [9], labels: ["job": "db"]),
    ]
    let content = table(frames)
    let summary = PanelSummary(content)
    #expect(summary.series == ["Time", "api"])
    #expect(
      summary.values == ["2026-11-21 11:59:00", "1", "2026-11-21 12:00:00", "5"])
    #expect(summary.notices == ["table 1 of 2"])
    #expect(picture(content, 60, 4)[0].hasSuffix("table 1 of 2   2 rows"))
    #expect(PanelView.rowCount(content) == 2)
    let second = table(frames) { $0.frameIndex = 1 }
    #expect(PanelSummary(second).series == ["Time", "db"])
    #expect(PanelView.rowCount(second) == 1)
  }

  @Test func trendsOfSeriesAreRowsOfLabelsWithSparklines() {
    let frames = [
      series("", [1, 5, 3], labels: ["job": "api"]), series("", [9, 9], labels: ["zone": "b"]),
    ]
    let content = content(.table(TableOptions()), frames) {
      $0.panel.transformations = [.timeSeriesTable]
    }
    let summary = PanelSummary(content)
    #expect(summary.series == ["job", "zone", "Trend #A"])
    #expect(summary.values == ["api", "", "3", "", "b", "9"])
    #expect(summary.notices.isEmpty)
    #expect(PanelView.rowCount(content) == 2)
    #expect(picture(content, 40, 4)[2].contains("▇"))
  }

  @Test func aLoneColumnHasTheNameOfItsField() {
    let lone = Frame(refID: "A", fields: [Field(name: "version", values: .strings(["1.2"]))])
    #expect(PanelSummary(table([lone])).series == ["version"])
    #expect(picture(table([lone]), 30, 3)[1] == "version")
  }

  @Test func anEmptyAnswerIsTheLayoutsTextForNoValue() {
    var content = table([]) { _ in }
    content.status = .noData(queries: ["up"])
    content.panel.fieldConfig.noValue = "none at all"
    #expect(picture(content, 40, 5).contains { $0.contains("none at all") })
    #expect(PanelSummary(content).values == ["none at all"])
    #expect(PanelSummary(content).state == "nodata")
  }

  @Test func aSelectionIsInSightInThousandsOfRows() {
    let frame = Frame(
      refID: "A",
      fields: [
        Field(name: "n", values: .strings((0..<20_000).map { "row \($0)" })),
        Field(name: "v", values: .numbers(NumberColumn((0..<20_000).map { Double($0) }))),
        Field(name: "w", values: .numbers(NumberColumn((0..<20_000).map { Double($0) * 0.5 }))),
      ])
    var content = table([frame])
    content.selection = 15_000
    content.isFocused = true
    let rows = picture(content, 40, 10)
    #expect(rows.last?.hasPrefix("row 15000") == true)
    #expect(PanelView.rowCount(content) == 20_000)
  }

  @Test(arguments: [12, 20, 30, 45])
  func columnsGoFromTheLeastUseful(width: Int) {
    let rows = picture(table([pods], [cpu]) { $0.sortBy = "CPU" }, width, 5)
    #expect(rows[1].hasPrefix("po"))
    if width >= 20 { #expect(rows[1].contains("cpu")) }
  }

  @Test func badDataDrawHarmlessly() {
    let kinds: [CustomConfig.CellOptions.Kind] = [
      .auto, .gauge, .sparkline, .image, .pill, .markdown, .colorText, .colorBackground, .json,
      .dataLinks,
    ]
    let frame = Frame(
      refID: "A",
      fields: [
        Field(name: "", values: .strings(wild.map { $0.map { "日本 \($0)\u{1b}[31m" } })),
        Field(name: "v", values: .numbers(NumberColumn(wild))),
        Field(name: "t", values: .times(wild.map { _ in noon })),
      ])
    for kind in kinds {
      let options = CustomConfig.CellOptions(kind, mode: .gradient)
      for frames in [[frame], [series("", wild, labels: ["a": "日本"]), series("", [1])], []] {
        var content = table(frames) {
          $0.sortBy = "v"
          $0.footer = TableOptions.Footer()
          $0.footer?.reducers = [.mean, .max]
        }
        content.panel.fieldConfig.custom.cellOptions = options
        content.panel.fieldConfig.custom.width = .infinity
        content.panel.fieldConfig.custom.minWidth = -1e300
        content.panel.fieldConfig.unit = "bytes"
        content.selection = 99
        drawAtAllSizes(content)
      }
    }
  }
}
