package import Cells
import Alerts
import DataSources
import Matchers
import Silences
import Times
import Widgets

extension AlertsView {
  /// Takes a key while a dialog is open.
  package mutating func write(_ key: Key, _ desk: AlertDesk) -> [AlertsViewEffect] {
    guard let prompt else { return [] }
    if key == .escape || key == .control("c") {
      self.prompt = nil
      if case .audit = prompt { return [.decide(sends: false)] }
      return []
    }
    switch prompt {
    case .acknowledge(let dialog): return write(key, dialog)
    case .silence(let form): return write(key, form, desk)
    case .filter(let field, _): writeFilter(key, field, desk)
    case .end(let silences):
      self.prompt = nil
      return key == .character("y") ? [.change(silences, until: nil)] : []
    case .takeBack(let alerts, var field):
      if key == .enter {
        guard field.text == "\(alerts.count)" else { return [] }
        self.prompt = nil
        return [.takeBack(alerts)]
      }
      _ = field.edit(key)
      self.prompt = .takeBack(alerts, field)
    case .group(let names, let selection): choose(key, names, selection, desk)
    case .audit:
      guard key == .character("y") || key == .character("n") else { return [] }
      self.prompt = nil
      return [.decide(sends: key == .character("y"))]
    }
    return []
  }

  private mutating func write(
    _ key: Key, _ before: AlertPrompt.Acknowledging
  ) -> [AlertsViewEffect] {
    var dialog = before
    dialog.problem = nil
    let isMany = dialog.alerts.count > 1
    switch key {
    case .tab, .backTab, .up, .down: if isMany { dialog.isAtCount.toggle() }
    case .enter:
      if isMany, dialog.count.text != "\(dialog.alerts.count)" {
        if dialog.isAtCount, !dialog.count.isEmpty { dialog.problem = "that is not the count" }
        dialog.isAtCount = true
        break
      }
      guard !dialog.comment.text.allSatisfy(\.isWhitespace) else {
        dialog.problem = "a comment says to others what you know"
        dialog.isAtCount = false
        break
      }
      prompt = nil
      marks = []
      return [.acknowledge(dialog.alerts, comment: dialog.comment.text)]
    default:
      if dialog.isAtCount { _ = dialog.count.edit(key) } else { _ = dialog.comment.edit(key) }
    }
    prompt = .acknowledge(dialog)
    return []
  }

  private mutating func write(
    _ key: Key, _ before: SilenceForm, _ desk: AlertDesk
  ) -> [AlertsViewEffect] {
    var form = before
    form.problem = nil
    let parts = SilenceForm.Part.allCases
    let isMany = form.held(among: desk.alerts).count > 1
    func step(_ by: Int) {
      let shown = parts.filter { $0 != .count || isMany }
      let place = shown.firstIndex(of: form.part) ?? 0
      form.part = shown[(place + by + shown.count) % shown.count]
    }
    switch key {
    case .tab:
      let text = form.matchers.text
      form.complete(from: desk.alerts)
      if form.part != .matchers || form.matchers.text == text { step(1) }
    case .down: step(1)
    case .backTab, .up: step(-1)
    case .enter:
      if let effects = send(&form, desk) {
        prompt = nil
        return effects
      }
    default:
      switch form.part {
      case .matchers: _ = form.matchers.edit(key)
      case .length: _ = form.length.edit(key)
      case .comment: _ = form.comment.edit(key)
      case .count: _ = form.count.edit(key)
      }
    }
    prompt = .silence(form)
    return []
  }

  /// What a form asks for when it may be sent; else it says why not.
  private func send(_ form: inout SilenceForm, _ desk: AlertDesk) -> [AlertsViewEffect]? {
    let matchers: MatcherSet
    switch form.parsed {
    case .failure(let error):
      (form.problem, form.part) = (error.description, .matchers)
      return nil
    case .success(let set): matchers = set
    }
    guard let span = form.span else {
      (form.problem, form.part) = ("a length such as 15m or 2h", .length)
      return nil
    }
    let maximum = desk.surroundings.settings.longest
    if let refusal = form.refusals(among: desk.alerts, maximum: maximum).first {
      (form.problem, form.part) = ("\(refusal)", .matchers)
      return nil
    }
    let count = form.held(among: desk.alerts).count
    if count > 1, form.count.text != "\(count)" {
      form.problem = form.count.isEmpty ? nil : "it holds \(count)"
      form.part = .count
      return nil
    }
    guard !form.comment.text.allSatisfy(\.isWhitespace) else {
      (form.problem, form.part) = ("a comment says to others what you know", .comment)
      return nil
    }
    if let edited = form.edited, edited.matchers == matchers,
      SilenceMarker.split(edited.comment).text == form.comment.text,
      let end = edited.endsAt, surroundings.now + span > end
    {
      return [.change([edited], until: surroundings.now + span)]
    }
    // Another silence takes the place of the one that was edited.
    let old: [AlertsViewEffect] = form.edited.map { [.change([$0], until: nil)] } ?? []
    return [.silence(matchers, length: span, comment: form.comment.text)] + old
  }

  private mutating func writeFilter(_ key: Key, _ before: TextField, _ desk: AlertDesk) {
    var field = before
    if key != .enter { _ = field.edit(key) }
    do throws(MatcherError) {
      let set = try MatcherSet(words: field.text.isEmpty ? [] : [field.text])
      filter = set
      filterText = field.text
      prompt = key == .enter ? nil : .filter(field, problem: nil)
    } catch {
      prompt = .filter(field, problem: error.description)
    }
    arrange(desk)
  }

  private mutating func choose(
    _ key: Key, _ names: [String], _ before: Int, _ desk: AlertDesk
  ) {
    var selection = before
    switch key {
    case .up, .character("k"): selection = max(0, before - 1)
    case .down, .character("j"): selection = min(names.count - 1, before + 1)
    case .enter:
      grouping = names[selection].isEmpty ? nil : names[selection]
      prompt = nil
      arrange(desk)
      return
    default: break
    }
    prompt = .group(names, selection: selection)
  }
}
