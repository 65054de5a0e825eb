import Alerts
package import Cells
import DataSources
import Frames
import Matchers
import Silences
import Text
import Times
import Widgets

extension AlertsView {
  package func draw(in area: Rect, _ desk: AlertDesk, into buffer: inout Buffer) {
    guard area.width > 2, area.height > 2 else { return }
    drawHead(in: Rect(x: area.x, y: area.y, width: area.width, height: 1), desk, &buffer)
    drawNotes(in: Rect(x: area.x, y: area.y + 1, width: area.width, height: 1), desk, &buffer)
    var list = area.inset(top: 2)
    var detail: Rect?
    if isDetailOpen, alert(desk) != nil {
      if area.width >= 100 {
        let width = area.width * 9 / 20
        detail = Rect(x: list.maxX - width, y: list.y, width: width, height: list.height)
        list.width -= width + 2
      } else {
        detail = list
      }
    }
    if previewHeight > 0 {
      let (upper, lower) = list.split(bottom: previewHeight)
      list = upper
      drawPreview(in: lower, desk, &buffer)
    }
    if detail != list { drawList(in: list, desk, &buffer) }
    if let detail, let alert = alert(desk) {
      TextBlock(
        detailLines(of: alert, desk, width: detail.width), scroll: detailScroll,
        glyphs: surroundings.glyphs
      ).render(in: detail, into: &buffer)
    }
    drawPrompt(desk, into: &buffer)
  }

  private func drawHead(in area: Rect, _ desk: AlertDesk, _ buffer: inout Buffer) {
    let glyphs = surroundings.glyphs
    var left: Line
    if showsSilences {
      left = Line("Silences", .title) + Line(DisplayText("  \(silences.count)"), .dim)
    } else {
      left = Line("Alerts", .title)
      for standing in AlertStanding.allCases where standing != .inactive {
        guard let count = desk.tally.standings[standing] else { continue }
        left = left + Line(DisplayText("  \(count) \(standing.rawValue)"), style(of: standing))
      }
    }
    if !filter.isEmpty {
      left = left + Line(glyphs.text("  \(filter)", limit: 60), Style(.accent))
    }
    if !marks.isEmpty { left = left + Line(DisplayText("  \(marks.count) marked"), Style(.accent)) }
    var right = Line()
    for source in desk.surroundings.sources {
      guard let failure = desk.standings[source.name]?.failure else { continue }
      right =
        right + Line(glyphs.failed + " ", Style(.critical))
        + Line(glyphs.text(failure, limit: 60), .dim)
    }
    if desk.surroundings.isReadOnly { right = right + Line("  read-only", Style(.info)) }
    if !desk.surroundings.settings.isExtended { right = right + Line("  not extended", .dim) }
    if !desk.surroundings.settings.isExpired { right = right + Line("  not expired", .dim) }
    let room = area.width - min(right.width, area.width / 2) - 2
    buffer.write(left, x: area.x, y: area.y, limit: room, mark: glyphs.ellipsis)
    buffer.write(right, endingAt: area.maxX, y: area.y, limit: area.width / 2)
  }

  /// The first note of what is wrong with rules, and how many more there are.
  private func drawNotes(in area: Rect, _ desk: AlertDesk, _ buffer: inout Buffer) {
    let notes = desk.ruleNotes
    guard let first = notes.first, !showsSilences else { return }
    let more = notes.count > 1 ? "  and \(notes.count - 1) more" : ""
    let room = max(0, area.width - more.count - 2)
    let line =
      Line(surroundings.glyphs.sign(of: .warning) + " ", Style(.warning))
      + Line(surroundings.glyphs.text(first, limit: room), .dim) + Line(DisplayText(more), .dim)
    buffer.write(line, x: area.x, y: area.y, limit: area.width, mark: surroundings.glyphs.ellipsis)
  }

  func style(of standing: AlertStanding) -> Style {
    switch standing {
    case .firing: Style(.critical)
    case .pending: Style(.warning)
    case .acknowledged: Style(.info)
    case .silenced, .inhibited, .resolved, .inactive: .dim
    }
  }

