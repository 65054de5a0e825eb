import Cells
import Dashboards
import Formats
import Frames
import Panels
import TestSupport
import Testing
import Times
import Widgets

private let now = Instant(milliseconds: 1_795_271_550_000)
private let range = TimeRange(from: now - .hours(1), to: now)

private func content(
  _ kind: Panel.Kind, _ frames: [Frame], _ change: (inout FieldConfig) -> Void = { _ in }
) -> PanelContent {
  var panel = Panel(id: 7, title: "Queue", gridPos: GridPos(x: 0, y: 0, w: 12, h: 8), kind: kind)
  change(&panel.fieldConfig)
  var content = PanelContent(panel: panel, range: range, now: now, calendar: Calendar(.utc))
  content.frames = frames
  content.fetchedAt = now - .minutes(6)
  content.status = .ok
  return content
}

private func series(_ name: String, _ values: [Double?]) -> Frame {
  let times = values.indices.map { now - .seconds(Double(values.count - 1 - $0) * 60) }
  return Frame(
    refID: "A",
    fields: [
      Field(name: "Time", values: .times(times)),
      Field(
        name: "Value", labels: ["queue": name], values: .numbers(NumberColumn(values)),
        sourceName: name),
    ])
}

private let kinds: [Panel.Kind] = [
  .timeSeries(TimeSeriesOptions()), .stat(StatOptions()), .gauge(GaugeOptions()),
  .barGauge(BarGaugeOptions()), .table(TableOptions()), .barChart(BarChartOptions()),
  .text(TextOptions()), .logs(LogsOptions()), .traces(TableOptions()),
  .row(collapsed: true, panels: []),
  .unsupported(type: "news"),
]

@Test func valuesAreToldAsGrafanaPrintsThem() {
  let summary = PanelSummary(
    content(.stat(StatOptions()), [series("a", [1, 1234]), series("b", [nil, 0.5])]) {
      $0.unit = "short"
    })
  #expect(summary.state == "ok")
  #expect(summary.series == ["a", "b"])
  #expect(summary.values == ["1.23 K", "0.500"])
  #expect(summary.type == "stat")
}

@Test(
  arguments: [
    (PanelContent.Status.loading, "loading", nil), (.noData(queries: ["up"]), "nodata", nil),
    (.noSource(type: "loki"), "failed", "no source of type loki"),
    (.unsupported(type: "news"), "unsupported", "no panel of type news"),
    (.unsupported(type: ""), "unsupported", "a panel without a type"),
    (
      .failed(.init(source: "prod", reason: "parse error", since: now, isRefusal: true)), "failed",
      "prod refused the query: parse error"
    ),
    (
      .failed(.init(source: "prod", reason: "refused", since: now)), "failed", "prod: refused"
    ),
  ] as [(PanelContent.Status, String, String?)])
func statesHaveTheirWords(status: PanelContent.Status, state: String, error: String?) {
  var content = content(.stat(StatOptions()), [])
  content.status = status
  #expect(PanelSummary(content).state == state)
  #expect(PanelSummary(content).error == error)
}

@Test func oldDataStayDimmedWithTheirAge() {
  var content = content(.barGauge(BarGaugeOptions()), [series("publish", [1, 2])])
  content.status = .failed(.init(source: "prod", reason: "refused", since: now))
  let box = PanelView.box(for: content, width: 60, height: 6)
  let text = drawn(box, width: 60, height: 6).joined(separator: "\n")
  #expect(text.contains("◷ stale 6 min"))
  #expect(text.contains("publish"))
  #expect(box.isStale)
}

@Test func warningsOfAServerMakeAPanelPartial() {
  var content = content(.stat(StatOptions()), [series("a", [1])])
  content.notices = [.init(.warning, "a shard did not answer")]
  let text = drawn(PanelView.box(for: content, width: 70, height: 6), width: 70, height: 6)[0]
  #expect(text.contains("▲ partial"))
  #expect(PanelSummary(content).state == "ok")
  #expect(PanelSummary(content).notices == ["a shard did not answer"])
}

@Test func pastAThresholdAGlyphSaysSo() {
  let content = content(.barGauge(BarGaugeOptions()), [series("a", [143]), series("b", [9])]) {
    $0.thresholds = Thresholds(steps: [.init(-.infinity, "green"), .init(100, "orange")])
    $0.color = .thresholds
  }
  let rows = drawn(PanelView.box(for: content, width: 60, height: 5), width: 60, height: 5)
  #expect(rows[0].hasSuffix("▲ 1 over 100"))
  #expect(rows[1].contains("▲ 143"))
}

