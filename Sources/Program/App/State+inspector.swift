import Cells
import DataSources
import Frames
import Panels
import Queries
import Text
import Times
import Widgets

// The inspector: what was asked for a panel, and what came.
extension State {
  var inspector: Inspector? {
    get { if case .inspector(let inspector) = overlay { inspector } else { nil } }
    set { overlay = newValue.map { .inspector($0) } }
  }

  mutating func inspect() {
    guard let panel = currentView.focus else { return }
    inspector = Inspector(panel: panel)
  }

  /// Moves through the inspector's lines; `.max` is the end.
  mutating func scrollInspector(by rows: Int) {
    guard var inspector else { return }
    let last = max(0, lines(of: inspector).count - inspectorArea.height)
    let (next, overflow) = inspector.scroll.addingReportingOverflow(rows)
    inspector.scroll = min(max(0, overflow ? (rows > 0 ? last : 0) : next), last)
    self.inspector = inspector
  }

  /// The rows between the sections' line and the footer.
  private var inspectorArea: Rect {
    Rect(width: width, height: height).inset(left: 1, top: 3, right: 1, bottom: 1)
  }

  func draw(_ inspector: Inspector, into buffer: inout Buffer) {
    let title = currentView.dashboard.panel(id: inspector.panel)?.title ?? ""
    let body = Rect(y: 1, width: width, height: max(0, height - 2))
    buffer.fill(body, with: Cell(.space, .text))
    let tabs = Inspector.Section.allCases.reduce(Line()) { line, section in
      let isShown = section == inspector.section
      return line
        + Line(
          DisplayText(" \(section.title) "),
          isShown ? Style(Ink(.bright), on: Ink(.raised), .bold) : .dim) + Line("  ")
    }
    let head = Rect(x: 1, y: 1, width: max(0, width - 2), height: 1)
    PanelBox(title: DisplayText(title, limit: 60), trailing: tabs, isFocused: true, glyphs: glyphs)
      .render(in: head, into: &buffer)
    let lines = lines(of: inspector)
    let area = inspectorArea
    buffer.clipped(to: area) {
      TextBlock(lines, scroll: inspector.scroll).render(in: area, into: &$0)
    }
  }

  /// The lines of the section that is shown.
  func lines(of inspector: Inspector) -> [Line] {
    let state = knowledge(ofPanel: inspector.panel)
    let targets = state.orderedTargets
    guard !targets.isEmpty else {
      let missing = state.missingSources.first.map { "no source of type \($0)" }
      return [Line(DisplayText(missing ?? "this panel asks nothing"), .dim)]
    }
    let parts = targets.map { target in
      switch inspector.section {
      case .query: queryLines(of: target)
      case .frames: frameLines(of: target)
      case .json: jsonLines(of: target)
      }
    }
    return Array(parts.joined(separator: [Line()]))
  }

  private func fact(_ name: String, _ value: String, _ style: Style = .text) -> [Line] {
    let room = max(10, width - 2 - 10)
    var rest = DisplayText(value)
    var lines: [Line] = []
    while lines.isEmpty || !rest.isEmpty, lines.count < 60 {
      let head = DisplayText(lines.isEmpty ? name : "").padded(to: 10)
      lines.append(Line(head, .dim) + Line(rest.prefix(room), style))
      rest = rest.dropping(room)
    }
    return lines
  }

  private func queryLines(of target: TargetState) -> [Line] {
    var lines: [Line] = []
    let expression = target.expression.split(separator: "\n", omittingEmptySubsequences: false)
    for (index, row) in expression.enumerated() {
      lines += fact(index == 0 ? "query" : "", String(row), .bright)
    }
    lines += fact("source", target.source)
    if settings.sources.contains(where: { $0.name == target.source && $0.isUnverified }) {
      lines += fact("", "its certificate is not verified, as tlsSkipVerify asks", Style(.warning))
    }
    if let transfer = target.transfer {
      lines += fact("request", transfer.request + "  HTTP \(transfer.status)")
    }
    if let query = target.query {
      switch query.mode {
      case .instant: lines += fact("at", moment(query.range.to) + ", one moment")
      case .range(let step):
        let span = moment(query.range.from) + " to " + moment(query.range.to)
        lines += fact("range", span + ", " + query.range.span.ageText)
        lines += fact("step", step.prometheusText)
      case .lines(let limit, let isForward):
        let span = moment(query.range.from) + " to " + moment(query.range.to)
        lines += fact("range", span + ", " + query.range.span.ageText)
        lines += fact("lines", "the \(isForward ? "oldest" : "newest") \(limit)")
      case .traces(let limit, let isSpans):
        let span = moment(query.range.from) + " to " + moment(query.range.to)
        lines += fact("range", span + ", " + query.range.span.ageText)
        lines += fact(isSpans ? "spans" : "traces", "the newest \(limit)")
      }
    }
    if let transfer = target.transfer {
      let milliseconds = (transfer.seconds * 10_000).rounded() / 10
      lines += fact("took", "\(milliseconds) ms")
      lines += fact("size", sizeText(of: transfer))
    }
    let rows = target.frames.reduce(0) { $0 + $1.rowCount }
    lines += fact(
      "data", "\(Self.counted(target.frames.count, "frame")), \(Self.counted(rows, "row"))")
    if let answeredAt = target.answeredAt {
      lines += fact("answered", settings.calendar.time(answeredAt))
    }
    for notice in target.notices {
      lines += fact(
        "\(notice.severity)", notice.text, notice.severity == .info ? .text : Style(.warning))
    }
    if let failure = target.failure {
      lines += fact("failed", "\(failure)", Style(.critical))
    }
    return lines
  }