  private func drawList(in area: Rect, _ desk: AlertDesk, _ buffer: inout Buffer) {
    guard !rows.isEmpty else {
      CenteredMessage([Line(emptyText(desk), .dim)], glyphs: surroundings.glyphs)
        .render(in: area, into: &buffer)
      return
    }
    buffer.write(
      header(width: area.width), x: area.x, y: area.y, limit: area.width,
      mark: surroundings.glyphs.ellipsis)
    let room = area.inset(top: 1)
    for (offset, row) in rows.dropFirst(scroll).prefix(room.height).enumerated() {
      var line = self.line(of: row, desk, width: room.width)
      if scroll + offset == selection {
        line = (line + Line(DisplayText(repeating: .space, count: max(0, room.width - line.width))))
          .restyled { $0.background = Ink(.raised) }
      }
      buffer.write(
        line, x: room.x, y: room.y + offset, limit: room.width,
        mark: surroundings.glyphs.ellipsis)
    }
  }

  private func emptyText(_ desk: AlertDesk) -> DisplayText {
    if showsSilences { return "no silences" }
    if desk.surroundings.sources.isEmpty { return "no source of alerts" }
    if !filter.isEmpty { return "no alert matches" }
    let isKnown = desk.standings.values.contains { $0.reply != nil }
    if isKnown { return "nothing fires" }
    return desk.standings.values.contains { $0.failure != nil } ? "no answer" : "loading"
  }

  /// What a column shows, and its width; the least useful goes first where it is narrow.
  private func columns(width: Int) -> (name: Int, labels: Int, value: Int, held: Int) {
    // The sign, the age, and a blank behind each of three columns stand beside these.
    let rest = max(10, width - 18)
    let held = width >= 100 ? min(36, rest / 4) : 0
    let value = width >= 80 ? 9 : 0
    let name = min(28, max(10, (rest - held - value) / 2))
    return (name, max(0, rest - held - value - name), value, held)
  }

  private func header(width: Int) -> Line {
    if showsSilences {
      return Line(DisplayText("  state    ends in    holds  who, what, why"), .dim)
    }
    let columns = columns(width: width)
    func title(_ text: String, _ width: Int, _ order: Order? = nil) -> Line {
      let arrow = order == self.order ? surroundings.glyphs.down : .empty
      return Line((DisplayText(text) + arrow).padded(to: width), .dim)
    }
    var line = title("", 4) + title("age", 11, .age) + title("alert", columns.name + 1, .name)
    line = line + title(order == .severity ? "on (by severity)" : "on", columns.labels + 1)
    if columns.value > 0 { line = line + title("value", columns.value + 1) }
    if columns.held > 0 { line = line + title("to, held by", columns.held) }
    return line
  }

  func sign(of alert: Alert) -> Line {
    let glyphs = surroundings.glyphs
    return switch alert.severity.rank {
    case .critical, .error: Line(glyphs.sign(of: .critical), Style(.critical, .bold))
    case .warning: Line(glyphs.sign(of: .warning), Style(.warning, .bold))
    case .info, .other: Line(glyphs.dot, Style(.info))
    }
  }

  private func line(of row: Row, _ desk: AlertDesk, width: Int) -> Line {
    switch row {
    case .group(let name, let count):
      let title = name.isEmpty ? "(no \(grouping ?? "label"))" : name
      return Line(surroundings.glyphs.text(title, limit: max(1, width - 10)), .title)
        + Line(DisplayText("  \(count)"), .dim)
    case .alert(let place): return line(of: desk.alerts[place], desk, width: width)
    case .silence(let place): return line(of: silences[place], width: width)
    }
  }

