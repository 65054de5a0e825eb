// What commands mean on a screen that is a list.
extension Command {
  /// How far a command moves in a list of which so many rows are in sight; `nil` for those that
  /// don't.
  func rows(inPageOf rows: Int) -> Int? {
    switch self {
    case .moveUp: -1
    case .moveDown: 1
    case .pageUp: -rows
    case .pageDown: rows
    case .moveToStart: -.max
    case .moveToEnd: .max
    default: nil
    }
  }

  /// Only panels know what to do with it.
  var isOfPanels: Bool {
    switch self {
    case .focusNext, .focusPrevious, .moveLeft, .moveRight, .fullScreen, .chooseSeries, .zeroAxis,
      .logAxis, .filter, .nextMatch, .previousMatch, .sortPrevious, .sortNext, .reverseSort,
      .inspect, .write, .explore, .cursor:
      true
    default: false
    }
  }
}
