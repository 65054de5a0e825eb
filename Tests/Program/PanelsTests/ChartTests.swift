import Cells
import Dashboards
import Formats
import Frames
import Panels
import Testing
import Times
import Transforms

struct ChartTests {
  private func chart(
    _ frames: [Frame], legend: TimeSeriesOptions.Legend = .init(),
    overrides: [(name: String, change: (inout FieldPatch) -> Void)] = [],
    _ change: (inout FieldConfig) -> Void = { _ in }
  ) -> PanelContent {
    var options = TimeSeriesOptions()
    options.legend = legend
    return content(.timeSeries(options), frames, minutes: 4) { content in
      change(&content.panel.fieldConfig)
      content.panel.overrides = overrides.map { name, change in
        var patch = FieldPatch()
        change(&patch)
        return FieldOverride(.byName(name), patch)
      }
    }
  }

  private func legend(
    _ change: (inout TimeSeriesOptions.Legend) -> Void
  ) -> TimeSeriesOptions.Legend {
    var legend = TimeSeriesOptions.Legend()
    change(&legend)
    return legend
  }

  private let rising = series("a", [1, 2, 3, 4, 5])
  private let dipping = series("b", [30, 20, 10, 20, 30])
  private let broken = series("g", [1, nil, 3, nil, 2])

  @Test func aSecondUnitHasTheRightAxis() {
    let rows = picture(
      chart([rising, dipping], overrides: [("b", { $0.unit = "ms" })]) { $0.unit = "Bps" }, 44, 9)
    // The first series' is the left one, whichever ends higher.
    #expect(rows[2].hasPrefix("  5 B/s ┈") && rows[2].hasSuffix("40 ms"))
    #expect(rows[4].hasPrefix("2.5 B/s ┈") && rows[4].hasSuffix("20 ms"))
    #expect(rows[8] == "         ━ b 30 ms   ━ a 5 B/s")
  }

  @Test func aThirdUnitIsNotedAndNotDrawn() {
    let flat = series("c", [1, 1, 1, 1, 1])
    let content = chart(
      [rising, dipping, flat],
      overrides: [("b", { $0.unit = "ms" }), ("c", { $0.unit = "percent" })]
    ) { $0.unit = "Bps" }
    let rows = picture(content, 50, 12)
    #expect(rows[10] == "         ━ b 30 ms   ━ a 5 B/s   ━ c 1 %")
    #expect(rows[11] == "1 series in percent: no third axis")
  }

  @Test func aLayoutPlacesAxes() {
    let right = picture(
      chart([rising, dipping], overrides: [("b", { $0.custom.axisPlacement = .right })]), 44, 9)
    #expect(right.contains { $0.hasPrefix("  5 ┈") && $0.hasSuffix("40") })
    #expect(right[6].hasPrefix("  0 ─"))
    #expect(right[6].hasSuffix("─ 0"))
    let hidden = picture(chart([rising]) { $0.custom.axisPlacement = .hidden }, 44, 9)
    #expect(hidden[6].hasPrefix(" ──"))
  }

  @Test func layersAreTopsOrSharesOfTheirSum() {
    func stack(_ mode: CustomConfig.Stacking.Mode) -> [String] {
      picture(
        chart([rising, dipping]) {
          $0.custom.stacking = .init(mode)
          $0.custom.fillOpacity = 50
          $0.unit = "bytes"
        }, 80, 11)
    }
    let (shares, sums) = (stack(.percent), stack(.normal))
    #expect(shares[1].hasPrefix("100 % ▄▄▄") && shares[1].hasSuffix("■ a   5 B"))
    #expect(shares[7].hasPrefix(" 25 % █"))
    #expect(sums[0].hasSuffix("─ 35 B"))
    #expect(sums[3].hasPrefix("30 B ▆▅▄▃▂▁┈") && sums[3].hasSuffix("▇████"))
  }

