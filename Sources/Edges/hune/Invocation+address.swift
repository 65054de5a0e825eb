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
    names.first { name in
      guard let layout = try? layout(named: name),
        let dashboards = try? Layouts.dashboards(in: layout.bytes, name: name)
      else { return false }
      return dashboards.contains { $0.uid == uid }
    }
  }
}
