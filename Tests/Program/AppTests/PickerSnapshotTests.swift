import Cells
import Configuration
import Dashboards
import DataSources
import Foundation
import Testing

@testable import App

/// A program with something to choose for every picker.
private func choices(width: Int, height: Int) throws -> State {
  let platforms = ["tiktok", "instagram", "youtube", "x", "facebook"]
  var platform = Variable(
    name: "platform", kind: .custom(platforms.map { .init(text: $0, value: $0) }))
  (platform.isMulti, platform.includesAll) = (true, true)
  let note = Variable(name: "note", kind: .textBox("none"))
  let plain = try program { $0.variables = [platform, note] }
  var lab = plain.settings
  lab.context = "lab"
  var state = State(
    settings: plain.settings, views: plain.views, now: start, contexts: [plain.settings, lab],
    inventory: Inventory(
      themes: ["colour-blind", "dark", "high-contrast", "light", "mono", "terminal"],
      theme: "dark", layouts: ["a.json", "node/node.json", "prometheus/prometheus.json"]))
  _ = state.update(Action(.resized(width: width, height: height), at: start))
  for fetch in fetches(state.happen(.started)) {
    _ = state.happen(.fetched(fetch.id, .success(answer(to: fetch))), after: 1)
  }
  return state
}

@Test(
  arguments: [
    ("range", "t"), ("range-wrong", "tnow-6x"), ("range-typed", "tnow-6h to now-1h"),
    ("interval", "R"), ("variables", "v"), ("values", "vplatform\n  "), ("context", "P"),
    ("theme", "T"), ("series", "s"), ("palette", ":"), ("palette-found", ":zo"),
    ("palette-nothing", ":qqq"), ("front-door", "0"), ("help", "?"),
  ], [(80, 24), (120, 40)])
func aPickerLooksAsItsPicture(picker: (name: String, keys: String), size: (Int, Int)) throws {
  var state = try choices(width: size.0, height: size.1)
  for letter in picker.keys {
    _ = state.happen(.key(letter == "\n" ? .enter : .character(letter)), after: 2)
  }
  try compare(state.view().text(), with: "\(picker.name)-\(size.0)x\(size.1)")
}

@Test func pickersAreDrawnAtEverySize() throws {
  for keys in ["t", "tx", "v", "T", "s", ":", "0", "?"] {
    var state = try choices(width: 80, height: 24)
    _ = state.press(keys, after: 2)
    for width in [0, 1, 5, 8, 20, 76, 200] {
      for height in [0, 1, 3, 4, 6, 60] {
        _ = state.happen(.resized(width: width, height: height), after: 2)
        _ = state.happen(.key(.down), after: 2)
        #expect(state.view().area == Rect(width: width, height: height))
      }
    }
  }
}

/// The page of the documentation that shows every picker; HUNE_RECORD=1 writes it anew.
@Test func thePageOfPickersShowsThemAsTheyAre() throws {
  let pickers = [
    ("Time range", "`t`", "range"),
    ("A range that is written", "`t`, then `now-6h to now-1h`", "range-typed"),
    ("What can't be read is told at once", "`t`, then `now-6x`", "range-wrong"),
    ("Refresh interval", "`R`", "interval"), ("Variables", "`v`", "variables"),
    ("Values of a variable", "`v`, Enter, Space, Space", "values"), ("Context", "`P`", "context"),
    ("Theme", "`T`", "theme"), ("Series of a graph", "`s`", "series"),
    ("Anything by its name", "`:`", "palette"),
    ("What a few letters find", "`:`, then `zo`", "palette-found"),
    ("Letters that find nothing", "`:`, then `qqq`", "palette-nothing"),
    ("All contexts", "`0`", "front-door"), ("Help", "`?`", "help"),
  ]
  let here = URL(filePath: #filePath).deletingLastPathComponent()
  var page =
    "# Pickers\n\nEach at 80×24, with the keys that open it; Esc leaves without a change.\n"
  for (title, keys, name) in pickers {
    let file = here.appendingPathComponent("Snapshots/\(name)-80x24.txt")
    let screen = try String(contentsOf: file, encoding: .utf8)
    let rows = screen.split(separator: "\n", omittingEmptySubsequences: false)
    let text = rows.map { row in String(row.reversed().drop { $0 == " " }.reversed()) }
      .joined(separator: "\n")
    page +=
      "\n## \(title)\n\n\(keys)\n\n```text\n\(text.dropLast(text.hasSuffix("\n\n") ? 1 : 0))```\n"
  }
  let file = here.appendingPathComponent("../../../docs/pickers.md")
  if ProcessInfo.processInfo.environment["HUNE_RECORD"] == "1" {
    try Data(page.utf8).write(to: file)
  }
  #expect(try String(contentsOf: file, encoding: .utf8) == page)
}
