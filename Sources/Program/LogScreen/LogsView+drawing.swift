package import Cells
import Frames
import Logs
import Panels
import Text
import Times
import Widgets

extension LogsView {
  /// Where the parts of the view stand, in its own area.
  struct Layout: Hashable {
    var head = Rect(width: 0, height: 0)
    var filters = Rect(width: 0, height: 0)
    var volume = Rect(width: 0, height: 0)
    var list = Rect(width: 0, height: 0)
    var detail = Rect(width: 0, height: 0)
  }

  /// There is room for the bars of the volume.
  static func showsVolume(_ around: Surroundings) -> Bool {
    around.height >= 18 && around.width >= 40
  }

  func layout(of around: Surroundings) -> Layout {
    let area = Rect(width: max(0, around.width - 2), height: around.height)
    var layout = Layout()
    var rest = area
    (layout.head, rest) = rest.split(top: 1)
    let hasFilters = !listing.filters.isEmpty
    (layout.filters, rest) = rest.split(top: hasFilters ? 1 : 0)
    if Self.showsVolume(around) {
      (layout.volume, rest) = rest.split(top: around.height >= 30 ? 7 : 5)
      rest = rest.split(top: 1).rest
    }
    layout.list = rest
    guard detail != nil else { return layout }
    if rest.width >= 120 {
      (layout.list, layout.detail) = rest.split(left: rest.width * 11 / 20)
      layout.list.width -= 2
    } else if rest.height >= 12 {
      (layout.list, layout.detail) = rest.split(top: rest.height / 3)
    } else {
      (layout.list, layout.detail) = (Rect(width: rest.width, height: 0), rest)
    }
    return layout
  }

  package func draw(in area: Rect, into buffer: inout Buffer) {
    guard !area.isEmpty else { return }
    let layout = layout(of: surroundings)
    func place(_ rect: Rect) -> Rect {
      Rect(x: area.x + rect.x, y: area.y + rect.y, width: rect.width, height: rect.height)
        .intersection(area)
    }
    drawHead(in: place(layout.head), into: &buffer)
    drawFilters(in: place(layout.filters), into: &buffer)
    drawVolume(in: place(layout.volume), into: &buffer)
    drawList(in: place(layout.list), into: &buffer)
    drawDetail(in: place(layout.detail), into: &buffer)
    drawPrompt(in: area, into: &buffer)
  }

  /// The query, and at the right how many lines there are.
  private func drawHead(in area: Rect, into buffer: inout Buffer) {
    guard !area.isEmpty else { return }
    let glyphs = surroundings.glyphs
    let count = listing.shown.map { "\($0.count) of \(listing.buffer.count) lines" }
    var right = Line(
      DisplayText(count ?? "\(listing.buffer.count) lines"), .dim)
    for text in remarks {
      right = Line(glyphs.text(text, limit: 48) + "   ", Style(.warning)) + right
    }
    let room = max(0, area.width - right.width - 3)
    let title = listing.title.map { $0 + "  " } ?? ""
    // Several selectors of any value are those that select every stream once.
    let isAll =
      listing.legs.isEmpty
      || listing.legs.count > 1 && listing.legs.allSatisfy { $0.query.contains("=~\".+\"") }
    let query = isAll ? "all streams" : listing.legs.map(\.query).joined(separator: "  ")
    let left =
      Line(glyphs.text(title, limit: room), .title)
      + Line(glyphs.text(query, limit: room), Style(.accent))
    buffer.write(left, x: area.x, y: area.y, limit: room, mark: glyphs.ellipsis)
    buffer.write(right, endingAt: area.maxX, y: area.y, limit: area.width)
  }

  /// What is missing of the lines, and why.
  private var remarks: [String] {
    var remarks: [String] = []
    if let delay = listing.delay(at: surroundings.now) {
      remarks.append("\(Int(delay.seconds)) s behind")
    }
    if listing.legs.contains(where: \.isSlowedDown) {
      remarks.append("replies too large: asking for fewer lines")
    }
    if let problem = listing.volume.failure { remarks.append("volume of these lines: \(problem)") }
    let (skipped, isMore) = listing.skipped
    if skipped > 0 || isMore {
      let count = skipped > 0 ? "\(skipped)\(isMore ? " and more" : "")" : "some"
      remarks.append("\(count) lines skipped")
    }
    let gone = listing.buffer.droppedCount
    if gone > 0 { remarks.append("\(gone) older lines gone: memory") }
    if listing.isMemoryFull { remarks.append("older lines left out: memory") }
    return remarks
  }

