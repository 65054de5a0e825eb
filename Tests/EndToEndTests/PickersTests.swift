import Foundation
import TestSupport
import Testing

/// The pickers, walked through on the demo.
struct PickersTests {
  private let home: TemporaryFolder
  private let window: Tmux

  init() throws {
    home = try TemporaryFolder()
    window = try Tmux(
      [builtProgram("hune"), "demo", "--at", "2026-11-21T14:32:00Z"],
      environment: home.environment.merging(["COLORTERM": "truecolor"]) { $1 })
    try window.wait(for: "all panels filled") {
      $0.contains("Enter open") && !$0.contains("loading")
    }
  }

  @Test func everyPickerOpensTakesAndLeaves() throws {
    try window.press("t")
    try window.wait(for: "Time range")
    try window.type("now-6x")
    try window.wait(for: "a unit is one of s m h d w M Q y")
    try window.press("C-u")
    try window.type("now-6h to now-1h")
    try window.wait(for: "2026-11-21")
    try window.press("Enter")
    try window.wait(for: "fixed range")
    try window.press(".")
    try window.wait(for: "last 5 h")

    try window.press("R")
    try window.wait(for: "Refresh interval")
    try window.type("off")
    try window.press("Enter")
    try window.wait(for: "refresh off")

    try window.press("v")
    try window.wait(for: "Variables")
    try window.press("Enter")
    try window.wait(for: "[x] All")
    try window.type("tiktok")
    try window.press("Enter")
    try window.wait(for: "platform tiktok")

    try window.press("s")
    try window.wait(for: "Series of")
    try window.press("Escape")
    try window.wait(for: "the picker closed") { !$0.contains("Series of") }

    try window.press("P")
    try window.wait(for: "Context")
    try window.press("Escape")
    // A key right behind it would make an Alt of it.
    try window.wait(for: "the picker closed") { !$0.contains("leave as it is") }
    try window.press("0")
    try window.wait(for: "last refresh")
    try window.press("Enter")
    try window.wait(for: "Enter open")
  }

  @Test func thePaletteGoesAnywhere() throws {
    try window.press(":")
    try window.wait(for: "Find anything")
    try window.type("dashboard node")
    try window.press("Enter")
    try window.wait(for: "4 Node")
    try window.press(":")
    try window.type("view overview")
    try window.press("Enter")
    try window.wait(for: "Publish Latency")
    try window.press(":")
    try window.type("full screen")
    try window.press("Enter")
    try window.wait(for: "Esc back")
    try window.press("Escape")
    try window.wait(for: "Enter open")
  }

  @Test func aThemeShowsWhileItIsChosenAndIsGoneWithEscape() throws {
    try window.press("T")
    try window.wait(for: "high-contrast")
    try window.type("light")
    // The ground of a header in the light theme.
    let ground = "48;2;240;239;234"
    try waitUntil("the light theme") { try window.styledScreen().contains(ground) }
    try window.press("Escape")
    try waitUntil("the dark theme") { try !window.styledScreen().contains(ground) }
  }

  @Test func anEditedThemeShowsAtOnceAndABadEditIsNotTaken() throws {
    let here = URL(filePath: #filePath).deletingLastPathComponent()
    let dark = try String(
      contentsOf: here.appending(path: "../../themes/dark.json"), encoding: .utf8)
    let folder = URL(filePath: home.path).appending(path: "config/hune/themes")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    func write(background: String) throws {
      let text = dark.replacing(
        try Regex(#""background": \{"rgb": "[0-9a-f]{6}""#),
        with: #""background": {"rgb": "\#(background)""#)
      #expect(text.contains(background))
      try Data(text.utf8).write(to: folder.appending(path: "mine.json"))
    }
    try write(background: "010203")
    let own = try Tmux(
      [builtProgram("hune"), "demo", "--theme", "mine"],
      environment: home.environment.merging(["COLORTERM": "truecolor"]) { $1 })
    try own.wait(for: "Publish Latency", seconds: 30)
    func shows(_ ground: String) throws {
      try waitUntil("the ground \(ground)", seconds: 20) {
        try own.styledScreen().contains("48;2;" + ground)
      }
    }
    try shows("1;2;3")
    try write(background: "040506")
    try shows("4;5;6")
    try write(background: "04050x")
    let screen = try own.wait(for: "the theme mine is not taken: $.roles.background.rgb")
    #expect(screen.contains("six hexadecimal digits"))
    try shows("4;5;6")
    try write(background: "070809")
    try own.wait(for: "no complaint") { !$0.contains("is not taken") }
    try shows("7;8;9")
  }

  @Test func anEditedLayoutShowsAtOnceAndABadEditIsNotTaken() throws {
    let folder = URL(filePath: home.path).appending(path: "layouts")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let file = folder.appending(path: "mine.json")
    func write(_ title: String) throws {
      try Data(
        #"{"title":"\#(title)","panels":[{"id":1,"type":"text","title":"Note","gridPos":{"x":0,"y":0,"w":24,"h":8},"options":{"mode":"markdown","content":"hello"}}]}"#
          .utf8
      ).write(to: file)
    }
    try write("First words")
    let own = try Tmux(
      [builtProgram("hune"), "demo", "--layouts", folder.path], environment: home.environment)
    try own.wait(for: "Publish Latency")
    try own.press(":")
    try own.type("dashboard mine")
    try own.press("Enter")
    try own.wait(for: "First words")
    try write("Second words")
    try own.wait(for: "Second words")
    try Data("{".utf8).write(to: file)
    try own.wait(for: "mine.json is not taken")
    #expect(try own.screen().contains("Second words"))
  }
}