  @Test func seriesOfDifferentGroupsDoNotStack() {
    let content = chart(
      [rising, rising, series("c", [5, 5, 5, 5, 5])],
      overrides: [("c", { $0.custom.stacking = .init(.normal, group: "B") })]
    ) {
      $0.custom.stacking = .init(.normal)
      $0.custom.fillOpacity = 50
    }
    // 5 + 5 on one stack; 5 on the other.
    let rows = picture(content, 60, 9)
    #expect(rows.contains { $0.hasPrefix("10 ") })
    #expect(!rows.contains { $0.hasPrefix("15 ") })
  }

  @Test func aMirroredSeriesHangsFromZero() {
    let content = chart(
      [rising, dipping], overrides: [("b", { $0.custom.transform = .negativeY })]
    ) {
      $0.custom.stacking = .init(.normal)
      $0.custom.fillOpacity = 50
    }
    let rows = picture(content, 50, 11)
    #expect(rows[2].hasPrefix("  0 ▅▅▅▆"))
    #expect(rows[6].hasPrefix("    █▁▂▃▄▅▇▇  "))
    // Its values keep their sign.
    #expect(rows[10] == "     ■ a 5   ■ b 30")
  }

  @Test func aLegendIsATableInTheLayoutsOrder() {
    let content = chart(
      [rising, dipping],
      legend: legend {
        $0.isTable = true
        $0.calcs = [.min, .max, .mean]
        $0.sortBy = .value(.max)
      }
    ) {
      $0.unit = "s"
      $0.decimals = 1
      $0.custom.axisLabel = "time"
    }
    let rows = picture(content, 60, 18)
    #expect(rows[1] == "time")
    #expect(rows.contains { $0.hasPrefix("30.0 s ⠤") })
    #expect(
      rows.suffix(3) == [
        "                min     max    mean", "        ━ a   1.0 s   5.0 s   3.0 s",
        "        ━ b  10.0 s  30.0 s  22.0 s",
      ])
  }

  @Test(
    arguments: [
      (TimeSeriesOptions.Legend.Order.name, false, ["a", "b", "c"]),
      (.name, true, ["c", "b", "a"]),
      (.value(.min), false, ["a", "c", "b"]), (.value(.min), true, ["b", "c", "a"]),
    ])
  func seriesAreSortedByAValue(
    order: TimeSeriesOptions.Legend.Order, isDescending: Bool, names: [String]
  ) {
    let content = chart(
      [dipping, rising, series("c", [4, nil])],
      legend: legend {
        $0.sortBy = order
        $0.sortsDescending = isDescending
      })
    let row = picture(content, 60, 9)[8]
    let marks = row.split(separator: "━").dropFirst().compactMap { $0.split(separator: " ").first }
    #expect(marks.map(String.init) == names)
  }

  @Test func aLogarithmicAxisHasPowersForTicks() {
    let rows = picture(
      chart([rising, dipping], legend: legend { $0.isShown = false }) {
        $0.custom.scaleDistribution = .log(base: 10)
      }, 44, 9)
    #expect(rows[1].hasPrefix("100 ┈") && rows[4].hasPrefix(" 10 ┈") && rows[7].hasPrefix("  1 ⠤"))
  }

  @Test func aGapIsBrokenBridgedOrZero() {
    func drawing(_ change: (inout FieldConfig) -> Void) -> String {
      picture(chart([broken], change), 44, 9)[3...5].joined()
    }
    let (gaps, bridged) = (drawing { _ in }, drawing { $0.custom.spanNulls = .always })
    #expect(gaps.filter { $0 == "⣤" }.count == 3)
    #expect(!bridged.contains("⣤") && bridged.contains("⠤⠤⠔⠒"))
    #expect(drawing { $0.custom.spanNulls = .upTo(milliseconds: 120_000) } == bridged)
    #expect(drawing { $0.custom.spanNulls = .upTo(milliseconds: 60_000) } == gaps)
    #expect(picture(chart([broken]) { $0.nulls = .zero }, 44, 9)[6].contains("⠉⠉⠒⠒⠢⠔⠊⠁"))
  }

  @Test func fixedEndsAndThresholdsBelowWhichItIsBad() {
    let content = chart([series("g", [96, 97, 96, 99, 98])]) {
      ($0.min, $0.max, $0.unit) = (95, 100, "percent")
      $0.thresholds = Thresholds(steps: [.init(-.infinity, "red"), .init(97, "transparent")])
      $0.custom.thresholdsStyle = .line
    }
    let rows = picture(content, 44, 9)
    #expect(rows[2].hasPrefix(" 100 % ┈"))
    #expect(rows[4].hasPrefix("  97 % ╌"))
    #expect(rows[6].hasPrefix("  95 % ┈"))
  }

  @Test func bandsOfThresholdsAreTinted() {
    let content = chart([rising]) {
      $0.thresholds = Thresholds(steps: [.init(-.infinity, "green"), .init(3, "orange")])
      $0.custom.thresholdsStyle = .area
    }
    var buffer = Buffer(width: 44, height: 9)
    buffer.draw(PanelView.box(for: content, width: 44, height: 9), in: buffer.area)
    #expect(buffer[10, 2].style.background == Ink(.warning, strength: 12))
    #expect(buffer[40, 6].style.background == Ink(.background))
  }

  @Test func whatIsHiddenFromTheLegendIsDrawn() {
    var hidden = CustomConfig.HideFrom()
    hidden.legend = true
    let content = chart([rising, dipping], overrides: [("b", { $0.custom.hideFrom = hidden })])
    let rows = picture(content, 44, 9)
    #expect(rows[8].contains("━ a 5") && !rows[8].contains("b"))
    #expect(rows[2].hasPrefix("40 ") || rows[1].hasPrefix("40 ") || rows[1].hasPrefix("30 "))
  }

  @Test(arguments: [
    CustomConfig.DrawStyle.line, .bars, .points,
  ])
  func wildSamplesAreDrawnAtAllSizes(style: CustomConfig.DrawStyle) {
    let stackings: [CustomConfig.Stacking.Mode] = [.none, .normal, .percent]
    let scales: [CustomConfig.ScaleDistribution] = [
      .linear, .log(base: 2), .symlog(base: 10, linearThreshold: 0),
    ]
    for stacking in stackings {
      for scale in scales {
        let frames = [series("日本語", wild), series("", wild.reversed()), series("one", [1])]
        drawAtAllSizes(
          chart(frames, overrides: [("one", { $0.unit = "s" })]) {
            $0.custom.drawStyle = style
            $0.custom.stacking = .init(stacking)
            $0.custom.scaleDistribution = scale
            $0.custom.fillOpacity = 30
            $0.custom.axisCenteredZero = true
            $0.thresholds = Thresholds(
              .percentage, steps: [.init(0, "red"), .init(1e300, "orange")])
            $0.custom.thresholdsStyle = .lineAndArea
          })
      }
    }
  }
}