  /// Each filter, the chosen one lit; those that are off in grey.
  private func drawFilters(in area: Rect, into buffer: inout Buffer) {
    guard !area.isEmpty else { return }
    var x = area.x
    if listing.onlyMarks {
      x += buffer.write("marks only", x: x, y: area.y, style: Style(.warning)) + 2
    }
    for (place, filter) in listing.filters.enumerated() {
      var style = filter.isExclusion ? Style(.warning) : Style(.accent)
      if !filter.isOn { style = .faint }
      if filterSelection == place { style = Style(style.foreground, on: Ink(.raised), .bold) }
      let text = surroundings.glyphs.text(filter.title, limit: 40)
      guard x + text.width <= area.maxX else {
        buffer.write(surroundings.glyphs.ellipsis, x: x, y: area.y, style: .dim, limit: 1)
        break
      }
      x += buffer.write(text, x: x, y: area.y, style: style) + 3
    }
  }

  private func drawVolume(in area: Rect, into buffer: inout Buffer) {
    guard !area.isEmpty else { return }
    let volume = listing.volume
    let levels: [LineLevel?] = [.critical, .error, .warning, .info, .debug, .trace, nil]
    let bars = VolumeBars(
      layers: levels.compactMap { level in
        volume.counts[level].map {
          VolumeBars.Layer(level: level.map(LogList.Level.init), counts: $0)
        }
      },
      barCount: volume.barCount, cursor: volume.cursor, mark: volume.mark,
      label: { [calendar, volume] bar in
        let start = volume.start(ofBar: bar)
        return DisplayText(
          volume.step >= .hours(6)
            ? calendar.dateTime(start)
            : volume.step < .minutes(1) ? calendar.time(start) : calendar.shortTime(start))
      },
      glyphs: surroundings.glyphs)
    bars.render(in: area, into: &buffer)
  }

  private var reader: LogRowReader {
    var reader = LogRowReader(calendar: calendar, glyphs: surroundings.glyphs)
    reader.timeFormat = timeFormat
    reader.isRaw = isRaw
    reader.hasColors = hasColors
    reader.chosenFields = chosenFields
    reader.highlights = listing.activeFilters.filter { !$0.isExclusion }.compactMap(\.pattern)
    reader.now = surroundings.now
    return reader
  }

  private func drawList(in area: Rect, into buffer: inout Buffer) {
    guard !area.isEmpty else { return }
    guard listing.rowCount > 0 else {
      CenteredMessage(emptyText, glyphs: surroundings.glyphs).render(in: area, into: &buffer)
      return
    }
    let (listing, reader) = (listing, reader)
    let first =
      listing.cursor == nil ? max(0, listing.rowCount - area.height) : listing.row(of: listing.top)
    var width = 0
    for row in first..<min(listing.rowCount, first + area.height) {
      guard let (lines, index) = listing.number(atRow: row).flatMap({ listing.buffer[$0] }) else {
        continue
      }
      width = max(
        width, DisplayText(LogRowReader.service(lines.stream(at: index)), limit: 20).width)
    }
    var list = LogList(
      rowCount: listing.rowCount, serviceWidth: width, showsTime: timeFormat != .off,
      wraps: wraps, selection: listing.cursorRow, scroll: first, glyphs: surroundings.glyphs
    ) { row in
      guard let (lines, index) = listing.number(atRow: row).flatMap({ listing.buffer[$0] }) else {
        return LogList.Row(message: .empty)
      }
      return reader.row(lines, at: index)
    }
    list.marksSelection = listing.isPaused
    list.render(in: area, into: &buffer)
  }

  private var emptyText: [Line] {
    if let error = listing.failure ?? (isChoosingStreams ? problem : nil) {
      let next = listing.legs.lazy.compactMap(\.retry).first
      return [
        Line(surroundings.glyphs.failed + " failed", Style(.critical, .bold)),
        Line(DisplayText("\(error)", limit: 300)),
        Line(DisplayText(next.map { "next try \(calendar.time($0))" } ?? "r asks again"), .dim),
      ]
    }
    if isChoosingStreams, labelNames != nil { return [Line("no streams in this time", .dim)] }
    if listing.isLoading || isChoosingStreams { return [Line("loading", .dim)] }
    if listing.buffer.isEmpty { return [Line("no lines in this time", .dim)] }
    return [Line("no line passes the filters", .dim), Line("Backspace removes the last", .dim)]
  }
}
