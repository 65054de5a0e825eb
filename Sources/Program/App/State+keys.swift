import Cells
import Times

extension State {
  /// The scopes that a key is looked up in, innermost first.
  var scopes: [KeyMap.Scope] {
    if let overlayScope {
      return overlayScope == .inspector ? [.inspector, .overlay] : [overlayScope]
    }
    if let screenScopes { return screenScopes }
    let panel: [KeyMap.Scope] =
      switch focusedPanel?.kind {
      case .timeSeries, .barChart, .histogram, .heatmap, .pie, .stateTimeline, .statusHistory:
        [.graph]
      case .table, .traces: [.table]
      case .logs: focusedLogPanel == nil ? [] : [.logPanel]
      default: []
      }
    return (cursor == nil ? [] : [.cursor]) + (currentView.fullScreen == nil ? [] : [.fullScreen])
      + panel + [.grid, .screen]
  }

  /// The scope of what lies on top.
  var overlayScope: KeyMap.Scope? {
    switch overlay {
    case nil: nil
    case .help, .frontDoor, .runbook, .welcome: .overlay
    case .picker: .picker
    case .inspector: .inspector
    case .write: .write
    case .explore: .explore
    case .targets: .targets
    }
  }

  mutating func press(_ key: Key) -> [Effect] {
    if case .mouse(let mouse) = key { return take(mouse) }
    notice = nil
    switch overlay {
    case .picker(let picker): return press(key, in: picker)
    case .write(let dialog): return press(key, in: dialog)
    case .explore: return pressInExplore(key)
    case .targets: return pressInTargets(key)
    case .runbook(let page): return press(key, in: page)
    default: break
    }
    if overlay == nil, let effects = pressOnScreen(key) { return effects }
    if isAtFrontDoor, let command = keys.command(for: key, in: [.screen]),
      Self.leadsFromFrontDoor(command)
    {
      overlay = nil
      return perform(command)
    }
    guard let command = keys.command(for: key, in: scopes) else { return [] }
    return perform(command)
  }

  /// What the header and the footer name at the front door too.
  private static func leadsFromFrontDoor(_ command: Command) -> Bool {
    switch command {
    case .showView, .openAlerts, .openLogs, .openTraces, .palette, .help, .chooseContext,
      .chooseTheme:
      true
    default: false
    }
  }

  /// A click puts the focus on the panel under it; the wheel does as the arrows do.
  private mutating func take(_ mouse: Mouse) -> [Effect] {
    switch mouse.gesture {
    case .wheelUp: return perform(.moveUp)
    case .wheelDown: return perform(.moveDown)
    case .press where mouse.button == .left && overlay == nil && screenScopes == nil:
      if let id = panel(atX: mouse.x, y: mouse.y) { focus(id) }
      return []
    case .press, .release: return []
    }
  }

