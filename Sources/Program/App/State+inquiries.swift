import Configuration
import Dashboards
import DataSources
package import Queries
import Times

/// The search for why a panel is empty. What is found holds until the question or the range is
/// another, or data come.
package struct Inquiry: Sendable {
  let query: Query
  let source: DataSource
  let selection: RangeSelection
  fileprivate(set) var diagnosis: Diagnosis
  /// The refresh that the question bears, while it waits for its answer.
  fileprivate(set) var awaited: Int?
  package fileprivate(set) var reason: EmptyReason?

  package var isAsking: Bool { awaited != nil }

  /// Whether it is about this question over this range, which moves on with the clock.
  fileprivate func isAbout(_ query: Query, _ selection: RangeSelection) -> Bool {
    self.query.expression == query.expression && self.query.mode == query.mode
      && self.selection == selection
  }
}

extension State {
  /// Asks why panels have nothing to show, once for each.
  mutating func inquire() -> [Effect] {
    guard currentView.panels.contains(where: { emptyQuery(of: $1) != nil }) else {
      return []
    }
    return inquiredPanels.compactMap { panel in
      guard let state = currentView.panels[panel], let query = emptyQuery(of: state),
        let source = settings.source(for: query.dataSource), source.kind == .prometheus,
        let diagnosis = Diagnosis(of: query, at: now)
      else { return nil }
      let inquiry = Inquiry(
        query: query, source: source, selection: selection, diagnosis: diagnosis,
        awaited: refreshes)
      currentView.panels[panel]?.inquiry = inquiry
      return effect(of: inquiry, panel: panel)
    }
  }

  /// The panels in sight; for a complete frame all.
  private var inquiredPanels: [Int] {
    if asksCollapsedRows { return askedPanels.map(\.id) }
    let area = gridArea
    return placements.filter {
      $0.y < currentView.scroll + area.height && $0.maxY > currentView.scroll
    }.map(\.panelID)
  }

  /// The question of a panel that was answered with nothing, unless its reason is known or asked.
  private func emptyQuery(of state: PanelState) -> Query? {
    guard !state.targets.isEmpty,
      state.targets.values.allSatisfy({ target in
        target.answeredAt != nil && target.failure == nil && target.awaited == nil
          && !target.frames.contains { $0.rowCount > 0 }
      }), let query = state.orderedTargets.first?.query
    else { return nil }
    return state.inquiry?.isAbout(query, selection) == true ? nil : query
  }

  private func effect(of inquiry: Inquiry, panel: Int) -> Effect {
    let place = Fetch.Place(
      view: current, panel: panel, target: inquiry.query.targetIndex, isInstant: true)
    return .inquire(
      Fetch(
        id: Fetch.ID(place: place, refresh: inquiry.awaited ?? refreshes),
        query: inquiry.diagnosis.question, source: inquiry.source))
  }

  /// Takes what a source says about a panel that is empty; a failure leaves the reason unknown.
  mutating func apply(
    _ result: Result<Answer, DataSourceError>, toInquiry id: Fetch.ID
  ) -> [Effect] {
    let place = id.place
    guard views.indices.contains(place.view),
      var inquiry = views[place.view].panels[place.panel]?.inquiry, inquiry.awaited == id.refresh
    else { return [] }
    defer { views[place.view].panels[place.panel]?.inquiry = inquiry }
    inquiry.awaited = nil
    guard case .success(let answer) = result else { return [] }
    inquiry.reason = inquiry.diagnosis.read(answer.frames)
    guard inquiry.reason == nil, place.view == current else { return [] }
    // The second question bears a number of its own: the first can't be answered again.
    refreshes += 1
    inquiry.awaited = refreshes
    return [effect(of: inquiry, panel: place.panel)]
  }

  /// The reason in words.
  func text(of reason: EmptyReason) -> String {
    switch reason {
    case .unknownMetric(let name, let past): "no sample of \(name) in the last \(past.ageText)"
    case .noSample(let name, let last?):
      "\(name) has no sample in this range, the last at \(time(last))"
    case .noSample(let name, nil): "\(name) has no sample in this range"
    case .noMatch(_, let condition): "no series matches \(condition)"
    case .shortSpan(let span): "[\(span.prometheusText)] is shorter than two scrapes"
    case .beforeOldest(let oldest, let isExact):
      "the range lies before the server's oldest sample, from "
        + (isExact ? "" : "about ") + time(oldest)
    case .beforeFirst(let name, let first):
      "the range lies before the first sample of \(name), from about \(time(first))"
    case .youngerThanStep(let name, let next):
      "\(name) is younger than a step, shown from \(settings.calendar.time(next))"
    case .noResult(let name): "\(name) has samples, the expression keeps none"
    }
  }

  /// `14:02`, with the day where it is not today.
  private func time(_ instant: Instant) -> String {
    let calendar = settings.calendar
    let isToday = now - instant < .hours(24) && calendar.date(instant) == calendar.date(now)
    return isToday ? calendar.shortTime(instant) : calendar.dateTime(instant)
  }
}
