import Alerts
import Cells
import DataSources
import Frames
import Matchers
import Silences
import Times
import Widgets

extension AlertsView {
  /// Does what a command asks on the rows.
  package mutating func perform(
    _ command: AlertsCommand, _ desk: AlertDesk
  ) -> [AlertsViewEffect] {
    if command.changesServers, desk.surroundings.isReadOnly {
      return [.say("read-only: nothing is sent")]
    }
    switch command {
    case .acknowledge: return acknowledge(desk)
    case .takeBack: return takeBack(desk)
    case .silenceForm: return openForm(desk)
    case .markAlert: toggleMark(desk)
    case .runbook:
      guard let alert = alert(desk) else { return [] }
      return [.runbook(alert)]
    case .alertGraph: return alert(desk).map { [.graph($0)] } ?? []
    case .alertLogs: return alert(desk).map { [.logs($0)] } ?? []
    case .alertTraces: return alert(desk).map { [.traces($0)] } ?? []
    case .alertDetail:
      isDetailOpen.toggle()
      detailScroll = 0
    case .filterAlerts: prompt = .filter(TextField(filterText), problem: nil)
    case .previousAlertOrder: change(order: -1)
    case .nextAlertOrder: change(order: 1)
    case .groupAlerts: chooseGroup(desk)
    case .silenceList:
      showsSilences.toggle()
      (selection, scroll, selected) = (0, 0, nil)
    }
    arrange(desk)
    return []
  }

  private mutating func acknowledge(_ desk: AlertDesk) -> [AlertsViewEffect] {
    let chosen = chosen(desk).filter { alert in
      (alert.state == .firing || alert.state == .pending)
        && desk.standing(of: alert) != .acknowledged
    }
    guard !chosen.isEmpty else { return [.say("nothing here is to be acknowledged")] }
    prompt = .acknowledge(.init(alerts: chosen))
    return []
  }

  private mutating func takeBack(_ desk: AlertDesk) -> [AlertsViewEffect] {
    if let silence {
      guard silence.state != .expired else { return [.say("it has ended already")] }
      prompt = .end([silence])
      return []
    }
    let held = chosen(desk).filter { desk.standing(of: $0) == .acknowledged }
    guard !held.isEmpty else { return [.say("nothing here is acknowledged")] }
    if held.count == 1 { return [.takeBack(held)] }
    prompt = .takeBack(held, TextField())
    return []
  }

  private mutating func openForm(_ desk: AlertDesk) -> [AlertsViewEffect] {
    guard !desk.realms.isEmpty else { return [.say("no Alertmanager has answered")] }
    if let silence {
      let left = silence.endsAt.map { $0 - surroundings.now } ?? .zero
      let length = left > .seconds(1) ? left : desk.surroundings.settings.length
      var form = SilenceForm(
        matchers: silence.matchers, length: Span(seconds: length.seconds.rounded()),
        comment: SilenceMarker.split(silence.comment).text)
      form.edited = silence.state == .expired ? nil : silence
      form.part = .matchers
      prompt = .silence(form)
      return []
    }
    let matchers = alert(desk).map { MatcherSet(exactly: $0.labels) } ?? MatcherSet([])
    prompt = .silence(
      SilenceForm(matchers: matchers, length: desk.surroundings.settings.length))
    return []
  }

  private mutating func toggleMark(_ desk: AlertDesk) {
    guard let alert = alert(desk) else { return }
    if marks.remove(alert.labels) == nil { marks.insert(alert.labels) }
    move(by: 1, desk)
  }

  private mutating func change(order step: Int) {
    let all = Order.allCases
    let place = all.firstIndex(of: order) ?? 0
    order = all[(place + step + all.count) % all.count]
  }

  private mutating func chooseGroup(_ desk: AlertDesk) {
    var counts: [String: Int] = [:]
    for alert in desk.alerts {
      for pair in alert.labels.pairs { counts[pair.name, default: 0] += 1 }
    }
    let names = counts.keys.sorted { (counts[$0] ?? 0, $1) > (counts[$1] ?? 0, $0) }
    let choices = [""] + names
    prompt = .group(choices, selection: choices.firstIndex(of: grouping ?? "") ?? 0)
  }

  /// Goes back one step; leaves at the last.
  package mutating func back(_ desk: AlertDesk) -> [AlertsViewEffect] {
    if isDetailOpen {
      isDetailOpen = false
    } else if showsSilences {
      showsSilences = false
      (selection, scroll, selected) = (0, 0, nil)
    } else if !marks.isEmpty {
      marks = []
    } else if !filter.isEmpty {
      filter = MatcherSet([])
      filterText = ""
    } else {
      return [.leave]
    }
    arrange(desk)
    return []
  }
}
