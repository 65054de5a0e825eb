import Configuration
import Dashboards
import HTTP
import Panels
import Queries

// Links of values and panels: to other dashboards, which hune opens, and to addresses, which it
// copies.
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
