import Dashboards
import Panels

extension State {
  enum Direction { case left, right, up, down }

  /// The panels on the grid, in reading order.
  var visiblePanels: [Panel] {
    currentView.dashboard.visiblePanels(toggledRows: currentView.toggledRows)
  }

  /// The focus goes round through the panels in reading order.
  mutating func moveFocus(by offset: Int) {
    let order = placements.sorted { ($0.y, $0.x) < ($1.y, $1.x) }.map(\.panelID)
    guard !order.isEmpty else { return }
    let place = order.firstIndex { $0 == currentView.focus }
    let next = place.map { ($0 + offset + order.count) % order.count } ?? 0
    focus(order[next])
  }

  /// The focus goes to the nearest panel in a direction, if there is one.
  mutating func moveFocus(_ direction: Direction) {
    guard let from = placements.first(where: { $0.panelID == currentView.focus }) else {
      return moveFocus(by: 1)
    }
    let candidates = placements.filter { other in
      switch direction {
      case .left:
        other.x + other.width <= from.x && overlaps(from.y, from.height, other.y, other.height)
      case .right:
        other.x >= from.x + from.width && overlaps(from.y, from.height, other.y, other.height)
      case .up:
        other.y + other.height <= from.y && overlaps(from.x, from.width, other.x, other.width)
      case .down:
        other.y >= from.y + from.height && overlaps(from.x, from.width, other.x, other.width)
      }
    }
    func distance(_ other: Placement) -> (Int, Int) {
      let (dx, dy) = (abs(other.x - from.x), abs(other.y - from.y))
      return direction == .left || direction == .right ? (dx, dy) : (dy, dx)
    }
    if let nearest = candidates.min(by: { distance($0) < distance($1) }) { focus(nearest.panelID) }
  }

  /// Up and down move inside what lies on top.
  mutating func move(by rows: Int) -> [Effect] {
    switch overlay {
    case .help(let scroll): overlay = .help(scroll: max(0, scroll.addingClamped(rows)))
    case .welcome(let scroll): overlay = .welcome(scroll: max(0, scroll.addingClamped(rows)))
    case .picker(let picker): return move(rows, in: picker)
    case .frontDoor(let selection): moveAtFrontDoor(from: selection, by: rows)
    case .inspector: scrollInspector(by: rows)
    case .explore: moveInExplore(by: rows)
    case .targets: moveInTargets(by: rows)
    case .runbook(let page): scrollRunbook(page, by: rows)
    case .write: break
    case nil: moveInPanel(by: rows)
    }
    return []
  }

  /// Up and down move inside a panel that has rows, else to the panel above or below.
  private mutating func moveInPanel(by rows: Int) {
    guard let focus = currentView.focus, let content = content(of: focus) else { return }
    let count = PanelView.rowCount(content)
    guard count > 0 else {
      if scroll(content, by: rows) { return }
      if rows == .max || rows == -.max {
        moveFocusToEnd(last: rows > 0)
      } else if currentView.fullScreen == nil {
        moveFocus(rows > 0 ? .down : .up)
      }
      return
    }
    let selected = currentView.panels[focus]?.selection
    let next = selected.map { $0.addingClamped(rows) } ?? (rows > 0 ? 0 : count - 1)
    if currentView.fullScreen == nil, abs(rows) == 1, next < 0 || next >= count {
      return moveFocus(rows > 0 ? .down : .up)
    }
    currentView.panels[focus, default: PanelState()].selection = min(max(0, next), count - 1)
  }

  /// Moves the rows of a panel that has more than it shows; false at its end, where a single step
  /// goes on to the next panel.
  private mutating func scroll(_ content: PanelContent, by rows: Int) -> Bool {
    guard let place = placements.first(where: { $0.panelID == content.panel.id }) else {
      return false
    }
    let hidden = PanelView.hiddenRows(content, width: place.width, height: place.height)
    guard hidden > 0 else { return false }
    let old = min(content.scroll, hidden)
    let new = min(hidden, max(0, old.addingClamped(rows)))
    if new == old, abs(rows) == 1, currentView.fullScreen == nil { return false }
    currentView.panels[content.panel.id, default: PanelState()].scroll = new
    return true
  }

  private mutating func moveFocusToEnd(last: Bool) {
    let order = placements.sorted { ($0.y, $0.x) < ($1.y, $1.x) }.map(\.panelID)
    if let id = last ? order.last : order.first { focus(id) }
  }

  /// The panel that stands at a place of the screen.
  func panel(atX x: Int, y: Int) -> Int? {
    let area = gridArea
    guard area.y..<area.maxY ~= y else { return nil }
    let row = y - area.y + currentView.scroll
    return placements.first {
      $0.x..<$0.x + max(0, $0.width) ~= x && $0.y..<$0.y + max(0, $0.height) ~= row
    }?.panelID
  }

  mutating func focus(_ id: Int) {
    currentView.focus = id
    if currentView.fullScreen != nil { currentView.fullScreen = id }
    scrollToFocus()
  }

  /// Scrolls the grid just so far that the focused panel is in sight.
  mutating func scrollToFocus() {
    guard let panel = placements.first(where: { $0.panelID == currentView.focus }) else {
      currentView.scroll = 0
      return
    }
    let rows = gridArea.height
    let top = min(currentView.scroll, panel.y)
    currentView.scroll = max(top, min(panel.y, panel.y + panel.height - rows))
    let total = placements.map { $0.y + $0.height }.max() ?? 0
    currentView.scroll = max(0, min(currentView.scroll, total - rows))
  }

  var pageRows: Int { max(1, gridArea.height / 2) }
}

private func overlaps(_ start: Int, _ length: Int, _ other: Int, _ otherLength: Int) -> Bool {
  start < other + otherLength && other < start + length
}

extension Int {
  fileprivate func addingClamped(_ other: Int) -> Int {
    let (sum, overflow) = addingReportingOverflow(other)
    return overflow ? (other < 0 ? .min : .max) : sum
  }
}