  /// Does what a command asks; every command is done here or handed on from here.
  package mutating func perform(_ command: Command) -> [Effect] {
    if overlay == nil, let effects = performOnScreen(command) { return effects }
    switch command {
    case .showView(let digit): return showView(digit)
    case .focusNext: moveFocus(by: 1)
    case .focusPrevious: moveFocus(by: -1)
    case .moveLeft: moveFocus(.left)
    case .moveRight: moveFocus(.right)
    case .moveUp: return move(by: -1)
    case .moveDown: return move(by: 1)
    case .pageUp: return move(by: -pageRows)
    case .pageDown: return move(by: pageRows)
    case .moveToStart: return move(by: -.max)
    case .moveToEnd: return move(by: .max)
    case .open: return open()
    case .fullScreen:
      if let panel = focusedLogPanel { return openLogs(of: panel) }
      return toggleFullScreen()
    case .back: return back()
    case .zoomIn: return select(selection.zoomed(in: true, now: now, calendar: settings.calendar))
    case .zoomOut: return select(selection.zoomed(in: false, now: now, calendar: settings.calendar))
    case .earlier:
      return select(selection.moved(later: false, now: now, calendar: settings.calendar))
    case .later: return select(selection.moved(later: true, now: now, calendar: settings.calendar))
    case .live:
      return select(
        selection.isLive ? defaultSelection(of: currentView.source) : .last(range.span))
    case .refresh: return targetList == nil ? refreshNow() : askTargets()
    case .freeze: toggleFreeze()
    case .help:
      overlay = .help(scroll: 0)
      return [.measure]
    case .chooseRange, .chooseInterval, .chooseVariables, .chooseContext, .chooseTheme, .palette:
      return choose(command)
    case .chooseSeries: return adjust(command)
    case .take: return take()
    case .mark: return mark()
    case .frontDoor: return openFrontDoor()
    case .zeroAxis, .logAxis, .filter, .nextMatch, .previousMatch, .sortPrevious, .sortNext,
      .reverseSort:
      return adjust(command)
    case .inspect: inspect()
    case .nextSection: return turn(by: 1)
    case .previousSection: return turn(by: -1)
    case .write:
      if screenScopes == nil { openWriteDialog() } else { notice = "panels are written to files" }
    case .copy: return copy()
    case .explore: return openExplore()
    case .complete, .exploreMode, .exploreForm, .exploreSource, .newLine, .olderQuery, .newerQuery:
      return performInExplore(command)
    case .targets: return openTargets()
    case .cursor: toggleCursor()
    case .cursorEarlier: moveCursor(bySamples: -1)
    case .cursorLater: moveCursor(bySamples: 1)
    case .cursorPageEarlier: moveCursor(byTenths: -1)
    case .cursorPageLater: moveCursor(byTenths: 1)
    case .cursorStart: moveCursor(byTenths: -10)
    case .cursorEnd: moveCursor(byTenths: 10)
    case .exemplars: return findExemplars()
    case .openLogs: return openLogs()
    case .logs(let command): return performOnLogPanel(command)
    case .openAlerts: return openAlerts()
    case .alerts:
      notice = "this is for alerts: \(keys.key(for: .openAlerts)?.title ?? "") opens them"
    case .openTraces: return openTraces()
    case .traces:
      notice = "this is for traces: \(keys.key(for: .openTraces)?.title ?? "") opens them"
    case .redraw: return [.redraw]
    case .quit: return [.quit]
    case .interrupt:
      return overlay == nil ? [.quit] : back()
    }
    return []
  }

  /// Goes on to the next section, format or source of what lies on top.
  private mutating func turn(by offset: Int) -> [Effect] {
    switch overlay {
    case .inspector: inspector?.turn(by: offset)
    case .write: turnWriteFormat(by: offset)
    case .targets: return turnTargets(by: offset)
    default: break
    }
    return []
  }

  private mutating func showView(_ digit: Int) -> [Effect] {
    guard views.indices.contains(digit - 1) else {
      notice = "no view \(digit)"
      return []
    }
    return openView(digit - 1)
  }

  mutating func select(_ selection: RangeSelection) -> [Effect] {
    self.selection = selection
    hasChosenRange = true
    frozen = nil
    return refresh(supersedes: true)
  }

  /// Asks everything at once, the sources that rest too.
  private mutating func refreshNow() -> [Effect] {
    for name in health.keys { health[name]?.nextTry = nil }
    return refresh(supersedes: false)
  }

  private mutating func back() -> [Effect] {
    if let picker {
      return leave(picker)
    } else if overlay != nil {
      overlay = nil
    } else if cursor != nil {
      cursor = nil
    } else if isEvidence {
      return leaveEvidence()
    } else if currentView.fullScreen != nil {
      currentView.fullScreen = nil
      scrollToFocus()
    } else if !adjustments.filter.isEmpty {
      adjustments.filter = ""
    }
    return []
  }

  private mutating func toggleFullScreen() -> [Effect] {
    currentView.fullScreen = currentView.fullScreen == nil ? currentView.focus : nil
    scrollToFocus()
    return askFullScreen()
  }

  /// Opens what is under the cursor: a row header folds, a link is followed, a panel fills the
  /// screen.
  private mutating func open() -> [Effect] {
    guard let focus = currentView.focus, let panel = visiblePanels.first(where: { $0.id == focus })
    else {
      return []
    }
    guard case .row = panel.kind else {
      if let effects = openTrace(ofRowIn: focus) { return effects }
      if let effects = openAlert(ofRowIn: focus) { return effects }
      if let effects = openLinks() { return effects }
      currentView.fullScreen = focus
      return askFullScreen()
    }
    currentView.toggledRows.formSymmetricDifference([panel.id])
    scrollToFocus()
    // What a closed row held has not been asked yet.
    guard currentView.awaitedVariables.isEmpty else { return [] }
    return askWhatChanged()
  }
}