/// Labels from a hostile exporter, values that no server should send, areas of all sizes.
@Test func hostileDataDrawHarmlessly() {
  let name = "\u{1b}]52;c;aGk=\u{7}\u{9b}31m\u{202e}evil" + String(repeating: "x", count: 10_000)
  let values: [Double?] = [nil, .nan, .infinity, -.infinity, 1e308, -1e308, 5, 0]
  let frames = [series(name, values), series("日本語", values), series("", [])]
  for kind in kinds {
    for status in [
      PanelContent.Status.ok, .loading, .noData(queries: [name]), .noSource(type: name),
      .failed(.init(source: name, reason: name, since: now, nextTry: now)),
      .partial(.init(source: name, reason: name, since: now)),
    ] {
      var content = content(kind, frames) { $0.unit = "s" }
      content.panel.title = name
      content.status = status
      content.isFocused = true
      content.selection = 3
      for (width, height) in [(0, 0), (1, 1), (3, 2), (20, 4), (40, 9), (200, 60)] {
        let box = PanelView.box(for: content, width: width, height: height)
        var buffer = Buffer(width: width, height: height)
        box.render(in: buffer.area, into: &buffer)
        let bad = buffer.text().unicodeScalars.contains { scalar in
          scalar.value < 0x20 && scalar != "\n" || (0x7f...0x9f).contains(scalar.value)
            || (0x202a...0x202e).contains(scalar.value)
        }
        #expect(!bad)
        _ = PanelView.rowCount(content)
        _ = PanelSummary(content)
      }
    }
  }
}

@Test func aRefusedQueryIsSaidInWholeWords() {
  var content = content(.stat(StatOptions()), [])
  let reason = "invalid parameter \"query\": 1:5: parse error: unclosed left parenthesis"
  content.status = .failed(.init(source: "prod", reason: reason, since: now, isRefusal: true))
  let rows = drawn(PanelView.box(for: content, width: 40, height: 9), width: 40, height: 9)
  let text = rows.joined(separator: " ").split(separator: " ").joined(separator: " ")
  #expect(text.contains("prod refused the query: " + reason))
  #expect(!text.contains("next try"))
}

@Test(arguments: [
  ("one two three", 8, ["one two", "three"]), ("abcdefgh ij", 4, ["abcd", "efgh", "ij"]),
  ("", 8, []), ("a b c d e f g h", 3, ["a b", "c d", "…"]), ("日本語 x", 6, ["日本語", "x"]),
])
func textsAreBrokenBetweenWords(text: String, width: Int, lines: [String]) {
  #expect(PanelView.wrapped(text, width: width).map(\.string) == lines)
}

@Test func aListOfAlertsShowsThemAndItsTitleHowMany() {
  var options = AlertListOptions()
  var content = content(.alertList(options), [])
  content.status = .ok
  func alert(_ name: String, _ standing: String, _ severity: Widgets.Severity?, _ age: Double) {
    content.shownAlerts.append(
      .init(
        name: name, labels: "queue=\(name.lowercased())", standing: standing, severity: severity,
        since: now - .minutes(age)))
  }
  alert("Deep", "firing", .critical, 5)
  alert("Slow", "pending", .warning, 1)
  alert("Old", "acknowledged", .warning, 90)
  content.isFocused = true
  content.selection = 1
  #expect(
    drawn(PanelView.box(for: content, width: 50, height: 5), width: 50, height: 5) == [
      "Queue·━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━·3 alerts",
      "◆ 5 min   Deep  queue=deep                        ",
      "◌ 1 min   Slow  pending queue=slow                ",
      "○ 1 h 30  Old   acknowledged queue=old            ",
      "                                                  ",
    ])
  let summary = PanelSummary(content)
  #expect(summary.series == ["Deep", "Slow", "Old"])
  #expect(summary.values[1] == "pending queue=slow")
  #expect(summary.state == "ok")
  options.isCount = true
  content.panel.kind = .alertList(options)
  #expect(
    drawn(PanelView.box(for: content, width: 20, height: 3), width: 20, height: 3)
      .joined().contains("3"))
}

@Test func aPanelsTitleSaysWhatFires() {
  var content = content(.stat(StatOptions()), [series("a", [1])])
  func title() -> String {
    drawn(PanelView.box(for: content, width: 34, height: 3), width: 34, height: 3)[0]
  }
  content.alarm = .init(names: ["Deep", "Slow"], severity: .critical, isHeld: false)
  #expect(title().hasPrefix("Queue·◆ Deep +1·─"))
  content.alarm = .init(names: ["Deep"], severity: .critical, isHeld: true)
  #expect(title().hasPrefix("Queue·○ Deep·─"))
  content.glyphs = .ascii
  content.alarm = .init(names: ["Deep"], severity: .warning, isHeld: false)
  #expect(title().hasPrefix("Queue·! Deep·-"))
}

@Test(arguments: ["no alerts", "no alert source configured"])
func aListOfAlertsSaysThatItIsEmpty(text: String) {
  var content = content(.alertList(AlertListOptions()), [])
  content.status = .ok
  content.alerts = text
  #expect(
    drawn(PanelView.box(for: content, width: 40, height: 5), width: 40, height: 5).joined()
      .contains(text))
  #expect(PanelSummary(content).type == "alertlist")
}

/// Where less is worse, values above the last threshold are good.
@Test(arguments: [(99.0, ""), (96.0, "▲ 1 under 98"), (90.0, "◆ 1 under 95")])
func whatIsUnderAThresholdThatShouldBeReachedIsCounted(value: Double, text: String) {
  let content = content(.barGauge(BarGaugeOptions()), [series("a", [value]), series("b", [100])]) {
    $0.thresholds = Thresholds(
      steps: [.init(-.infinity, "red"), .init(95, "orange"), .init(98, "green")])
    $0.color = .thresholds
  }
  let row = drawn(PanelView.box(for: content, width: 60, height: 8), width: 60, height: 8)[0]
  #expect(text.isEmpty ? row.hasSuffix("─") : row.hasSuffix(text), "\(row)")
}