  private func line(of alert: Alert, _ desk: AlertDesk, width: Int) -> Line {
    let glyphs = surroundings.glyphs
    let columns = columns(width: width)
    let standing = desk.standing(of: alert)
    let isQuiet = standing != .firing && standing != .pending
    let body: Style = isQuiet ? .dim : .text
    let mark = marks.contains(alert.labels) ? "+" : desk.isNew(alert) ? "*" : " "
    let sign = isQuiet ? sign(of: alert).restyled { $0.foreground = Ink(.dim) } : sign(of: alert)
    var line = Line(DisplayText(mark), Style(.accent)) + sign + Line("  ")
    let age = alert.since.map { (surroundings.now - $0).ageText } ?? ""
    line = line + Line(DisplayText(age).padded(to: 11), .dim)
    let name = glyphs.text(alert.name, limit: columns.name)
    line = line + Line(name.padded(to: columns.name + 1), isQuiet ? .dim : .bright)
    var words = alert.distinction
    if desk.isFlapping(alert) { words = "flapping  " + words }
    if alert.isEvaluatedHere { words = "evaluated here  " + words }
    if standing != .firing { words = "\(standing.rawValue)  " + words }
    line =
      line
      + Line(glyphs.text(words, limit: columns.labels).padded(to: columns.labels + 1), body)
    if columns.value > 0 {
      let value = alert.value.map { short($0) } ?? ""
      line =
        line + Line(glyphs.text(value, limit: columns.value).padded(to: columns.value + 1), body)
    }
    if columns.held > 0 {
      let holder = holder(of: alert, desk) ?? alert.receivers.joined(separator: ", ")
      line = line + Line(glyphs.text(holder, limit: columns.held), .dim)
    }
    return line
  }

  func short(_ value: Double) -> String {
    guard value.isFinite, abs(value) < 1e15 else { return "\(value)" }
    if value == value.rounded() { return "\(Int64(value))" }
    let places = max(0, min(6, 4 - Int(log10Floor(abs(value)))))
    var scale = 1.0
    for _ in 0..<places { scale *= 10 }
    return "\((value * scale).rounded() / scale)"
  }

  private func log10Floor(_ value: Double) -> Double {
    var (rest, power) = (value, 0.0)
    while rest >= 10 { (rest, power) = (rest / 10, power + 1) }
    while rest < 1, power > -8 { (rest, power) = (rest * 10, power - 1) }
    return power
  }

  /// Who or what holds an alert, and for how long yet; `nil` where nothing does.
  func holder(of alert: Alert, _ desk: AlertDesk) -> String? {
    if let own = desk.acknowledgement(of: alert) {
      if let problem = own.problem { return "not held yet: \(problem)" }
      if let end = own.endsAt {
        let left = left(until: end)
        let warning = own.endsSoon(at: surroundings.now) ? "ends soon, " : ""
        return "\(warning)\(own.author)\(own.isLocal ? ", local" : ""), \(left)"
      }
      return own.isTakenBack ? "being taken back" : "being sent"
    }
    if let silence = alert.silencedBy.compactMap({ desk.silences[$0] }).first {
      guard let end = silence.endsAt else { return silence.createdBy }
      return "\(silence.createdBy), \(left(until: end))"
    }
    if let note = desk.note(of: alert), note.isLocal { return "\(note.author), local" }
    if !alert.inhibitedBy.isEmpty { return "inhibited by another" }
    return nil
  }

  /// A silence that is over holds until its server has said so.
  private func left(until end: Instant) -> String {
    let left = end - surroundings.now
    return left < .seconds(1) ? "ending" : left.ageText
  }

  private func line(of silence: Silence, width: Int) -> Line {
    let glyphs = surroundings.glyphs
    let style: Style =
      silence.state == .active ? .text : silence.state == .pending ? Style(.info) : .faint
    let left = silence.endsAt.map { end in
      end > surroundings.now ? (end - surroundings.now).ageText : "ended"
    }
    let isSoon =
      silence.state == .active
      && silence.endsAt.map { $0 - surroundings.now < .minutes(5) } ?? false
    let held = holding[silence.id].map { "\($0)" } ?? ""
    let words =
      "\(silence.createdBy)  \(silence.matchers)"
      + "  \(SilenceMarker.split(silence.comment).text)"
    return Line(DisplayText("  " + silence.state.rawValue).padded(to: 11), style)
      + Line(DisplayText(left ?? "").padded(to: 11), isSoon ? Style(.warning) : style)
      + Line(DisplayText(held).padded(to: 7), style)
      + Line(glyphs.text(words, limit: max(0, width - 29)), style)
  }
}
