package import Times

/// The picture that the operator holds while the program goes on collecting behind it.
package struct Frozen: Sendable {
  package var at: Instant
  /// The range that is shown.
  var range: TimeRange
  /// What the panels of each view had, by the view's place; views not opened before have none and
  /// show what comes.
  var panels: [Int: [Int: PanelState]]
  /// The refreshes that have brought something since.
  package var newer: Set<Int> = []
}

extension State {
  package var frozenAt: Instant? { frozen?.at }

  /// Holds what is shown, or shows what has come since; nothing has to be asked for that.
  mutating func toggleFreeze() {
    guard frozen == nil else {
      frozen = nil
      scrollToFocus()
      return
    }
    let opened = views.indices.filter { views[$0].refreshedAt != nil }
    frozen = Frozen(
      at: now, range: range,
      panels: Dictionary(uniqueKeysWithValues: opened.map { ($0, views[$0].panels) }))
  }

  /// What a panel of the current view shows: while frozen the data of then, and the place in it of
  /// now.
  func shownState(of panel: Int) -> PanelState {
    let live = currentView.panels[panel] ?? PanelState()
    guard var held = frozen?.panels[current]?[panel] else { return live }
    (held.scroll, held.selection) = (live.scroll, live.selection)
    return held
  }

  /// The range on the screen.
  var shownRange: TimeRange { frozen?.range ?? range }

  /// `frozen 14:31, 3 refreshes newer`.
  var frozenText: String? {
    guard let frozen else { return nil }
    let newer =
      switch frozen.newer.count {
      case 0: ""
      case 1: ", 1 refresh newer"
      case let count: ", \(count) refreshes newer"
      }
    return "frozen \(settings.calendar.shortTime(frozen.at))\(newer)"
  }
}
