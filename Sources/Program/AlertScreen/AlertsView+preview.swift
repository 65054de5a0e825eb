import Alerts
import Cells
import DataSources
import Text
import Widgets

extension AlertsView {
  /// The rows below the list in which the chosen alert is told without being asked for; 0 where
  /// there is no room for that.
  var previewHeight: Int {
    let room = surroundings.height - 2
    guard !isDetailOpen, !showsSilences, !rows.isEmpty, room >= 24 else { return 0 }
    return room - min(max(rows.count + 2, 9), room / 2)
  }

  func drawPreview(in area: Rect, _ desk: AlertDesk, _ buffer: inout Buffer) {
    guard let alert = alert(desk) else { return }
    let glyphs = surroundings.glyphs
    let lines = detailLines(of: alert, desk, width: TextColumns.columnWidth(in: area.width))
    PanelBox(
      title: glyphs.text(alert.name, limit: 80),
      subtitle: glyphs.text(desk.standing(of: alert).rawValue, limit: 20),
      badges: [sign(of: alert)], glyphs: glyphs,
      content: TextColumns(Array(lines.dropFirst()), glyphs: glyphs)
    ).render(in: area, into: &buffer)
  }
}
