package import Cells
package import Text

/// A panel: a title row, `Title  subtitle ───── value`, and its content below. No frame.
package struct PanelBox: Widget {
  package var title: DisplayText
  package var subtitle: DisplayText?
  /// What stands behind the title whatever the width; the first that leaves the title room.
  package var badges: [Line]
  package var trailing: Line?
  package var isFocused: Bool
  /// Old data: the content in greys.
  package var isStale: Bool
  package var glyphs: GlyphSet
  package var content: any Widget

  package init(
    title: DisplayText, subtitle: DisplayText? = nil, badges: [Line] = [], trailing: Line? = nil,
    isFocused: Bool = false, isStale: Bool = false, glyphs: GlyphSet = .full,
    content: any Widget = Blank()
  ) {
    self.title = title
    self.subtitle = subtitle
    self.badges = badges
    self.trailing = trailing
    self.isFocused = isFocused
    self.isStale = isStale
    self.glyphs = glyphs
    self.content = content
  }

  package func render(in area: Rect, into buffer: inout Buffer) {
    guard !area.isEmpty else { return }
    let (top, rest) = area.split(top: 1)
    buffer.clipped(to: area) { buffer in
      drawContent(content, in: rest, into: &buffer)
      drawTitle(in: top, into: &buffer)
    }
  }

  private func drawContent(_ content: some Widget, in area: Rect, into buffer: inout Buffer) {
    buffer.draw(content, in: area)
    if isStale { buffer.restyle(area) { $0.attributes.insert(.stale) } }
  }

  /// Shrinks in order: the subtitle goes, then the rule, then the title is cut.
  private func drawTitle(in area: Rect, into buffer: inout Buffer) {
    let role: Role = isFocused ? .accent : .bright
    let trailing = fittingTrailing(in: area)
    let end = area.maxX - (trailing.isEmpty ? 0 : trailing.width + 1)
    var x = area.x
    let badge = fittingBadge(room: end - x)
    x += buffer.write(
      title, x: x, y: area.y, style: Style(role, .bold),
      limit: max(0, end - x - (badge.isEmpty ? 0 : badge.width + 1)), mark: glyphs.ellipsis)
    if !badge.isEmpty {
      // A panel without a title has its mark at the edge.
      x += x > area.x ? 1 : 0
      x += buffer.write(badge, x: x, y: area.y, limit: max(0, end - x), mark: glyphs.ellipsis)
    }
    if let subtitle, !subtitle.isEmpty, x + 2 + subtitle.width + 2 <= end {
      x += 2
      x += buffer.write(subtitle, x: x, y: area.y, style: .dim)
    }
    if end - x >= 2 {
      let rule = Cell(
        isFocused ? glyphs.focusRule : glyphs.rule, Style(isFocused ? .accent : .border))
      buffer.fill(Rect(x: x + 1, y: area.y, width: end - x - 1, height: 1), with: rule)
    }
    buffer.write(trailing, endingAt: area.maxX, y: area.y, limit: area.width, mark: glyphs.ellipsis)
  }

  /// The longest badge beside which the title stands whole, else the shortest.
  private func fittingBadge(room: Int) -> Line {
    badges.first { title.width + 1 + $0.width <= room } ?? badges.last ?? Line()
  }

  /// The trailing text, unless it would leave the title less than half the row.
  private func fittingTrailing(in area: Rect) -> Line {
    let badge = badges.last.map { $0.width + 1 } ?? 0
    guard let trailing,
      trailing.width + 2 + badge + min(title.width, area.width / 2) <= area.width
    else { return Line() }
    return trailing
  }
}

/// Nothing: for panels without content.
package struct Blank: Widget {
  package init() {}
  package func render(in area: Rect, into buffer: inout Buffer) {}
}
