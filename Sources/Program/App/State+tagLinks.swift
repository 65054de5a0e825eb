package import Dashboards

// Links of a dashboard to all that bear its tags.
extension State {
  /// A dashboard that was found, and where the link leads.
  package struct TaggedDashboard: Hashable, Sendable {
    package var layout: String
    package var uid: String?
    package var title: String

    package init(layout: String, uid: String?, title: String) {
      self.layout = layout
      self.uid = uid
      self.title = title
    }
  }

  var tagLinkItems: [Picker.Item] {
    currentView.source.tagLinks.enumerated().map { index, link in
      let title = currentView.variables(of: nil).interpolate(link.title)
      let tags = link.tags.joined(separator: ", ")
      return Picker.Item(
        .tagged(index), title.isEmpty ? "dashboards" : title,
        detail: tags.isEmpty ? "all dashboards" : "dashboards tagged \(tags)")
    }
  }

  /// Looks for the dashboards of a link to tags.
  mutating func openTagged(_ index: Int) -> [Effect] {
    guard currentView.source.tagLinks.indices.contains(index) else { return [] }
    let link = currentView.source.tagLinks[index]
    notice = "looking for dashboards"
    return [.findDashboards(link)]
  }

  /// Offers what was found; the view of the link itself is not among it.
  mutating func apply(_ found: [TaggedDashboard], to link: Dashboard.TagLink) {
    guard overlay == nil, currentView.source.tagLinks.contains(link) else { return }
    let own = currentView.layout
    let others = found.filter { $0.layout != own }
    guard !others.isEmpty else {
      notice = "no other dashboard is tagged \(link.tags.joined(separator: ", "))"
      return
    }
    notice = nil
    let values = currentView.variables(of: nil)
    let items = others.map { dashboard in
      guard let uid = dashboard.uid, !link.parameters.isEmpty else {
        return Picker.Item(.dashboard(dashboard.layout), dashboard.title, detail: dashboard.layout)
      }
      let url = values.interpolate("/d/\(uid)?\(link.parameters)", as: .address)
      return Picker.Item(.link(url), dashboard.title, detail: dashboard.layout)
    }
    open(Picker(.links, title: link.title.isEmpty ? "Dashboards" : link.title, items: items))
  }
}

extension Dashboard {
  /// Whether a link to tags leads here.
  package func bears(_ tags: [String]) -> Bool { tags.allSatisfy { self.tags.contains($0) } }
}
