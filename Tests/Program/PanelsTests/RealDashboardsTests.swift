import Cells
import Dashboards
import Formats
import Foundation
import Frames
import Panels
import TestSupport
import Testing
import Times

private let folder = Shared.folder + "/grafana/dashboards"
private let files = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [])
  .filter { $0.hasSuffix(".json") }.sorted()

/// What each type of a file is drawn as; a table of traces is a list of traces.
private let kinds: [String: Set<String>] = [
  "timeseries": ["timeseries"], "graph": ["timeseries", "barchart", "histogram"],
  "stat": ["stat"], "singlestat": ["stat", "gauge"], "gauge": ["gauge"],
  "bargauge": ["bargauge"], "barchart": ["barchart"], "table": ["table", "traces"],
  "table-old": ["table"], "text": ["text"], "heatmap": ["heatmap"], "histogram": ["histogram"],
  "piechart": ["piechart"], "grafana-piechart-panel": ["piechart"],
  "state-timeline": ["state-timeline"], "status-history": ["status-history"],
]

/// Real dashboards of other people, read from beside the checkout.
@Suite(.enabled(if: !files.isEmpty, "the dashboards are not there"))
struct RealDashboardsTests {
  /// The type and title of each panel of a classic file, as the file has them, without the copies
  /// of repeated ones; read by other means than ours.
  private func panels(
    in value: Any, library: [String: Any]? = nil
  ) -> [(type: String, title: String)] {
    guard let object = value as? [String: Any] else { return [] }
    let library = library ?? object["__elements"] as? [String: Any] ?? [:]
    // Either the present form or the one with rows.
    let lists = (object["panels"] as? [Any] ?? []) + (object["rows"] as? [Any] ?? [])
    return lists.flatMap { item -> [(type: String, title: String)] in
      guard var panel = item as? [String: Any] else { return [] }
      if panel["type"] == nil, let link = panel["libraryPanel"] as? [String: Any] {
        let element = library[link["uid"] as? String ?? ""] as? [String: Any]
        panel = element?["model"] as? [String: Any] ?? ["type": "lost"]
      }
      let isCopy = panel["repeatPanelId"].map { !($0 is NSNull) } ?? false
      if isCopy || panel["repeatedByRow"] as? Bool == true { return [] }
      let isRow = panel["type"] == nil || panel["type"] as? String == "row"
      if isRow, panel["collapsed"] as? Bool == false { return [] }
      if isRow { return panels(in: panel, library: library) }
      return [(panel["type"] as? String ?? "", panel["title"] as? String ?? "")]
    }
  }

  private func all(_ panels: [Panel]) -> [Panel] {
    panels.flatMap { panel -> [Panel] in
      if case .row(_, let held) = panel.kind { return all(held) }
      return [panel]
    }
  }

  private func bytes(_ file: String) throws -> Data {
    try Data(contentsOf: URL(filePath: folder + "/" + file))
  }

  private func dashboard(_ file: String) throws -> Dashboard {
    try #require(try Layouts.dashboards(in: Array(bytes(file)), name: file).first)
  }

  @Test(arguments: files)
  func eachPanelOfAKnownKindIsReadAsItsKind(file: String) throws {
    let root = try JSONSerialization.jsonObject(with: bytes(file))
    let model = (root as? [String: Any])?["dashboard"] ?? root
    let raw = panels(in: model).filter { kinds[$0.type] != nil }
    // The newer schema has elements in place of panels; the next issue reads those.
    guard !raw.isEmpty else { return }
    let read = all(try dashboard(file).panels).filter { panel in
      kinds.values.contains { $0.contains(panel.kind.name) }
    }
    #expect(read.count == raw.count)
    for (panel, own) in zip(read, raw) {
      #expect(panel.title == own.title)
      #expect(kinds[own.type]?.contains(panel.kind.name) == true, "\(own)")
    }
  }

