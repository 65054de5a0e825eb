import Configuration
import Dashboards
import DataSources
import HTTP
import Panels
import Queries

// Links of values and panels: to other dashboards, to traces and to lines, which hune opens, and
// to addresses, which it copies.
extension State {
  /// A dashboard that a link leads to has no file name here: it is asked for by its uid.
  package static let linkedPrefix = "/d/"

  /// Follows the link under the cursor, or lets choose between several; `nil` where there is none.
  mutating func openLinks() -> [Effect]? {
    guard let focus = currentView.focus, let content = content(of: focus) else { return nil }
    let links = links(of: content)
    if case .table = content.panel.kind {
      guard content.selection != nil, !links.isEmpty else { return nil }
      if links.count == 1 { return follow(links[0].url) }
    } else if links.isEmpty || content.isFullScreen && links.count > 20 {
      return nil
    }
    var items = links.map { Picker.Item(.link($0.url), $0.title, detail: $0.detail) }
    if !content.isFullScreen {
      items.insert(.init(.command(.fullScreen), Command.fullScreen.title), at: 0)
    }
    open(Picker(.links, title: "Open", items: items))
    return []
  }

  mutating func takeLink(_ picker: Picker) -> [Effect] {
    overlay = nil
    switch picker.selected?.choice {
    case .link(let url): return follow(url)
    case .dashboard(let name): return openDashboard(name)
    case .command(let command): return perform(command)
    default: return []
    }
  }

  /// The links of a panel, their variables filled in.
  private func links(of content: PanelContent) -> [(title: String, url: String, detail: String)] {
    let variables = currentView.variables(of: content.panel.id)
    return PanelView.links(content, at: content.selection).map { link in
      let values = variables.with(builtIns: link.values)
      let url = values.interpolate(link.url, as: .address)
      let title = values.interpolate(link.title)
      return (
        title.isEmpty ? url : title, url, link.origin.isEmpty ? url : "\(link.origin)  \(url)"
      )
    }
  }

  /// Opens the dashboard that an address leads to; any other address is copied.
  mutating func follow(_ url: String) -> [Effect] {
    if let explore = ExploreAddress(url), let effects = open(explore) { return effects }
    let isWhole = url.hasPrefix("http://") || url.hasPrefix("https://")
    let whole = isWhole ? url : "http://grafana/" + url.drop { $0 == "/" }
    guard let address = try? GrafanaAddress(whole) else { return copied(url) }
    linked = (url, address)
    if let known = views.firstIndex(where: { $0.source.uid == address.uid }) {
      return openLinked(known)
    }
    notice = "opening \(address.uid)"
    return [.openDashboard(Self.linkedPrefix + address.uid)]
  }

  /// Opens the trace, the search for traces or the lines that a link asks for; `nil` where no
  /// source here answers it.
  private mutating func open(_ address: ExploreAddress) -> [Effect]? {
    let source = settings.sources.first { source in
      let wanted = address.source?.uid
      return wanted == source.uid || wanted == source.name
    }
    let kind = source?.kind.rawValue ?? address.source?.type
    switch address.query {
    case .traces(let text):
      guard hasTraces, kind == nil || kind == "tempo" || kind == "jaeger" else { return nil }
      if let id = Tempo.traceID(text) { return openTrace("\(id)", of: source) }
      return openTraces(query: text, of: source)
    case .expression(let text):
      guard kind == "loki" || kind == nil && text.hasPrefix("{"),
        let loki = source ?? settings.sources.first(where: { $0.kind == .loki })
      else { return nil }
      let from = address.from ?? .ago(selection.range(now: now, calendar: settings.calendar).span)
      let asked = RangeSelection.expressions(from: from, to: address.to ?? .now)
      return openLogs(
        queries: [text], in: asked.range(now: now, calendar: settings.calendar), of: loki)
    }
  }

  private mutating func copied(_ url: String) -> [Effect] {
    notice = "copied \(url)"
    return [.copy(url)]
  }

  /// Shows a view as the link that was followed asks for it.
  mutating func openLinked(_ index: Int) -> [Effect] {
    guard let address = linked?.address, views[index].source.uid == address.uid else {
      return openView(index)
    }
    linked = nil
    if let from = address.from {
      selection = .expressions(from: from, to: address.to ?? .now)
      hasChosenRange = true
    }
    var effects = openView(index)
    for name in address.variables.keys.sorted() {
      effects += set(name, to: address.variables[name] ?? [])
    }
    if let panel = address.panel, currentView.dashboard.panel(id: panel) != nil {
      focus(panel)
      currentView.fullScreen = panel
    }
    return effects
  }

  /// No layout has the uid: the address may lead somewhere in a browser.
  mutating func cannotOpenLinked() -> [Effect]? {
    guard let url = linked?.url else { return nil }
    linked = nil
    notice = "no layout here has this uid: copied \(url)"
    return [.copy(url)]
  }
}
