import Cells
import Dashboards

extension State {
  /// The dashboard's own line under the header; the first thing to go on a small screen.
  var showsDashboardLine: Bool { width >= 100 && height >= 30 && !settings.isKiosk }

  /// The rows between header and footer that panels are drawn on.
  var gridArea: Rect {
    let top = settings.isKiosk ? 0 : (showsDashboardLine ? 3 : 1)
    let bottom = settings.isKiosk ? 0 : 1
    return Rect(x: 0, y: top, width: width, height: max(0, height - top - bottom))
  }

  /// Where the panels of the view stand, in rows of the grid's own, the first at 0.
  var placements: [Placement] {
    if let id = currentView.fullScreen {
      let area = gridArea
      return [
        Placement(panelID: id, x: 1, y: 0, width: max(0, area.width - 2), height: area.height)
      ]
    }
    return Grid.place(visiblePanels, width: width, height: gridArea.height)
  }
}
