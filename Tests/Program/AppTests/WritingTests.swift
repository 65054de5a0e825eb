import Cells
import Dashboards
import DataSources
import Frames
import Testing
import Times

@testable import App

private func writes(_ effects: [Effect]) -> [FileWrite] {
  effects.compactMap { if case .write(let file) = $0 { file } else { nil } }
}

private func text(_ file: FileWrite) -> String {
  guard case .bytes(let bytes) = file.content else { return "" }
  return String(decoding: bytes, as: UTF8.self)
}

private func filledProgram(
  _ change: (inout Dashboard) -> Void = { _ in }
) throws -> State {
  var state = try program(change)
  for fetch in fetches(state.happen(.started)) {
    _ = state.happen(.fetched(fetch.id, .success(answer(to: fetch))), after: 1)
  }
  return state
}

@Test func enterWritesThePanelAsCSV() throws {
  var state = try filledProgram()
  _ = state.press("w", after: 2)
  #expect(state.view().text().contains("Write Graph"))
  let file = try #require(writes(state.happen(.key(.enter), after: 2)).first)
  #expect(file.path == "hune-Graph-20261121-143232.csv")
  #expect(!file.overwrites)
  #expect(text(file).hasPrefix("Time,api\r\n2026-11-21T13:32:30.000Z,33\r\n"))
  #expect(text(file).split(separator: "\r\n").count == 122)
  _ = state.happen(.wrote(file, nil), after: 3)
  #expect(state.overlay == nil)
  #expect(state.notice == "written to hune-Graph-20261121-143232.csv")
}

@Test(arguments: [
  (1, "json", "\"type\": \"number\""), (2, "txt", "Graph ───"), (3, "svg", ""),
  (-1, "svg", ""),
])
func tabTurnsTheFormatAndThePathFollows(turns: Int, suffix: String, content: String) throws {
  var state = try filledProgram()
  _ = state.press("w", after: 2)
  for _ in 0..<abs(turns) { _ = state.happen(.key(turns > 0 ? .tab : .backTab), after: 2) }
  let file = try #require(writes(state.happen(.key(.enter), after: 2)).first)
  #expect(file.path == "hune-Graph-20261121-143232.\(suffix)")
  if suffix == "svg" {
    guard case .picture(let picture) = file.content else {
      Issue.record("no picture")
      return
    }
    #expect(picture.text().contains("Graph"))
  } else {
    #expect(text(file).contains(content), "\(text(file).prefix(400))")
  }
}

@Test func aFileThatIsThereIsReplacedOnlyByASecondEnter() throws {
  var state = try filledProgram()
  _ = state.press("w", after: 2)
  let file = try #require(writes(state.happen(.key(.enter), after: 2)).first)
  _ = state.happen(.wrote(file, .exists), after: 2)
  #expect(state.view().text().contains("it is there already; Enter replaces it"))
  // Another name is another question.
  _ = state.press("x", after: 2)
  #expect(writes(state.happen(.key(.enter), after: 2)).map(\.overwrites) == [false])
  _ = state.happen(.key(.backspace), after: 2)
  #expect(writes(state.happen(.key(.enter), after: 2)).map(\.overwrites) == [true])
}

@Test func whatCannotBeWrittenSaysWhy() throws {
  var state = try filledProgram()
  _ = state.press("w", after: 2)
  let file = try #require(writes(state.happen(.key(.enter), after: 2)).first)
  _ = state.happen(.wrote(file, .failed("a.csv: Read-only file system")), after: 2)
  #expect(state.view().text().contains("Read-only file system"))
  _ = state.happen(.key(.control("u")), after: 2)
  #expect(writes(state.happen(.key(.enter), after: 2)).isEmpty)
  #expect(state.view().text().contains("a name is missing"))
  _ = state.happen(.key(.escape), after: 2)
  #expect(state.overlay == nil)
}

@Test(arguments: [
  ("Load of $(rm -rf /)", "hune-Load-of-rm-rf"), ("../../etc/passwd", "hune-etc-passwd"),
  ("-x", "hune-x"), ("", "hune"), ("Größe\u{1b}[2J", "hune-Größe-2J"), ("日本", "hune-日本"),
])
func aTitleReachesNoOtherFolder(title: String, start: String) {
  let name = Export.csv.fileName(title: title, at: start_, Calendar(.utc))
  #expect(name == "\(start)-20261121-143230.csv")
}

private let start_ = Instant(milliseconds: 1_795_271_550_000)

