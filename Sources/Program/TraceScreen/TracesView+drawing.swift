package import Cells
import Text
import Times
import Traces
package import Widgets

extension TracesView {
  package func draw(in area: Rect, into buffer: inout Buffer) {
    guard !area.isEmpty else { return }
    if let top { draw(top, in: area, into: &buffer) } else { drawList(in: area, into: &buffer) }
    drawPrompt(in: area, into: &buffer)
  }

  private var glyphs: GlyphSet { surroundings.glyphs }

  // MARK: The search

  private func drawList(in area: Rect, into buffer: inout Buffer) {
    let (head, rest) = area.split(top: min(2, area.height))
    let shown = query.isEmpty ? "service=" : query
    let title = Line("Traces  ", .title) + Line(glyphs.text(shown, limit: max(10, head.width - 40)))
    buffer.write(title, x: head.x, y: head.y, limit: head.width)
    let count = found.map { $0.count >= Self.limit ? "newest \($0.count)" : "\($0.count)" } ?? ""
    buffer.write(
      Line(DisplayText(count), .dim), endingAt: head.maxX, y: head.y, limit: max(0, head.width / 3))
    guard let found else {
      let words = problem ?? (query.isEmpty ? "/ or s names a service" : "searching")
      Messages.center(words, problem == nil, in: rest, into: &buffer, glyphs)
      return
    }
    if let problem {
      buffer.write(
        Line(glyphs.failed + " ", Style(Role.critical)) + Line(glyphs.text(problem, limit: 300)),
        x: rest.x, y: head.maxY - 1, limit: rest.width)
    }
    guard !found.isEmpty else {
      Messages.center("no trace matches", true, in: rest, into: &buffer, glyphs)
      return
    }
    table(of: found).render(in: rest, into: &buffer)
  }

  private func table(of found: [TraceSummary]) -> Table {
    let most = found.map(\.duration.seconds).max() ?? 0
    let calendar = calendar
    let glyphs = glyphs
    let showsDate = surroundings.range.span > .hours(20)
    var columns: [Table.Column] = [
      .init("time", width: showsDate ? 14 : 8),
      .init("service", width: width(of: found, \.rootService)),
      .init("name", width: min(60, width(of: found, \.rootName))),
      .init("spans", isTrailing: true, dispensability: 2, width: 6),
      .init("errors", isTrailing: true, dispensability: 1, width: 6),
      .init("duration", isTrailing: true, width: 9),
      .init(.empty, isBar: true, dispensability: 30, width: 10),
    ]
    columns.append(.init("trace id", dispensability: 40, width: 32))
    return Table(
      columns: columns, rowCount: found.count, hasSigns: true, selection: selection,
      scroll: selection, glyphs: glyphs
    ) { place in
      guard found.indices.contains(place) else { return Table.Row([]) }
      let trace = found[place]
      let errors = trace.errorCount ?? 0
      let time =
        showsDate
        ? calendar.date(trace.start) + " " + calendar.time(trace.start)
        : calendar.time(trace.start)
      return Table.Row(
        [
          .text(Line(DisplayText(time), .dim)),
          .text(Line(DisplayText(trace.rootService, limit: 40))),
          .text(Line(DisplayText(trace.rootName, limit: 200), .bright)),
          .text(Line(trace.spanCount.map { DisplayText("\($0)") } ?? glyphs.missing)),
          .text(
            Line(
              trace.errorCount.map { DisplayText("\($0)") } ?? glyphs.missing,
              errors > 0 ? Style(Role.critical) : .dim)),
          .text(Line(DisplayText(trace.duration.durationText))),
          .bar(most > 0 ? trace.duration.seconds / most : 0, Ink(.series1), []),
          .text(Line(DisplayText("\(trace.id)"), .dim)),
        ], severity: errors > 0 ? .critical : nil)
    }
  }

  private func width(of found: [TraceSummary], _ text: (TraceSummary) -> String) -> Int {
    max(7, found.map { DisplayText(text($0), limit: 60).width }.max() ?? 0)
  }

  // MARK: A trace

  private func draw(_ top: OpenTrace, in area: Rect, into buffer: inout Buffer) {
    guard let outline = top.outline else {
      let words = top.problem ?? "asking for trace \(top.id)"
      Messages.center(words, top.problem == nil, in: area, into: &buffer, glyphs)
      return
    }
    let head = drawHead(outline, top, in: area, into: &buffer)
    var rest = area.inset(top: head)
    if top.showsServices {
      let height = min(rest.height / 2, outline.services.count + 2)
      let (upper, lower) = rest.split(top: height)
      serviceTable(outline).render(in: upper.inset(bottom: 1), into: &buffer)
      rest = lower
    }
    var details: Rect?
    if top.detailScroll != nil {
      let width = Self.detailWidth(of: rest.width)
      if width < rest.width {
        let (left, right) = rest.split(right: width)
        (rest, details) = (left.inset(right: 2), right)
      } else {
        let (upper, lower) = rest.split(bottom: rest.height * 3 / 5)
        (rest, details) = (upper, lower)
      }
    } else if let preview = preview(outline, in: rest) {
      rest = preview.spans
      drawPreview(outline, top, in: preview.details, into: &buffer)
    }
    waterfall(outline, top, width: rest.width).render(in: rest, into: &buffer)
    if let details { drawDetails(outline, top, in: details, into: &buffer) }
  }

