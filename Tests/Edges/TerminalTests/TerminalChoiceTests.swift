import Cells
import Testing

@testable import Terminal

@Suite struct TerminalChoiceTests {
  private static let entries: [String: TerminalChoice.Entry] = [
    "xterm": .init(colors: 8), "xterm-256color": .init(colors: 256),
    "tmux-256color": .init(colors: 256), "screen": .init(colors: 8), "linux": .init(colors: 8),
    "vt100": .init(colors: -1), "rxvt-16color": .init(colors: 16),
    "xterm-direct": .init(colors: 0x100_0000), "adm1": .init(canMoveCursor: false),
  ]

  @Test(
    arguments: [
      ("xterm", nil, nil, nil, "8", nil), ("xterm-256color", nil, nil, nil, "256", nil),
      ("xterm-256color", "truecolor", nil, nil, "truecolor", "hune-direct"),
      ("tmux-256color", "24bit", nil, nil, "truecolor", "hune-direct"),
      ("tmux-256color", "yes", nil, nil, "256", nil),
      ("xterm-256color", "truecolor", "1", nil, "mono", nil),
      ("xterm-256color", "truecolor", "", nil, "truecolor", "hune-direct"),
      ("xterm-256color", "truecolor", "1", "256", "256", nil),
      ("xterm", nil, nil, "256", "256", "hune-256"), ("xterm", nil, nil, "16", "16", "hune-256"),
      ("xterm", nil, nil, "truecolor", "truecolor", "hune-direct"),
      ("xterm-256color", "truecolor", nil, "8", "8", nil),
      ("vt100", nil, nil, nil, "mono", nil), ("vt100", "truecolor", nil, nil, "mono", nil),
      ("linux", "truecolor", nil, nil, "8", nil), ("screen", "truecolor", nil, nil, "8", nil),
      ("rxvt-16color", nil, nil, nil, "16", nil),
      ("xterm-direct", nil, nil, nil, "truecolor", "hune-direct"),
      ("xterm-direct", nil, nil, "256", "256", "hune-256"),
      ("nonesuch", nil, nil, nil, "256", "hune-256"),
      ("nonesuch", "truecolor", nil, nil, "truecolor", "hune-direct"),
      ("nonesuch", nil, "1", nil, "mono", "hune-256"),
    ] as [(String, String?, String?, String?, String, String?)])
  func coloursComeFromTheFlagThenTheVariablesThenTheEntry(
    term: String, colorTerm: String?, noColor: String?, flag: String?, depth: String,
    builtIn: String?
  ) throws {
    var environment = ["TERM": term]
    environment["COLORTERM"] = colorTerm
    environment["NO_COLOR"] = noColor
    let choice = try TerminalChoice(
      color: flag.flatMap(ColorDepth.init), environment: environment, entry: look)
    #expect(choice.depth.rawValue == depth)
    #expect(choice.builtIn?.rawValue == builtIn)
    #expect(
      choice.notice == (term == "nonesuch" ? "unknown terminal nonesuch: drawn like xterm" : nil))
  }

  @Test func screenInsideTmuxTakesDirectColours() throws {
    let environment = ["TERM": "screen", "COLORTERM": "truecolor", "TMUX": "/tmp/x,1,0"]
    #expect(
      try TerminalChoice(color: nil, environment: environment, entry: look).depth == .truecolor)
  }

  @Test(
    arguments: [
      (nil, "TERM is not set: it must name the terminal"),
      ("", "TERM is not set: it must name the terminal"),
      ("dumb", "TERM is dumb, a terminal whose cursor can't be moved"),
      ("adm1", "TERM is adm1, a terminal whose cursor can't be moved"),
    ] as [(String?, String)])
  func aTerminalThatCannotBeDrawnOnIsRefused(term: String?, line: String) {
    let error = #expect(throws: TerminalError.self) {
      var environment: [String: String] = [:]
      environment["TERM"] = term
      _ = try TerminalChoice(color: nil, environment: environment, entry: look)
    }
    #expect(error?.code == .unusableTerminal)
    #expect(error?.description == line)
  }

  @Test(
    arguments: [
      (nil, true, "xterm", .full), (nil, false, "xterm", .ascii), (nil, true, "linux", .blocks),
      (.full, true, "linux", .full), (.blocks, true, "xterm", .blocks),
      (.full, false, "xterm", .ascii),
      (.ascii, true, "xterm", .ascii),
    ] as [(GlyphSet?, Bool, String, GlyphSet)])
  func glyphsComeFromTheFlagAndTheLocale(
    flag: GlyphSet?, isUTF8: Bool, terminal: String, chosen: GlyphSet
  ) {
    #expect(GlyphSet.chosen(flag, isUTF8: isUTF8, terminal: terminal) == chosen)
  }

  private func look(_ name: String) -> TerminalChoice.Entry {
    Self.entries[name] ?? TerminalChoice.Entry(isKnown: false, canMoveCursor: false, colors: -1)
  }
}