  @Test(arguments: files)
  func eachPanelIsDrawnOverMadeUpAnswers(file: String) throws {
    for panel in all(try dashboard(file).panels)
    where kinds.values.contains(where: { $0.contains(panel.kind.name) }) {
      let content = filled(panel)
      #expect(PanelSummary(content).state == "ok")
      for (width, height) in [(0, 0), (1, 1), (24, 5), (120, 24)] {
        _ = inside(content, width, height)
      }
      // What is chosen by name is not among made-up names: without choices something is to be seen.
      let plain = filled(withoutChoices(panel))
      guard panel.kind.name != "traces", panel.kind.name != "text" else { continue }
      for (width, height) in [(24, 5), (44, 9)] {
        #expect(
          !inside(plain, width, height).isEmpty, "\(panel.kind.name) \(panel.title) at \(width)")
      }
    }
  }

  /// What is drawn below the title, without blanks.
  private func inside(_ content: PanelContent, _ width: Int, _ height: Int) -> String {
    picture(content, width, height).dropFirst().joined().filter { $0 != " " }
  }

  private func withoutChoices(_ panel: Panel) -> Panel {
    var panel = panel
    panel.transformations = []
    panel.overrides = []
    panel.fieldConfig.custom.hideFrom = nil
    panel.fieldConfig.custom.isHidden = nil
    switch panel.kind {
    case .stat(var options):
      options.reduce.fields = ""
      panel.kind = .stat(options)
    case .gauge(var options):
      options.reduce.fields = ""
      panel.kind = .gauge(options)
    case .barGauge(var options):
      options.reduce.fields = ""
      panel.kind = .barGauge(options)
    case .pie(var options):
      options.reduce.fields = ""
      panel.kind = .pie(options)
    default: break
    }
    return panel
  }

  /// A panel with an answer for each of its targets.
  private func filled(_ panel: Panel) -> PanelContent {
    let now = Instant(milliseconds: 1_795_271_550_000)
    var content = PanelContent(
      panel: panel, range: TimeRange(from: now - .hours(1), to: now), now: now,
      calendar: Calendar(.utc))
    content.fetchedAt = now
    content.status = .ok
    let targets = panel.targets.isEmpty ? [Target(refID: "A", expr: "up")] : panel.targets
    content.frames = targets.enumerated().flatMap { index, target in
      frames(of: target, number: index, isAlone: targets.count == 1, now)
    }
    return content
  }

  private func frames(of target: Target, number: Int, isAlone: Bool, _ now: Instant) -> [Frame] {
    let times = (0..<60).map { now - .minutes(Double(59 - $0)) }
    func values(_ seed: Int) -> [Double?] {
      (0..<60).map { (row: Int) -> Double? in
        if row % 17 == 3 { return nil }
        if row == 20 { return .nan }
        let wave: Int = (row * (seed + 3) + number) % 41
        return Double(wave) * 1.5
      }
    }
    let names = ["one", "two", "日本"]
    if target.format == .table {
      let value = isAlone ? "Value" : "Value #\(target.refID)"
      return [
        Frame(
          refID: target.refID,
          fields: [
            Field(name: "Time", values: .times(Array(times.suffix(3)))),
            Field(name: "instance", values: .strings(names)),
            Field(name: value, values: .numbers([1, nil, 3])),
          ])
      ]
    }
    return names.enumerated().map { index, name in
      Frame(
        refID: target.refID,
        fields: [
          Field(name: "Time", values: .times(times)),
          Field(
            name: "Value", labels: ["instance": name, "le": "\(index + 1)"],
            values: .numbers(NumberColumn(values(index))),
            sourceName: target.legendFormat == nil ? nil : "\(name) \(target.refID)"),
        ])
    }
  }

  /// All kinds that this issue draws, counted over all files.
  @Test func allPanelsOfTheClassicFilesAreCounted() throws {
    var (known, total) = (0, 0)
    for file in files {
      let root = try JSONSerialization.jsonObject(with: bytes(file))
      let raw = panels(in: (root as? [String: Any])?["dashboard"] ?? root)
      total += raw.count
      known += raw.count { kinds[$0.type] != nil }
    }
    #expect(total > 800)
    #expect(Double(known) / Double(total) >= 0.97, "\(known) of \(total)")
  }
}
