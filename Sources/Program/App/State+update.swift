import Times

extension State {
  /// Applies an action and returns the work it calls for.
  package mutating func update(_ action: Action) -> [Effect] {
    now = action.at
    let effects = take(action.event)
    return effects + inquire()
  }

  private mutating func take(_ event: Action.Event) -> [Effect] {
    switch event {
    case .started:
      return openView(current)
    case .key(let key):
      return press(key)
    case .resized(let width, let height):
      self.width = max(0, width)
      self.height = max(0, height)
      scrollToFocus()
      return []
    case .resumed:
      return [.redraw]
    case .deadline:
      return meetDeadline()
    case .fetched(let id, let result):
      return apply(result, to: id)
    case .inquired(let id, let result):
      return apply(result, toInquiry: id)
    case .listed(let view, let variable, let result):
      return apply(result, to: variable, of: view)
    case .probed(let source, let result):
      return apply(result, toProbeOf: source)
    }
  }

  /// Does what is due: refreshes the view, or asks the sources whose next try has come.
  private mutating func meetDeadline() -> [Effect] {
    guard frozenAt == nil else { return [] }
    if let nextRefresh, now >= nextRefresh { return refresh() }
    let due = health.values.filter { source in source.nextTry.map { $0 <= now } ?? false }
    return due.isEmpty ? [] : retry(Set(due.map(\.source.name)))
  }
}
