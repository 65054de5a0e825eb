import Cells
import TraceScreen

extension KeyMap {
  /// The keys of the traces view: on the list of what was found, and on a trace.
  static let traces: [Binding] = {
    func list(_ command: TracesCommand, _ keys: Key...) -> Binding {
      Binding(scope: .traces, keys: keys, command: .traces(command))
    }
    func span(_ command: TracesCommand, _ keys: Key...) -> Binding {
      Binding(scope: .trace, keys: keys, command: .traces(command))
    }
    func move(_ command: Command, _ keys: Key...) -> [Binding] {
      [.trace, .traces].map { Binding(scope: $0, keys: keys, command: command) }
    }
    return [
      list(.openItem, .enter),
      list(.editQuery, .character("/")),
      list(.byService, .character("s")),
      list(.byName, .character("n")),
      list(.byDuration, .character("d")),
      list(.byAttribute, .character("a")),
      list(.errorsOnly, .character("e")),
      list(.spanLogs, .character("l")),
      span(.openItem, .enter),
      span(.spanLogs, .character("l")),
      span(.nextSpanError, .character("e")),
      span(.previousSpanError, .character("E")),
      span(.toggleFold, .character("o")),
      span(.foldAll, .character("O")),
      span(.fold, .left, .character("h")),
      span(.unfold, .right),
      span(.criticalPath, .character("c")),
      span(.findSpan, .character("/")),
      span(.nextFound, .character("n")),
      span(.previousFound, .character("N")),
      span(.services, .character("S")),
      span(.followLink, .character("f")),
    ] + move(.moveUp, .up, .character("k")) + move(.moveDown, .down, .character("j"))
      + move(.pageUp, .pageUp) + move(.pageDown, .pageDown)
      + move(.moveToStart, .character("g"), .home) + move(.moveToEnd, .character("G"), .end)
      + move(.copy, .character("y"))
  }()
}
