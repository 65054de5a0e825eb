package import Cells

/// Which keys stand for which commands, by scope; the innermost scope that knows a key wins.
package struct KeyMap: Sendable {
  /// From the inside out: an overlay hides a panel's keys, those hide the grid's.
  package enum Scope: String, Sendable, CaseIterable {
    case picker, write, explore, targets, inspector, overlay, alerts, logLine, logs, logPanel,
      trace, traces, cursor, fullScreen
    case graph, table, grid
    case screen
  }

  package struct Binding: Sendable {
    package var scope: Scope
    /// The first is the one that help and footer name.
    package var keys: [Key]
    package var command: Command
  }

  package var bindings: [Binding]

  /// The command of a key in the first of the scopes that knows it.
  package func command(for key: Key, in scopes: [Scope]) -> Command? {
    for scope in scopes {
      if let binding = bindings.first(where: { $0.scope == scope && $0.keys.contains(key) }) {
        return binding.command
      }
    }
    return nil
  }

  /// The key that help and footer name for a command: that of a scope where it has one there.
  package func key(for command: Command, in scope: Scope? = nil) -> Key? {
    let own = scope.flatMap { scope in
      bindings.first { $0.command == command && $0.scope == scope }
    }
    return (own ?? bindings.first { $0.command == command })?.keys.first
  }

  /// The key of a command in one scope.
  package func key(for command: Command, in scope: Scope) -> Key? {
    bindings.first { $0.scope == scope && $0.command == command }?.keys.first
  }
}

extension KeyMap {
  /// The keys of hune's design.
  package static let standard: KeyMap = {
    func bind(_ scope: Scope, _ command: Command, _ keys: Key...) -> Binding {
      Binding(scope: scope, keys: keys, command: command)
    }
    let views = (1...9).map { digit in
      bind(.screen, .showView(digit), .character(Character(String(digit))))
    }
    return KeyMap(
      bindings: views + logs + alerts + traces + [
        bind(.screen, .frontDoor, .character("0")),
        bind(.screen, .palette, .character(":")),
        bind(.screen, .help, .character("?"), .function(1)),
        bind(.screen, .chooseRange, .character("t")),
        bind(.screen, .chooseVariables, .character("v")),
        bind(.screen, .chooseContext, .character("P")),
        bind(.screen, .chooseTheme, .character("T")),
        bind(.screen, .chooseInterval, .character("R")),
        bind(.screen, .zoomIn, .character("+")),
        bind(.screen, .zoomOut, .character("-")),
        bind(.screen, .earlier, .character("[")),
        bind(.screen, .later, .character("]")),
        bind(.screen, .live, .character(".")),
        bind(.screen, .refresh, .character("r")),
        bind(.screen, .freeze, .character(" ")),
        bind(.screen, .back, .escape),
        bind(.screen, .openLogs, .character("L")),
        bind(.screen, .openAlerts, .character("A")),
        bind(.screen, .openTraces, .character("X")),
        bind(.screen, .redraw, .control("l")),
        bind(.screen, .quit, .character("q")),
        bind(.screen, .interrupt, .control("c")),
        bind(.grid, .focusNext, .tab),
        bind(.grid, .focusPrevious, .backTab),
        bind(.grid, .moveLeft, .left, .character("h")),
        bind(.grid, .moveRight, .right, .character("l")),
        bind(.grid, .moveUp, .up, .character("k")),
        bind(.grid, .moveDown, .down, .character("j")),
        bind(.grid, .pageUp, .pageUp),
        bind(.grid, .pageDown, .pageDown),
        bind(.grid, .moveToStart, .character("g"), .home),
        bind(.grid, .moveToEnd, .character("G"), .end),
        bind(.grid, .open, .enter),
        bind(.grid, .fullScreen, .character("f")),
        bind(.graph, .chooseSeries, .character("s")),
        bind(.graph, .zeroAxis, .character("z")),
        bind(.graph, .logAxis, .character("o")),
        bind(.table, .filter, .character("/")),
        bind(.table, .nextMatch, .character("n")),
        bind(.table, .previousMatch, .character("N")),
        bind(.table, .sortPrevious, .character("<")),
        bind(.table, .sortNext, .character(">")),
        bind(.picker, .take, .enter),
        bind(.picker, .mark, .character(" ")),
        bind(.picker, .back, .escape, .control("c")),
        bind(.picker, .moveUp, .up, .control("p")),
        bind(.picker, .moveDown, .down, .control("n")),
        bind(.picker, .pageUp, .pageUp),
        bind(.picker, .pageDown, .pageDown),
        bind(.overlay, .take, .enter),
        bind(.overlay, .pageUp, .pageUp),
        bind(.overlay, .pageDown, .pageDown),
        bind(.overlay, .moveToStart, .character("g"), .home),
        bind(.overlay, .moveToEnd, .character("G"), .end),
        bind(.grid, .inspect, .character("i")),
        bind(.grid, .write, .character("w")),
        bind(.grid, .copy, .character("y")),
        bind(.grid, .explore, .character("e")),
        bind(.write, .take, .enter),
        bind(.write, .nextSection, .tab, .down),
        bind(.write, .previousSection, .backTab, .up),
        bind(.write, .back, .escape, .control("c")),
        bind(.explore, .take, .enter),
        bind(.explore, .complete, .tab),
        bind(.explore, .exploreMode, .control("r")),
        bind(.explore, .exploreForm, .control("t")),
        bind(.explore, .exploreSource, .control("s")),
        bind(.explore, .newLine, .control("o")),
        bind(.explore, .moveUp, .up),
        bind(.explore, .moveDown, .down),
        bind(.explore, .olderQuery, .control("p")),
        bind(.explore, .newerQuery, .control("n")),
        bind(.explore, .pageUp, .pageUp),
        bind(.explore, .pageDown, .pageDown),
        bind(.explore, .redraw, .control("l")),
        bind(.explore, .back, .escape, .control("c")),
        bind(.targets, .moveUp, .up),
        bind(.targets, .moveDown, .down),
        bind(.targets, .pageUp, .pageUp),
        bind(.targets, .pageDown, .pageDown),
        bind(.targets, .nextSection, .tab),
        bind(.targets, .previousSection, .backTab),
        bind(.targets, .refresh, .control("r")),
        bind(.targets, .back, .escape, .control("c")),
        bind(.inspector, .nextSection, .tab, .right, .character("l")),
        bind(.inspector, .previousSection, .backTab, .left, .character("h")),
        bind(.inspector, .pageUp, .pageUp),
        bind(.inspector, .pageDown, .pageDown, .character(" ")),
        bind(.inspector, .moveToStart, .home, .character("g")),
        bind(.inspector, .moveToEnd, .end, .character("G")),
        bind(.inspector, .back, .escape, .character("i")),
        bind(.graph, .cursor, .character("c")),
        bind(.cursor, .cursorEarlier, .left, .character("h")),
        bind(.cursor, .cursorLater, .right, .character("l")),
        bind(.cursor, .cursorPageEarlier, .pageUp),
        bind(.cursor, .cursorPageLater, .pageDown),
        bind(.cursor, .cursorStart, .home, .character("g")),
        bind(.cursor, .cursorEnd, .end, .character("G")),
        bind(.cursor, .cursor, .character("c")),
        bind(.cursor, .exemplars, .character("x")),
        bind(.overlay, .back, .escape, .character("q"), .character("?"), .control("c")),
        bind(.overlay, .moveUp, .up, .character("k")),
        bind(.overlay, .moveDown, .down, .character("j")),
      ])
  }()
}