@Test func csvQuotesAndDisarms() {
  let frames = [
    Frame(fields: [
      Field(name: "a,b", values: .strings(["say \"hi\"", "=1+1", nil, "two\nlines", "-5"])),
      Field(name: "n", values: .numbers([1.5, -2, nil, .nan, .infinity])),
    ]),
    Frame(fields: [Field(name: "c", labels: ["x": "y"], values: .booleans([true, nil]))]),
  ]
  #expect(
    Export.csv(of: frames, Calendar(.utc)).split(
      separator: "\r\n", omittingEmptySubsequences: false) == [
        "\"a,b\",n", "\"say \"\"hi\"\"\",1.5", "'=1+1,-2", ",", "\"two\nlines\",NaN",
        "-5,Infinity", "", "\"c{x=\"\"y\"\"}\"", "true", "", "",
      ])
}

@Test func copyTakesTheValuesOrTheRow() throws {
  var state = try filledProgram()
  #expect(state.press("y", after: 2) == [.copy("api\t33")])
  #expect(state.notice == "copied 1 value")
  var table = try filledProgram { $0.panels[0].kind = .table(TableOptions()) }
  _ = table.happen(.key(.down), after: 2)
  guard case .copy(let row)? = table.press("y", after: 2).first else {
    Issue.record("nothing copied")
    return
  }
  #expect(row == "2026-11-21 13:32:00\t33")
  #expect(table.notice == "copied row 1")
}

@Test func nothingIsCopiedOfAnEmptyPanel() throws {
  var state = try program()
  _ = state.happen(.started)
  #expect(state.press("y", after: 2).isEmpty)
  #expect(state.notice == "nothing to copy")
}

@Test(arguments: [(80, 24), (120, 40)])
func theDialogThatWritesLooksAsItsPicture(width: Int, height: Int) throws {
  var state = try filledProgram()
  _ = state.happen(.resized(width: width, height: height), after: 2)
  _ = state.press("w", after: 2)
  try compare(state.view().text(), with: "write-\(width)x\(height)")
}

/// The program with the focus on its log panel, which has two lines.
private func programWithLines() throws -> State {
  let loki = try #require(
    DataSource(name: "loki", kind: .loki, address: "http://127.0.0.1:3100"))
  let plain = try program()
  var settings = plain.settings
  settings.sources.append(loki)
  var state = State(settings: settings, views: plain.views, now: start)
  _ = state.happen(.resized(width: 120, height: 40))
  var lines = LogLines()
  let stream = lines.add(["app": "api", "level": "error"])
  lines.append(Array("first, \"quoted\"".utf8), at: start - .seconds(2), stream: stream)
  lines.append(Array("second".utf8), at: start - .seconds(1), stream: stream)
  for fetch in fetches(state.happen(.started)) where fetch.id.place.panel == 3 {
    _ = state.happen(.fetched(fetch.id, .success(Answer(frames: [Frame(lines: lines)]))), after: 1)
  }
  state.focus(3)
  return state
}

@Test(arguments: [
  (0, "Time,Line,app,level\r\n2026-11-21T14:32:28.000Z,\"first, \"\"quoted\"\"\",api,error\r\n"),
  (1, "first, \\\"quoted\\\""), (2, "second\nfirst, \"quoted\"\n"),
])
func linesOfALogPanelAreWritten(turns: Int, content: String) throws {
  var state = try programWithLines()
  _ = state.press("w", after: 2)
  for _ in 0..<turns { _ = state.happen(.key(.tab), after: 2) }
  let file = try #require(writes(state.happen(.key(.enter), after: 2)).first)
  #expect(text(file).contains(content), "\(text(file))")
}

@Test func linesOfALogPanelAreCopiedAndInspected() throws {
  var state = try programWithLines()
  #expect(state.press("y", after: 2).contains(.copy("second\nfirst, \"quoted\"")))
  #expect(state.notice == "copied 2 lines")
  _ = state.press("i", after: 2)
  _ = state.happen(.key(.tab), after: 2)
  #expect(state.view().text().contains("first, \"quoted\""))
}

@Test func theFormatFollowsTheNameThatIsWritten() throws {
  var state = try filledProgram()
  _ = state.press("w", after: 2)
  _ = state.happen(.key(.control("u")), after: 2)
  _ = state.press("x.json", after: 2)
  let file = try #require(writes(state.happen(.key(.enter), after: 2)).first)
  #expect(file.path == "x.json" && text(file).hasPrefix("["))
}
