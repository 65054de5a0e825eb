import Foundation
import TestSupport
import Testing

/// `hune render`: one frame, for scripts.
struct RenderTests {
  private let home: TemporaryFolder
  private let server: FakePrometheus

  init() throws {
    home = try TemporaryFolder()
    server = try FakePrometheus()
  }

  private func render(_ arguments: String...) throws -> Outcome {
    var environment = ProcessInfo.processInfo.environment
    for (name, value) in home.environment { environment[name] = value }
    return try run(
      [builtProgram("hune"), "render", "--prometheus", server.url] + arguments,
      environment: environment)
  }

  private let dashboard = """
    {"title": "Two", "time": {"from": "now-1h", "to": "now"}, "panels": [
      {"id": 1, "type": "stat", "title": "Shown", "gridPos": {"x": 0, "y": 0, "w": 24, "h": 6},
        "targets": [{"refId": "A", "expr": "sum by (queue) (depth)"}]},
      {"id": 2, "type": "row", "title": "More", "collapsed": true,
        "gridPos": {"x": 0, "y": 6, "w": 24, "h": 1}, "panels": [
        {"id": 3, "type": "timeseries", "title": "Folded",
          "gridPos": {"x": 0, "y": 7, "w": 24, "h": 8},
          "targets": [{"refId": "A", "expr": "sum by (host) (rate(x[5m]))"}]}]}]}
    """

  @Test(arguments: ["text", "ansi"], [(40, 10), (100, 30)])
  func aFrameHasAsManyRowsAsAreAskedFor(format: String, size: (Int, Int)) throws {
    let file = try home.write(dashboard, to: "two.json")
    let outcome = try render(file, "--size", "\(size.0)x\(size.1)", "--format", format)
    #expect(outcome.output.count { $0 == "\n" } == size.1)
    #expect(outcome.output.hasSuffix("\n"))
  }

  @Test func variablesThatCannotBeHadAreNamed() throws {
    let circle = """
      {"title": "C", "templating": {"list": [
         {"name": "a", "type": "query", "query": "label_values(up{x=\\"$b\\"}, a)"},
         {"name": "b", "type": "query", "query": "label_values(up{x=\\"$a\\"}, b)"}]},
       "panels": [
         {"id": 1, "type": "stat", "title": "S", "targets": [{"expr": "depth{q=\\"$a\\"}"}]},
         {"id": 2, "type": "stat", "title": "T", "targets": [{"expr": "depth"}]}]}
      """
    let file = try home.write(circle, to: "circle.json")
    let outcome = try render(file, "--format", "json", "--var", "zzz=1")
    #expect(outcome.errors.contains("a refers to itself through b"))
    #expect(outcome.errors.contains("--var zzz: no dashboard here has this variable"))
    let report = try #require(
      JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
    let panels = try #require(report["panels"] as? [[String: Any]])
    let notices = panels.map { ($0["notices"] as? [String] ?? []).joined() }
    #expect(notices[0].contains("the variable a refers to itself"))
    #expect(!notices[1].contains("refers to itself"))
  }

