import Foundation
import TestSupport
import Testing

/// The tools around one panel, on the embedded back end: cursor, inspector, explore, write, copy.
struct PanelToolsTests {
  private func demo(_ home: TemporaryFolder) throws -> Tmux {
    let window = try Tmux(
      ["sh", "-c", "cd \"$HOME\" && exec \"$0\" demo", builtProgram("hune")],
      environment: home.environment)
    try window.wait(for: "all panels filled") {
      $0.contains("Publish Latency") && !$0.contains("loading") && $0.contains("live")
    }
    return window
  }

  @Test func aPanelIsLookedIntoAndWritten() throws {
    let home = try TemporaryFolder()
    let window = try demo(home)

    try window.press("c")
    let first = try window.wait(for: " at ")
    try window.press("PPage")
    try window.wait(for: "another moment") { $0.contains(" at ") && $0 != first }
    try window.press("Escape")
    try window.wait(for: "no cursor") { $0.contains("Enter open") }

    try window.press("i")
    let query = try window.wait(for: "query_range  HTTP 200")
    #expect(query.contains("step  ") && query.contains("took  "))
    try window.press("Tab")
    try window.wait(for: "frame 1 of")
    try window.press("Tab")
    try window.wait(for: "\"resultType\": \"matrix\"")
    try window.press("Escape")
    try window.wait(for: "Enter open")

    try window.press("e")
    try window.wait(for: "Explore  ")
    try window.press("C-u")
    try window.type("sum by (job) (u")
    try window.wait(for: "metric")
    try window.type("p)")
    try window.press("Enter")
    try window.wait(for: "an answer") { $0.contains("frames,") && !$0.contains("asked") }
    try window.press("C-u")
    try window.type("sum(up")
    try window.press("Enter")
    try window.wait(for: "parse error")
    try window.press("Escape")
    try window.wait(for: "Enter open") { $0.contains("Enter open") && !$0.contains("Explore") }

    try window.press("w")
    try window.wait(for: "Write Publish Latency")
    try window.press("C-u")
    try window.type("latency.csv")
    try window.press("Enter")
    try window.wait(for: "written to latency.csv")
    #expect(try home.read("latency.csv").hasPrefix("Time,"))
    try window.press("w")
    try window.press("C-u")
    try window.type("latency.csv")
    try window.press("Enter")
    try window.wait(for: "it is there already")
    try window.press("Escape")
    try window.wait(for: "the dialog closed") { !$0.contains("Write Publish Latency") }

    try window.press("y")
    try window.wait(for: "copied ")
    try window.press("?")
    try window.press("G")
    try window.wait(for: "MiB")
    try window.press("Escape")
    try window.wait(for: "Enter open")
    try window.press("Space")
    try window.wait(for: "frozen")
    try window.press("q")
    try waitUntil("the end of hune", seconds: 10) { try window.hasEnded() }
  }
}
