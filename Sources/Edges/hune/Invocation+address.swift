import App
import Configuration
import Dashboards
import Files

extension Invocation {
  /// Shows the layout that has the uid of a Grafana's address, as the address asks for it.
  mutating func open(_ address: GrafanaAddress) throws {
    guard let name = library.name(uid: address.uid) else {
      throw Failure(
        usage: "no layout has the uid \(address.uid): save the dashboard's JSON under --layouts")
    }
    let file = name.split(separator: "/").last ?? ""
    // A view of the context keeps its name.
    let view =
      settings.views.first { $0.layout == name }
      ?? Settings.View(name: String(file.prefix { $0 != "." }), layout: name)
    settings.views = [view] + settings.views.filter { $0.layout != name }
    settings.from = address.from ?? settings.from
    settings.to = address.to ?? settings.to
    try settings.checkRange()
    settings.refresh = address.refresh ?? settings.refresh
    settings.isKiosk = settings.isKiosk || address.isKiosk
    settings.variables.merge(address.variables) { _, given in given }
    if let theme = address.theme {
      self.theme = theme
      palette = try ThemeLibrary(paths: .current()).palette(named: theme)
    }
  }
}

extension LayoutLibrary {
  /// The layout that holds the dashboard of a uid.
  func name(uid: String) -> String? {
    for name in names {
      guard let dashboards = try? dashboards(in: name) else { continue }
      guard dashboards.contains(where: { $0.uid == uid }) else { continue }
      return dashboards.count > 1 ? "\(name)#\(uid)" : name
    }
    return nil
  }

  /// The dashboards of a layout.
  private func dashboards(in name: String) throws -> [Dashboard] {
    try Layouts.dashboards(in: try layout(named: name).bytes, name: name)
  }

  /// The dashboard of a name; of a file with several the first, or the one behind `#` by its uid.
  func dashboard(named name: String) throws -> Dashboard {
    let parts = name.split(separator: "#", maxSplits: 1).map(String.init)
    let file = parts.first ?? name
    let dashboards = try dashboards(in: file)
    guard parts.count == 2 else { return dashboards.first ?? Dashboard(title: name) }
    guard let dashboard = dashboards.first(where: { $0.uid == parts[1] }) else {
      throw InputProblem("\(file) holds no dashboard with the uid \(parts[1])")
    }
    return dashboard
  }

  /// All layouts with the titles of their dashboards; a file of several has a name for each.
  var inventory: (names: [String], titles: [String: String]) {
    var found: (names: [String], titles: [String: String]) = ([], [:])
    for name in names {
      let dashboards = (try? dashboards(in: name)) ?? []
      for dashboard in dashboards {
        let one = dashboards.count > 1 && dashboard.uid != nil
        let place = one ? "\(name)#\(dashboard.uid ?? "")" : name
        guard found.titles[place] == nil else { continue }
        found.names.append(place)
        found.titles[place] = dashboard.title.isEmpty ? name : dashboard.title
      }
      // What can't be read is there too: opening it says why.
      if dashboards.isEmpty { found.names.append(name) }
    }
    return found
  }
}