  @Test(arguments: ["overview", "budgets", "workflows"])
  func aViewAsText(view: String) throws {
    let outcome = try render(view)
    // Their log panels have no source.
    #expect(outcome.status == 3, "\(outcome.errors)")
    #expect(outcome.errors.contains("no source of type loki"))
    let lines = outcome.output.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.count >= 40)
    #expect(lines.allSatisfy { $0.count <= 120 })
    #expect(!outcome.output.contains("\u{1B}"))
    #expect(outcome.output.contains("no Loki configured"))
    #expect(!outcome.output.contains("loading") && !outcome.output.contains("failed"))
  }

  @Test func aDashboardFileInEachFormat() throws {
    let file = try home.write(dashboard, to: "two.json")
    let text = try render(file, "--size", "100x30")
    #expect(text.status == 0, "\(text.errors)")
    #expect(text.errors == "")
    #expect(text.output.contains("Shown") && text.output.contains("queue-one"))
    let ansi = try render(file, "--size", "100x30", "--format", "ansi")
    #expect(ansi.status == 0)
    #expect(ansi.output.contains("\u{1B}[") && ansi.output.contains("Shown"))
    let svg = try render(file, "--size", "100x30", "--format", "svg")
    #expect(svg.status == 0)
    #expect(svg.output.hasPrefix("<svg") && svg.output.contains("</svg>"))
    #expect(XMLShape.isBalanced(svg.output))
  }

  @Test func jsonSaysWhatEachPanelShows() throws {
    let file = try home.write(dashboard, to: "two.json")
    let outcome = try render(file, "--format", "json")
    #expect(outcome.status == 0, "\(outcome.errors)")
    let report = try #require(
      JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
    #expect(Set(report.keys) == ["title", "from", "to", "width", "height", "panels"])
    #expect(report["title"] as? String == "Two")
    #expect(report["width"] as? Int == 120 && report["height"] as? Int == 40)
    let from = try #require(report["from"] as? Int)
    let to = try #require(report["to"] as? Int)
    #expect(to - from == 3_600_000)
    let panels = try #require(report["panels"] as? [[String: Any]])
    let asked = panels.filter { $0["type"] as? String != "row" }
    // The panel of the collapsed row is among them.
    #expect(asked.map { $0["title"] as? String } == ["Shown", "Folded"])
    for panel in asked {
      #expect(
        Set(panel.keys) == [
          "id", "title", "type", "state", "notices", "error", "series", "values",
        ])
      #expect(panel["state"] as? String == "ok")
      #expect(panel["error"] is NSNull)
      #expect((panel["series"] as? [String])?.count == 3)
      #expect((panel["values"] as? [String])?.isEmpty == false)
    }
  }

  @Test func aPanelWithoutASourceSaysSo() throws {
    let outcome = try render("overview", "--format", "json")
    #expect(outcome.status == 3, "\(outcome.errors)")
    let report = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8))
    let panels = try #require((report as? [String: Any])?["panels"] as? [[String: Any]])
    let logs = try #require(panels.first { $0["title"] as? String == "Error Logs" })
    #expect(logs["error"] as? String == "no source of type loki")
  }

  @Test func aServerThatIsDownIsNamed() throws {
    server.die()
    let outcome = try render("overview")
    #expect(outcome.status == 3, "\(outcome.errors)")
    #expect(outcome.errors.contains("Publish Latency: failed: "), "\(outcome.errors)")
    #expect(outcome.errors.contains("connection refused"))
    #expect(outcome.output.contains("failed"))
  }

  @Test func aServerThatHangsEndsWithTheWait() throws {
    server.turn(.silent)
    let outcome = try render("overview", "--wait", "1s")
    #expect(outcome.status == 3, "\(outcome.errors)")
    #expect(outcome.errors.contains("Publish Latency: loading"), "\(outcome.errors)")
  }

  @Test func nothingToPrint() throws {
    let unknown = try render("no-such-view")
    #expect(unknown.status == 1)
    #expect(unknown.output == "")
    #expect(unknown.errors.contains("no-such-view") && unknown.errors.count(of: "\n") == 1)
    let file = try home.write("{\n  \"title\": \"x\",\n  \"panels\": [}\n", to: "broken.json")
    let broken = try render(file)
    #expect(broken.status == 1)
    let unread = try home.write(#"{"kind": "Secret", "data": {}}"#, to: "secret.json")
    #expect(try render(unread).status == 1)
    #expect(broken.output == "")
    #expect(broken.errors.contains("broken.json:3:14"), "\(broken.errors)")
    #expect(broken.errors.count(of: "\n") == 1)
  }

  @Test(arguments: ["text", "ansi", "svg"])
  func theSmallestFrame(format: String) throws {
    let outcome = try render("overview", "--size", "1x1", "--format", format)
    #expect(outcome.status == 3, "\(outcome.errors)")
    if format == "text" { #expect(outcome.output.count <= 3, "\(outcome.output)") }
  }

  @Test func aWrongCommandLineEndsWith2() throws {
    for arguments in [["--size", "0x0"], ["--size", "120"], ["--wait", "long"]] {
      let outcome = try run([builtProgram("hune"), "render", "overview"] + arguments)
      #expect(outcome.status == 2, "\(arguments)")
    }
  }
}

/// Reads tags, as little as a test needs.
private enum XMLShape {
  static func isBalanced(_ text: String) -> Bool {
    var open: [Substring] = []
    for part in text.split(separator: "<").map({ $0.prefix { $0 != ">" } }) {
      if part.hasPrefix("?") || part.hasPrefix("!") || part.hasSuffix("/") { continue }
      let name = part.prefix { $0 != " " && $0 != "\n" }
      if name.hasPrefix("/") {
        guard open.popLast() == name.dropFirst() else { return false }
      } else {
        open.append(name)
      }
    }
    return open.isEmpty
  }
}
