package import Cells
package import Panels
import Text
import Widgets

extension State {
  /// The whole screen.
  package func view() -> Buffer {
    var pictures = Pictures()
    return view(with: &pictures)
  }

  /// The whole screen, drawn anew only where it differs from the pictures of the screen before.
  package func view(with pictures: inout Pictures) -> Buffer {
    pictures.begin()
    var buffer = Buffer(width: width, height: height)
    guard width > 0, height > 0 else { return buffer }
    if !drawScreen(in: gridArea, into: &buffer) { drawPanels(into: &buffer, with: &pictures) }
    if !settings.isKiosk {
      header.render(in: Rect(width: width, height: 1), into: &buffer)
      if showsDashboardLine {
        dashboardLine.render(in: Rect(y: 1, width: width, height: 1), into: &buffer)
      }
      if let banner = recoveryBanner, height > 4 {
        buffer.write(
          banner, endingAt: width - 1, y: showsDashboardLine ? 1 : 0, limit: width / 2)
      }
      footer.render(in: Rect(y: height - 1, width: width, height: 1), into: &buffer)
    }
    switch overlay {
    case .help(let scroll): drawHelp(scroll: scroll, into: &buffer)
    case .picker(let picker): draw(picker, into: &buffer)
    case .frontDoor(let selection): drawFrontDoor(selection, into: &buffer)
    case .inspector(let inspector): draw(inspector, into: &buffer)
    case .write(let dialog): draw(dialog, into: &buffer)
    case .explore(let explore): draw(explore, into: &buffer)
    case .targets(let list): draw(list, into: &buffer)
    case .runbook(let page): draw(page, into: &buffer)
    case .welcome(let scroll): drawWelcome(scroll: scroll, into: &buffer)
    case nil: break
    }
    return glyphs.isASCII ? buffer.inASCII : buffer
  }

  /// Draws the panels in sight. One that is cut by the screen's edge is drawn whole on a buffer
  /// of its own first, so that scrolling moves panels and does not squeeze them.
  private func drawPanels(into buffer: inout Buffer, with pictures: inout Pictures) {
    let area = gridArea
    var drawn: Set<Pictures.Place> = []
    for placement in placements {
      let y = area.y + placement.y - currentView.scroll
      guard y < area.maxY, y + placement.height > area.y,
        let content = content(of: placement.panelID)
      else { continue }
      let place = Pictures.Place(view: current, panel: placement.panelID)
      drawn.insert(place)
      let widget = pictures.box(
        for: content, at: place, width: placement.width, height: placement.height)
      let target = Rect(x: placement.x, y: y, width: placement.width, height: placement.height)
      if y >= area.y && target.maxY <= area.maxY {
        widget.render(in: target, into: &buffer)
      } else {
        var own = Buffer(width: target.width, height: target.height)
        widget.render(in: own.area, into: &own)
        buffer.clipped(to: area) { $0.copy(own.area, of: own, x: target.x, y: y) }
      }
    }
    pictures.keep(only: drawn)
  }
}
