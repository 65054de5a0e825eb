import Configuration
import Dashboards
import DataSources
import Panels
import Queries
import Times

extension State {
  /// The panels whose targets are asked: those on the grid, for a complete frame all, and those
  /// whose answers others show.
  var askedPanels: [Panel] {
    let panels = asksCollapsedRows ? currentView.dashboard.allPanels : visiblePanels
    let known = Set(panels.map(\.id))
    var (others, shared): ([Int: Panel], Set<Int>) = ([:], [])
    for panel in panels where !panel.sharingTargets.isEmpty {
      for origin in origins(of: panel) {
        shared.insert(origin.id)
        if !known.contains(origin.id) { others[origin.id] = origin }
      }
    }
    let origins = others.values.sorted { $0.id < $1.id }
    return (panels + origins).filter { panel in
      panel.asksQuestions && (isAskedFor(panel) || shared.contains(panel.id))
    }
  }

  /// Everything that a panel's queries depend on; `widths` are those of panels on the screen.
  func surroundings(of panel: Panel, widths: [Int: Int]) -> Plan.Surroundings {
    let settings = settings
    let width = widths[panel.id] ?? max(1, width * panel.gridPos.w / 24)
    return Plan.Surroundings(
      range: range, isRelative: selection.isRelative, now: now, calendar: settings.calendar,
      variables: currentView.variables(of: panel.id),
      plotDots: PanelView.plotDots(for: panel, width: width, glyphs: glyphs),
      traits: { settings.traits(of: $0) })
  }

  /// The columns of each panel on the screen, by its id.
  var panelWidths: [Int: Int] {
    Dictionary(placements.map { ($0.panelID, $0.width) }, uniquingKeysWith: { first, _ in first })
  }

  /// The range that a view begins with: the operator's, else the dashboard's own.
  func defaultSelection(of dashboard: Dashboard) -> RangeSelection {
    let from = settings.from ?? (try? TimeExpression(dashboard.from, calendar: settings.calendar))
    let to = settings.to ?? (try? TimeExpression(dashboard.to, calendar: settings.calendar))
    return .expressions(from: from ?? .ago(.hours(1)), to: to ?? .now)
  }
}

extension Panel {
  var isRow: Bool { if case .row = kind { true } else { false } }
}

extension Settings {
  fileprivate func traits(of reference: DataSourceRef) -> Plan.SourceTraits {
    let source = source(for: reference)
    let language: TextLanguage
    switch source?.kind.rawValue ?? kind(of: reference) {
    case "loki": language = .logQL
    case "tempo", "jaeger": language = .traceQL
    default: language = .promQL
    }
    return Plan.SourceTraits(
      language: language,
      scrapeInterval: source?.scrapeInterval ?? .seconds(15))
  }
}
