import Alerts
import Cells
import Markup
import Text
import Times
import Widgets

// What to do about an alert, beside it; a digit opens what the runbook speaks of.
extension State {
  /// Reads the runbook of an alert; its address is copied in any case.
  mutating func openRunbook(of alert: Alert) -> [Effect] {
    let address = alert.annotations["runbook_url"].flatMap { $0.isEmpty ? nil : $0 }
    let files = views.map(\.layout) + settings.ruleFiles
    let names = Runbook.names(of: alert.name, beside: files)
    return (address.map { [.copy($0)] } ?? []) + [.readRunbook(names: names, .alert(alert))]
  }

  mutating func apply(runbook text: String?, of subject: RunbookPage.Subject) -> [Effect] {
    guard overlay == nil else { return [] }
    guard case .alert(let alert) = subject else {
      guard let text else {
        notice = "this runbook is not there"
        return []
      }
      overlay = .runbook(RunbookPage(subject: subject, runbook: Runbook(markdown: text)))
      return []
    }
    guard case .alerts = screen else { return [] }
    guard let text else {
      let address = alert.annotations["runbook_url"] ?? ""
      notice =
        address.isEmpty ? "no runbook for \(alert.name)" : "no runbook here: copied \(address)"
      return []
    }
    overlay = .runbook(RunbookPage(subject: subject, runbook: Runbook(markdown: text, for: alert)))
    if let address = alert.annotations["runbook_url"], !address.isEmpty {
      notice = "copied \(address)"
    }
    return []
  }

  mutating func press(_ key: Key, in page: RunbookPage) -> [Effect] {
    if case .character(let character) = key, let number = character.wholeNumberValue,
      page.runbook.links.indices.contains(number - 1)
    {
      return follow(page.runbook.links[number - 1])
    }
    switch keys.command(for: key, in: [.overlay]) {
    case .back?, .interrupt?: overlay = nil
    case let command?: return perform(command)
    case nil:
      // The key that opened it closes it too.
      if keys.command(for: key, in: [.alerts]) == .alerts(.runbook) { overlay = nil }
      if keys.command(for: key, in: [.grid]) == .copy, let address = page.address {
        notice = "copied \(address)"
        return [.copy(address)]
      }
    }
    return []
  }

  mutating func scrollRunbook(_ page: RunbookPage, by rows: Int) {
    var page = page
    let area = runbookArea
    let count = runbookLines(page, width: area.width - 4).count
    let (next, isOver) = page.scroll.addingReportingOverflow(rows)
    let last = max(0, count - max(1, area.height - 3))
    page.scroll = max(0, min(isOver ? (rows > 0 ? last : 0) : next, last))
    overlay = .runbook(page)
  }

  /// Opens what a link speaks of.
  mutating func follow(_ link: RunbookLink) -> [Effect] {
    overlay = nil
    switch link {
    case .view(let name, let variables): return openView(named: name, variables, panel: nil)
    case .panel(let name, let title, let variables):
      return openView(named: name, variables, panel: title)
    case .logs(let query): return openLogs(query: query)
    case .traces(let query): return openTraces(query: query)
    case .runbook(let name):
      let files = views.map(\.layout) + settings.ruleFiles
      let names = Runbook.names(of: name, beside: files)
      return [.readRunbook(names: names, .guide(names.first ?? name))]
    case .address(let address):
      notice = "copied \(address)"
      return [.copy(address)]
    }
  }

  private mutating func openView(
    named name: String, _ variables: [RunbookLink.Variable], panel title: String?
  ) -> [Effect] {
    let index = views.firstIndex { view in
      [view.name, view.source.uid ?? "", view.source.title].contains(name)
        || view.layout.hasSuffix("/\(name).json")
    }
    guard let index else {
      notice = "no view \(name) in this context"
      return []
    }
    screen = .panels
    var effects = openView(index)
    for variable in variables { effects += set(variable.name, to: [variable.value]) }
    guard let title else { return effects }
    guard let panel = currentView.dashboard.panels.first(where: { $0.title == title }) else {
      notice = "no panel \(title) in \(name)"
      return effects
    }
    focus(panel.id)
    currentView.fullScreen = panel.id
    return effects
  }

  /// At the right of the alerts where there is room for both.
  private var runbookArea: Rect {
    let area = gridArea
    guard width >= 120 else { return area }
    let half = width / 2
    return Rect(x: area.x + area.width - half, y: area.y, width: half, height: area.height)
  }

  private func runbookLines(_ page: RunbookPage, width: Int) -> [Line] {
    Markdown.lines(page.runbook.text, width: max(1, width), glyphs: glyphs)
  }

  func draw(_ page: RunbookPage, into buffer: inout Buffer) {
    let area = runbookArea
    guard !area.isEmpty else { return }
    buffer.fill(area, with: Cell(.space, .text))
    PanelBox(
      title: "Runbook", subtitle: DisplayText(page.title, limit: 60),
      trailing: page.runbook.links.isEmpty
        ? nil : Line(DisplayText("1–\(page.runbook.links.count) open"), .dim),
      isFocused: true, glyphs: glyphs
    ).render(in: area, into: &buffer)
    let inside = area.inset(left: 2, top: 1, right: 2, bottom: 1)
    guard !inside.isEmpty else { return }
    var lines = runbookLines(page, width: inside.width)
    if let address = page.address, !address.isEmpty {
      lines.append(Line())
      lines.append(Line(DisplayText(address, limit: 500), .dim))
    }
    let first = min(page.scroll, max(0, lines.count - 1))
    buffer.clipped(to: inside) { buffer in
      for (row, line) in lines.dropFirst(first).prefix(inside.height).enumerated() {
        buffer.write(line, x: inside.x, y: inside.y + row, limit: inside.width)
      }
    }
  }
}