extension Key {
  /// The key as help and footer write it.
  package var title: String {
    switch self {
    case .character(" "): "Space"
    case .character(let character): String(character)
    case .control(let character): "Ctrl-" + character.uppercased()
    case .alt(let character): "Alt-" + String(character)
    case .up: "Up"
    case .down: "Down"
    case .left: "Left"
    case .right: "Right"
    case .home: "Home"
    case .end: "End"
    case .pageUp: "PgUp"
    case .pageDown: "PgDn"
    case .tab: "Tab"
    case .backTab: "Shift-Tab"
    case .enter: "Enter"
    case .escape: "Esc"
    case .backspace: "Backspace"
    case .delete: "Del"
    case .insert: "Ins"
    case .function(let number): "F\(number)"
    case .paste: "paste"
    case .mouse: "mouse"
    }
  }
}

extension KeyMap.Scope {
  /// Where its keys hold, in the words of the help.
  package var title: String {
    switch self {
    case .screen: "everywhere"
    case .grid: "on panels"
    case .table: "on tables"
    case .graph: "on graphs"
    case .fullScreen: "on a full screen"
    case .overlay: "in dialogs"
    case .picker: "in pickers"
    case .write: "in the dialog that writes"
    case .explore: "while exploring"
    case .targets: "among the targets"
    case .inspector: "in the inspector"
    case .cursor: "at the value cursor"
    case .logs: "on log lines"
    case .logPanel: "on log panels"
    case .alerts: "on alerts"
    case .traces: "on the traces found"
    case .trace: "on a trace"
    case .logLine: "on an open line"
    }
  }
}