extension ChartTests {
  @Test func thresholdsStandOnTheScaleOfTheirSeries() throws {
    let steps = Thresholds(steps: [.init(-.infinity, "green"), .init(25, "red")])
    let content = chart(
      [rising, dipping],
      overrides: [
        (
          "b",
          {
            $0.unit = "ms"
            $0.thresholds = steps
            $0.custom.thresholdsStyle = .line
          }
        )
      ])
    let rows = picture(content, 44, 9)
    let row = try #require(rows.first { $0.hasSuffix("25 ms") })
    #expect(row.contains("╌") && !row.hasPrefix("25"))
    #expect(rows.count { $0.contains("╌") } == 1)
  }
}

extension ChartTests {
  private func words(_ words: [String]) -> [String] {
    let frames = words.enumerated().map { index, word in
      series("\(word) eth0", [1, Double(index + 2)], refID: "\(index)")
    }
    return picture(chart(frames), 90, 20).joined(separator: "\n").split(separator: "\n")
      .map(String.init)
  }

  @Test func percentilesOfOneNameAreOneRow() {
    #expect(words(["P95", "P50"]).count { $0.contains("━") && $0.contains("eth0") } == 1)
  }

  @Test func otherWordsAreSeriesOfTheirOwn() {
    let rows = words(["Receive", "Transmit"])
    #expect(rows.contains { $0.contains("━ Receive eth0") })
    #expect(rows.contains { $0.contains("━ Transmit eth0") })
  }
}
