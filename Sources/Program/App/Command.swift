/// What an operator can ask hune to do; each has its keys in a `KeyMap` and a line in the help.
package enum Command: Hashable, Sendable {
  /// The view at a digit, 1...9.
  case showView(Int)
  case focusNext, focusPrevious
  case moveUp, moveDown, moveLeft, moveRight
  case pageUp, pageDown, moveToStart, moveToEnd
  case open
  case fullScreen
  case back
  case zoomIn, zoomOut, earlier, later, live
  case refresh
  case freeze
  case help
  case redraw
  case quit
  /// Ctrl-C: closes what lies on top, else quits.
  case interrupt
}

extension Command {
  /// What the command does, in the words of the help and the footer.
  package var title: String {
    switch self {
    case .showView: "view"
    case .focusNext: "next panel"
    case .focusPrevious: "previous panel"
    case .moveUp: "up"
    case .moveDown: "down"
    case .moveLeft: "panel to the left"
    case .moveRight: "panel to the right"
    case .pageUp: "page up"
    case .pageDown: "page down"
    case .moveToStart: "start"
    case .moveToEnd: "end"
    case .open: "open"
    case .fullScreen: "full screen"
    case .back: "back"
    case .zoomIn: "zoom in"
    case .zoomOut: "zoom out"
    case .earlier: "earlier"
    case .later: "later"
    case .live: "live"
    case .refresh: "refresh now"
    case .freeze: "freeze"
    case .help: "help"
    case .redraw: "redraw"
    case .quit: "quit"
    case .interrupt: "close, or quit"
    }
  }
}
