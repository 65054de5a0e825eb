import Cells
import LogScreen

extension KeyMap {
  /// The keys on log lines: those of the logs view and of log panels.
  static let logs: [Binding] = {
    func bind(_ command: LogsCommand, _ keys: Key..., scope: Scope = .logs) -> Binding {
      Binding(scope: scope, keys: keys, command: .logs(command))
    }
    func move(_ command: Command, _ keys: Key...) -> [Binding] {
      [.logLine, .logs].map { Binding(scope: $0, keys: keys, command: command) }
    }
    let panel: [(LogsCommand, Key)] = [
      (.openLine, .enter), (.includeLines, .character("/")), (.excludeLines, .character("!")),
      (.nextError, .character("e")), (.previousError, .character("E")),
      (.wrapLines, .character("W")), (.rawLines, .character("J")),
      (.lineColors, .character("C")), (.timeFormat, .character("u")),
      (.lineTrace, .character("x")), (.linesAround, .character("K")),
      (.correlatedLines, .character("I")), (.streams, .character("b")),
      (.pushFilters, .character("D")),
    ]
    return panel.map { bind($0, $1, scope: .logPanel) } + [
      bind(.includeLines, .character("/")),
      bind(.excludeLines, .character("!")),
      bind(.removeFilter, .backspace),
      bind(.listFilters, .character("F")),
      bind(.pushFilters, .character("D")),
      bind(.markMatches, .character("H")),
      bind(.nextMatch, .character("n")),
      bind(.previousMatch, .character("N")),
      bind(.nextError, .character("e")),
      bind(.previousError, .character("E")),
      bind(.wrapLines, .character("W")),
      bind(.rawLines, .character("J")),
      bind(.lineColors, .character("C")),
      bind(.timeFormat, .character("u")),
      bind(.openLine, .enter),
      bind(.lineTrace, .character("x")),
      bind(.linesAround, .character("K")),
      bind(.correlatedLines, .character("I")),
      bind(.streams, .character("b")),
      bind(.earlierBar, .left, .character("h")),
      bind(.laterBar, .right, .character("l")),
      bind(.markBar, .character("m")),
      bind(.zoomToBar, .character("M")),
      bind(.filterFor, .character("="), scope: .logLine),
      bind(.filterOut, .character("-"), scope: .logLine),
      bind(.chooseField, .character("s"), scope: .logLine),
    ] + move(.moveUp, .up, .character("k")) + move(.moveDown, .down, .character("j"))
      + move(.pageUp, .pageUp) + move(.pageDown, .pageDown)
      + move(.moveToStart, .character("g"), .home) + move(.moveToEnd, .character("G"), .end)
      + move(.copy, .character("y"))
  }()
}

extension KeyMap.Scope {
  var isOfLogs: Bool { [.logs, .logLine, .logPanel].contains(self) }
}