  func waterfall(_ outline: TraceOutline, _ top: OpenTrace, width: Int) -> Waterfall {
    var waterfall = Waterfall(
      rowCount: outline.visible.count, ticks: outline.ticks(width: width / 2),
      selection: top.selection, scroll: top.selection - surroundings.height / 2, glyphs: glyphs
    ) { outline.row($0) }
    waterfall.fadesOthers = top.isPathAlone
    waterfall.errorRows = outline.errorRows
    return waterfall
  }

  /// What the trace is, and what is wrong with it; gives the rows used.
  private func drawHead(
    _ outline: TraceOutline, _ top: OpenTrace, in area: Rect, into buffer: inout Buffer
  ) -> Int {
    let trace = outline.trace
    let root = outline.tree.mainRoot.map { trace.spans[$0] }
    let errors = outline.errorCount
    var line = Line(glyphs.text(root?.name ?? "", limit: 80), .title) + Line("  ")
    if let root {
      let service = trace.service(of: root)
      line = line + Line(glyphs.text(service, limit: 30), Style(outline.ink(of: service)))
    }
    line =
      line
      + Line(
        DisplayText(
          "  \(calendar.date(outline.tree.range.from)) \(calendar.time(outline.tree.range.from))"
            + "  \(outline.tree.range.span.durationText)  \(trace.spans.count) spans"), .dim)
    if errors > 0 {
      line =
        line + Line("  ")
        + Line(glyphs.sign(of: .critical) + "\(errors)", Style(Role.critical))
    }
    line = line + Line("  \(trace.id)", .dim)
    buffer.write(line, x: area.x, y: area.y, limit: area.width, mark: glyphs.ellipsis)
    let words = outline.tree.faults.texts + trace.notices
    guard !words.isEmpty, area.height > 6 else { return area.height > 6 ? 2 : 1 }
    buffer.write(
      Line(glyphs.sign(of: .warning) + " ", Style(Role.warning))
        + Line(glyphs.text(words.joined(separator: ", "), limit: 400), Style(Role.warning)),
      x: area.x, y: area.y + 1, limit: area.width, mark: glyphs.ellipsis)
    return 3
  }

  private func drawDetails(
    _ outline: TraceOutline, _ top: OpenTrace, in area: Rect, into buffer: inout Buffer
  ) {
    let lines = detailLines(outline, top, width: area.width)
    let scroll = max(0, min(top.detailScroll ?? 0, lines.count - 1))
    for (offset, line) in lines.dropFirst(scroll).prefix(area.height).enumerated() {
      buffer.write(line, x: area.x, y: area.y + offset, limit: area.width, mark: glyphs.ellipsis)
    }
  }

  // MARK: The text that is being written

  private func drawPrompt(in area: Rect, into buffer: inout Buffer) {
    guard let prompt else { return }
    PromptBox(
      title: DisplayText(prompt.title), prompt.text,
      help: "Enter takes   Tab completes   Esc leaves", glyphs: glyphs
    ).render(in: area, into: &buffer)
  }

  /// What the footer says at its right.
  package var state: Line {
    if isAsking { return Line("searching", .dim) }
    guard let top else { return Line(DisplayText(source.name, limit: 30), .dim) }
    guard let outline = top.outline, !outline.matches.isEmpty else {
      return Line(DisplayText(source.name, limit: 30), .dim)
    }
    return Line("\(outline.matches.count) found", Style(Role.info))
  }

  /// The commands that the footer names, the nearest first.
  package var footer: [(command: TracesCommand, word: String?)] {
    guard isInTrace else {
      return [
        (.openItem, "open"), (.editQuery, "query"), (.byService, "service"), (.byName, "name"),
        (.byDuration, "longer than"), (.byAttribute, "attribute"), (.errorsOnly, "errors"),
        (.spanLogs, "logs"),
      ]
    }
    return [
      (.openItem, top?.detailScroll == nil ? "details" : "close"), (.spanLogs, "logs"),
      (.nextSpanError, "error"), (.toggleFold, "fold"), (.criticalPath, "critical path"),
      (.findSpan, "find"), (.services, "services"), (.followLink, "link"),
    ]
  }
}

private enum Messages {
  static func center(
    _ words: String, _ isDim: Bool, in area: Rect, into buffer: inout Buffer, _ glyphs: GlyphSet
  ) {
    let line = Line(
      glyphs.text(words, limit: max(1, area.width)), isDim ? .dim : Style(Role.critical))
    CenteredMessage([line], glyphs: glyphs).render(in: area, into: &buffer)
  }
}