  /// `1 frame`, `2 frames`.
  static func counted(_ count: Int, _ noun: String) -> String {
    "\(count) \(noun)\(count == 1 ? "" : "s")"
  }

  private func sizeText(of transfer: Transfer) -> String {
    let decoded = transfer.bytes.bytesText
    // In process nothing goes over a wire.
    guard transfer.wireBytes > 0 else { return decoded }
    let version = transfer.version.isEmpty ? "" : " by HTTP/\(transfer.version)"
    return decoded + ", " + transfer.wireBytes.bytesText + " over the wire" + version
  }

  /// Rows of frames that are listed at most.
  private static let rowLimit = 2_000

  private func frameLines(of target: TargetState) -> [Line] {
    var lines: [Line] = []
    for (index, sent) in target.frames.enumerated() where lines.count < Self.rowLimit {
      let frame = sent.withLinesAsFields
      let name = frame.name ?? frame.fields.last?.sourceName ?? ""
      lines.append(
        Line(DisplayText("frame \(index + 1) of \(target.frames.count)"), Style(.bright, .bold))
          + Line(
            DisplayText("  \(frame.refID)  \(name)  \(frame.rowCount) rows", limit: width), .dim))
      for field in frame.fields {
        let labels = field.labels.pairs.map { "\($0.name)=\"\($0.value)\"" }
        lines.append(
          Line("  " + DisplayText(field.name, limit: 30).padded(to: 16))
            + Line(DisplayText(field.typeText).padded(to: 9), .dim)
            + Line(
              DisplayText(labels.isEmpty ? "" : "{\(labels.joined(separator: ", "))}", limit: 400)))
      }
      for row in 0..<min(frame.rowCount, max(0, Self.rowLimit - lines.count)) {
        let values = frame.fields.map { text(of: $0[row]) }
        lines.append(Line(DisplayText("    " + values.joined(separator: "  "), limit: width)))
      }
      lines.append(Line())
    }
    if lines.isEmpty { return [Line("no frames", .dim)] }
    lines.removeLast()
    if lines.count >= Self.rowLimit { lines.append(Line("the rest is not listed", .dim)) }
    return lines
  }

  private func text(of value: FieldValue) -> String {
    guard case .time(let instant) = value else { return value.text ?? "null" }
    return moment(instant) + "." + instant.millisecondText
  }

  /// `2026-11-21 14:32:30`.
  private func moment(_ instant: Instant) -> String {
    settings.calendar.text(instant, pattern: "YYYY-MM-DD HH:mm:ss")
  }

  private func jsonLines(of target: TargetState) -> [Line] {
    guard let transfer = target.transfer else { return [Line("nothing was sent", .dim)] }
    var lines = JSONOutline.lines(of: transfer.raw).map { Line(DisplayText($0, limit: 1_000)) }
    if transfer.isCut {
      let kept = transfer.raw.count.bytesText
      lines.append(Line(DisplayText("the first \(kept) of \(transfer.bytes.bytesText)"), .dim))
    }
    return lines
  }
}

extension Instant {
  /// The thousandths of its second.
  fileprivate var millisecondText: String {
    let thousandths = ((milliseconds % 1000) + 1000) % 1000
    return String(String(1000 + thousandths).dropFirst())
  }
}

extension Field {
  package var typeText: String {
    switch values {
    case .times: "time"
    case .numbers: "number"
    case .strings: "string"
    case .booleans: "boolean"
    }
  }
}

extension Int {
  /// `640 B`, `12.5 KiB`.
  var bytesText: String {
    guard self >= 1024 else { return "\(self) B" }
    var value = Double(self)
    var unit = "B"
    for next in ["KiB", "MiB", "GiB"] where value >= 1024 {
      value /= 1024
      unit = next
    }
    return "\((value * 10).rounded() / 10) \(unit)"
  }
}
