import Cells
import Text
import Times
import Traces
import Widgets

extension TracesView {
  /// All that a span says of itself, as lines of at most so many columns; facts that have no room
  /// beside each other stand below each other.
  func detailLines(_ outline: TraceOutline, _ top: OpenTrace, width: Int) -> [Line] {
    allDetails(outline, top, width: width).flatMap { $0.wrapped(to: width, margin: 6) }
  }

  /// The columns of the details: beside the spans where there is room, else below.
  static func detailWidth(of width: Int) -> Int { width >= 150 ? width * 2 / 5 : width }

  private func allDetails(_ outline: TraceOutline, _ top: OpenTrace, width: Int) -> [Line] {
    guard outline.visible.indices.contains(top.selection) else { return [] }
    let row = outline.tree.rows[outline.visible[top.selection]]
    let (trace, span) = (outline.trace, outline.trace.spans[row.span])
    let glyphs = surroundings.glyphs
    var lines = [
      Line(text(span.name.isEmpty ? "(no name)" : span.name), .title) + Line("  ")
        + Line(text(trace.service(of: span)), Style(outline.ink(of: trace.service(of: span))))
    ]
    if span.isError {
      let message = span.statusMessage.isEmpty ? "error" : span.statusMessage
      lines.append(
        Line(glyphs.sign(of: .critical) + " ", Style(Role.critical))
          + Line(text(message), Style(Role.critical)))
    } else if !span.statusMessage.isEmpty {
      lines.append(Line(text(span.statusMessage)))
    }
    let offset = (span.start - outline.tree.range.from).durationText
    lines += facts(
      [
        ("start", calendar.time(span.start) + " +" + offset),
        ("duration", span.duration.durationText), ("own", row.selfTime.durationText),
        ("kind", span.kind.rawValue), ("status", span.status.rawValue),
      ], width)
    var ids = [
      ("span", "\(span.id)"), ("parent", span.parentID.isZero ? "none" : "\(span.parentID)"),
    ]
    if !span.scope.isEmpty { ids.append(("scope", span.scope)) }
    lines += facts(ids, width)
    lines += section("attributes", span.attributes)
    lines += events(of: span)
    lines += links(of: span, top)
    lines += section("resource", trace.resource(of: span)?.attributes ?? [])
    return lines
  }

  private func text(_ raw: String) -> DisplayText {
    DisplayText(raw, limit: 2_000, mark: surroundings.glyphs.ellipsis)
  }

  private func pair(_ name: String, _ value: String) -> Line {
    Line(DisplayText(name + " "), .dim) + Line(text(value))
  }

  private func facts(_ pairs: [(String, String)], _ width: Int) -> [Line] {
    let row = pairs.dropFirst().reduce(pairs.first.map { pair($0.0, $0.1) } ?? Line()) {
      $0 + Line("   ") + pair($1.0, $1.1)
    }
    guard row.width > width else { return [row] }
    return pairs.map { Line(DisplayText($0.0).padded(to: 10), .dim) + Line(text($0.1)) }
  }

  private func section(_ title: DisplayText, _ attributes: [TraceAttribute]) -> [Line] {
    guard !attributes.isEmpty else { return [] }
    let width = min(32, attributes.map { DisplayText($0.key, limit: 32).width }.max() ?? 0)
    var lines = [Line(), Line(title, .dim)]
    for attribute in attributes.prefix(500) {
      let values = attribute.value.text.split(
        separator: "\n", maxSplits: 200, omittingEmptySubsequences: false)
      for (place, value) in values.enumerated() {
        let name = DisplayText(place == 0 ? attribute.key : "", limit: width)
        lines.append(
          Line("  ") + Line(name.padded(to: width + 2), Style(.info)) + Line(text(String(value))))
      }
    }
    if attributes.count > 500 { lines.append(Line("  \(attributes.count - 500) more", .dim)) }
    return lines
  }

  private func events(of span: TraceSpan) -> [Line] {
    guard !span.events.isEmpty else { return [] }
    var lines = [Line(), Line("events", .dim)]
    for event in span.events.prefix(200) {
      let style: Style = event.isException ? Style(Role.critical) : .bright
      lines.append(
        Line(DisplayText("  +" + (event.time - span.start).durationText + "  "), .dim)
          + Line(text(event.name), style))
      for attribute in event.attributes.prefix(100) {
        // A stack trace keeps its lines.
        let values = attribute.value.text.split(
          separator: "\n", maxSplits: 200, omittingEmptySubsequences: false)
        for (place, value) in values.enumerated() {
          lines.append(
            Line("    ")
              + (place == 0 ? Line(text(attribute.key) + "  ", Style(.info)) : Line("  "))
              + Line(text(String(value))))
        }
      }
    }
    return lines
  }

  private func links(of span: TraceSpan, _ top: OpenTrace) -> [Line] {
    guard !span.links.isEmpty else { return [] }
    var lines = [Line(), Line("links", .dim)]
    for (place, link) in span.links.prefix(100).enumerated() {
      let isNext = place == top.link % span.links.count
      lines.append(
        Line("  ") + Line(isNext ? surroundings.glyphs.arrow + " " : "  ", Style(.accent))
          + Line("trace \(link.traceID)  span \(link.spanID)", Style(.accent)))
      for attribute in link.attributes.prefix(20) {
        lines.append(Line("    ") + pair(attribute.key, attribute.value.text))
      }
    }
    return lines
  }

  /// What each service had to do with the trace.
  func serviceTable(_ outline: TraceOutline) -> Table {
    let glyphs = surroundings.glyphs
    let most = outline.services.map(\.selfTime.seconds).max() ?? 0
    return Table(
      columns: [
        .init("service"), .init("spans", isTrailing: true), .init("errors", isTrailing: true),
        .init("own time", isTrailing: true), .init(.empty, isBar: true, width: 12),
      ],
      rows: outline.services.map { service in
        let share = most > 0 ? service.selfTime.seconds / most : 0
        return Table.Row([
          .text(
            Line(
              DisplayText(service.service.isEmpty ? "(none)" : service.service, limit: 40),
              Style(outline.ink(of: service.service)))),
          .text(Line("\(service.spans)")),
          .text(Line("\(service.errors)", service.errors > 0 ? Style(Role.critical) : .dim)),
          .text(Line(DisplayText(service.selfTime.durationText))),
          .bar(share, outline.ink(of: service.service), []),
        ])
      }, glyphs: glyphs)
  }
}
