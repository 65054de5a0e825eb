import Configuration
import Dashboards
import DataSources
import Panels
import Queries
import Times

extension State {
  /// The panels whose targets are asked: those on the grid, and for a complete frame all.
  var askedPanels: [Panel] {
    let panels = asksCollapsedRows ? currentView.dashboard.allPanels : visiblePanels
    return panels.filter(\.asksQuestions)
  }

  func queries(of panel: Panel) -> [Query] {
    Plan.queries(for: panel, in: surroundings(of: panel))
  }

  /// The range that a panel shows, its own time shift included.
  func shownRange(of panel: Panel) -> TimeRange {
    Plan.range(of: panel, in: surroundings(of: panel))
  }

  private func surroundings(of panel: Panel) -> Plan.Surroundings {
    let width = placements.first { $0.panelID == panel.id }?.width ?? width / 2
    let source = settings.source(for: panel.targets.first?.dataSource ?? panel.dataSource)
    return Plan.Surroundings(
      range: range, now: now, calendar: settings.calendar, variables: currentView.variables,
      plotDots: PanelView.plotDots(for: panel, width: width, glyphs: glyphs),
      scrapeInterval: source?.scrapeInterval ?? .seconds(15))
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
