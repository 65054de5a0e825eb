package import Cells
package import Text

/// The first row: the program, its views, its sources, the time of the last refresh.
package struct HeaderBar: Widget {
  package struct Tab: Hashable, Sendable {
    package var key: DisplayText
    package var title: DisplayText
    package var isActive: Bool
    /// Stands behind the title, whatever the width.
    package var badge: Line

    package init(
      key: DisplayText, title: DisplayText, isActive: Bool, badge: Line = Line()
    ) {
      self.badge = badge
      self.key = key
      self.title = title
      self.isActive = isActive
    }

    fileprivate func width(showsTitle: Bool) -> Int {
      1 + key.width + (showsTitle ? 1 + title.width : 0) + badge.width + 1
    }
  }

  package struct Source: Hashable, Sendable {
    package var name: DisplayText
    /// nil before the first answer.
    package var isUp: Bool?
    /// Beside a bad one: `last 14:26`.
    package var detail: DisplayText
    /// Nobody looks whether it is the server that it says it is.
    package var isUnverified: Bool

    package init(
      name: DisplayText, isUp: Bool?, detail: DisplayText = .empty, isUnverified: Bool = false
    ) {
      self.name = name
      self.isUp = isUp
      self.detail = detail
      self.isUnverified = isUnverified
    }
  }

  package var tabs: [Tab]
  package var sources: [Source]
  package var context: DisplayText
  /// Hours, minutes, seconds of the last refresh.
  package var time: DisplayText
  package var glyphs: GlyphSet

  package init(
    tabs: [Tab], sources: [Source], context: DisplayText, time: DisplayText,
    glyphs: GlyphSet = .full
  ) {
    self.tabs = tabs
    self.sources = sources
    self.context = context
    self.time = time
    self.glyphs = glyphs
  }

  private static let ground = Ink(.surface)

  package func render(in area: Rect, into buffer: inout Buffer) {
    guard !area.isEmpty else { return }
    buffer.fill(
      Rect(x: area.x, y: area.y, width: area.width, height: 1),
      with: Cell(.space, Style(Ink(.text), on: Self.ground)))
    let row = area.inset(left: 1, right: 1)
    var x = row.x
    x += buffer.write("hune", x: x, y: row.y, style: style(.accent, .bold), limit: row.width) + 3
    // Shed in order: the sources' names, the other tabs' names, the context, the seconds.
    var right = trailing(width: area.width)
    let whole = x + tabs.reduce(0) { $0 + $1.width(showsTitle: true) }
    if whole > row.maxX - right.width - 2 { right = trailing(width: min(area.width, 149)) }
    let end = row.maxX - right.width - 2
    let named = named(in: end - x)
    for (place, tab) in tabs.enumerated() {
      x += draw(tab, showsTitle: named.contains(place), x: x, y: row.y, end: end, into: &buffer)
    }
    buffer.write(
      right, endingAt: row.maxX, y: row.y, limit: max(0, row.maxX - x), mark: glyphs.ellipsis)
  }

  /// The tabs that have their names: where one is, what is watched for, then the first that fit.
  private func named(in room: Int) -> Set<Int> {
    let order =
      tabs.indices.filter { tabs[$0].isActive }
      + tabs.indices.filter { !tabs[$0].isActive && !tabs[$0].badge.isEmpty }
      + tabs.indices.filter { !tabs[$0].isActive && tabs[$0].badge.isEmpty }
    var used = tabs.reduce(0) { $0 + $1.width(showsTitle: false) }
    var named: Set<Int> = []
    for place in order {
      let width = tabs[place].width(showsTitle: true) - tabs[place].width(showsTitle: false)
      guard used + width <= room || tabs[place].isActive else { break }
      used += width
      named.insert(place)
    }
    return named
  }

  private func draw(
    _ tab: Tab, showsTitle: Bool, x: Int, y: Int, end: Int, into buffer: inout Buffer
  ) -> Int {
    let title = showsTitle ? " " + tab.title : DisplayText.empty
    let width = tab.width(showsTitle: showsTitle)
    guard x + width <= end else { return 0 }
    let ground = tab.isActive ? Ink(.raised) : Self.ground
    let bold: Style.Attributes = tab.isActive ? [.bold] : []
    let style = Style(Ink(tab.isActive ? .bright : .dim), on: ground, bold)
    let key = Style(Ink(tab.isActive ? .accent : .dim), on: ground, bold)
    let badge = tab.badge.restyled { $0.background = ground }
    let text =
      Line([StyledText(" " + tab.key, key), StyledText(title, style)]) + badge + Line(" ", style)
    return buffer.write(text, x: x, y: y, limit: width, mark: .empty)
  }

  private func style(_ role: Role, _ attributes: Style.Attributes = []) -> Style {
    Style(Ink(role), on: Self.ground, attributes)
  }

  private func trailing(width: Int) -> Line {
    var parts = marks(width: width)
    if width >= 90, !context.isEmpty { parts.append(Line(context, style(.text))) }
    let clock = width < 80 ? time.prefix(5) : time
    if !clock.isEmpty { parts.append(Line(clock, style(.text))) }
    return parts.enumerated().reduce(Line()) { line, part in
      part.offset == 0 ? part.element : line + Line("   ", style(.text)) + part.element
    }
  }

  /// A bad source is always named, and one whose certificate is not looked at; good ones are counted where there is no room for names.
  private func marks(width: Int) -> [Line] {
    let good = sources.filter { $0.isUp == true }
    let bad = sources.filter { $0.isUp == false }.map { source in
      Line([
        StyledText(glyphs.failed + " " + source.name, style(.critical, .bold)),
        StyledText(source.detail.isEmpty ? .empty : " " + source.detail, style(.critical)),
      ])
    }
    let unverified = sources.filter { $0.isUp != false && $0.isUnverified }.map { source in
      Line(glyphs.sign(of: Severity.warning) + " " + source.name + " unverified", style(.warning))
    }
    if width >= 150 {
      let named = sources.filter { $0.isUp != false && !$0.isUnverified }.map { source in
        Line([
          StyledText(glyphs.dot, style(source.isUp == true ? .ok : .dim)),
          StyledText(" " + source.name, style(.dim)),
        ])
      }
      return bad + unverified + named
    }
    let count: DisplayText = "\(good.count)/\(sources.count)"
    let words: DisplayText = width >= 90 ? " sources" : .empty
    let role: Role = good.isEmpty ? .dim : .ok
    let counted = Line([
      StyledText(glyphs.dot, style(role)), StyledText(" " + count + words, style(.dim)),
    ])
    return bad + unverified + (sources.isEmpty ? [] : [counted])
  }
}
