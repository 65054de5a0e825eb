import Cells
import Panels
import Text
import Times
import Widgets

// How exploring looks: the text, what is wrong with it, what it gave, what may follow.
extension State {
  private static let editorRows = 6

  func draw(_ explore: Explore, into buffer: inout Buffer) {
    let body = Rect(y: 1, width: width, height: max(0, height - 2))
    guard !body.isEmpty else { return }
    buffer.fill(body, with: Cell(.space, .text))
    let inside = body.inset(left: 1, right: 1)
    let (head, below) = inside.split(top: 1)
    PanelBox(
      title: "Explore", subtitle: DisplayText(explore.source, limit: 30),
      trailing: exploreFacts(explore), isFocused: true, glyphs: glyphs
    ).render(in: head, into: &buffer)
    let marked = explore.problem?.characters ?? 0..<0
    let text = FieldLine(explore.editor, marked: marked).rows(width: below.width)
    let count = min(text.rows.count, Self.editorRows, max(1, below.height / 2))
    let first = max(0, min(text.cursor - count + 1, text.rows.count - count))
    let (editor, rest) = below.split(top: count)
    for (row, line) in text.rows[first...].prefix(count).enumerated() {
      let place = Rect(x: editor.x, y: editor.y + row, width: editor.width, height: 1)
      buffer.fill(
        place.intersection(editor), with: Cell(.space, Style(Ink(.text), on: Ink(.raised))))
      buffer.clipped(to: editor) {
        $0.write(line, x: place.x, y: place.y, limit: place.width)
      }
    }
    let problem = explore.problem.map { problem in
      PanelView.wrapped(
        problem.text + (problem.isOurs ? "  Enter sends it all the same" : ""),
        width: max(10, rest.width - 2), lines: 4, glyphs)
    }
    let (status, result) = rest.split(top: max(1, min(problem?.count ?? 1, rest.height / 2)))
    buffer.clipped(to: status) { buffer in
      for (row, line) in (problem ?? []).enumerated() {
        if row == 0 {
          buffer.write(
            glyphs.failed, x: status.x, y: status.y, style: Style(.critical), limit: 1)
        }
        buffer.write(
          line, x: status.x + 2, y: status.y + row, style: .text, limit: status.width - 2,
          mark: glyphs.ellipsis)
      }
    }
    drawResult(of: explore, in: result, into: &buffer)
    if let list = explore.list {
      draw(list, in: rest, x: column(of: explore.editor, in: editor), into: &buffer)
    }
  }

  /// `range 13:32 → 14:32, step 30s   2 series, 4.2 ms, 12.5 KiB`.
  private func exploreFacts(_ explore: Explore) -> Line {
    let form = explore.isInstant ? "instant" : "range"
    let shown = explore.isTable || explore.isInstant ? "table" : "graph"
    let isLines = if case .lines? = explore.asked?.mode { true } else { false }
    var text = isLines ? "lines" : "\(form), \(shown)"
    if explore.awaited != nil { return Line(DisplayText(text + ", asked"), .dim) }
    if let answer = explore.answer {
      if case .range(let step) = answer.query.mode { text += ", step \(step.prometheusText)" }
      let count = isLines ? answer.frames.reduce(0) { $0 + $1.rowCount } : answer.frames.count
      let noun = isLines ? "line" : "frame"
      text += "   \(count) \(noun)\(count == 1 ? "" : "s")"
      if let transfer = answer.transfer {
        text += ", \((transfer.seconds * 10_000).rounded() / 10) ms, \(transfer.bytes.bytesText)"
      }
    }
    return Line(DisplayText(text), .dim)
  }

  private func drawResult(of explore: Explore, in area: Rect, into buffer: inout Buffer) {
    guard let content = content(of: explore), area.height > 1 else { return }
    buffer.clipped(to: area) {
      PanelView.box(for: content, width: area.width, height: area.height)
        .render(in: area, into: &$0)
    }
  }

  /// The cursor's column on the screen, where the list begins.
  private func column(of editor: TextField, in area: Rect) -> Int {
    let line = editor.before.split(separator: "\n", omittingEmptySubsequences: false).last ?? ""
    return area.x + DisplayText(line).width % max(1, area.width - 1)
  }

  private func draw(_ list: CandidateList, in area: Rect, x: Int, into buffer: inout Buffer) {
    let count = min(list.candidates.count, 9, area.height)
    guard count > 0, area.width > 8 else { return }
    let first = max(0, min(list.selection - count / 2, list.candidates.count - count))
    let shown = list.candidates[first...].prefix(count)
    let texts = shown.map { DisplayText($0.text, limit: 60) }
    let widest = (texts.map(\.width).max() ?? 0) + 14
    let width = min(area.width, widest)
    let box = Rect(
      x: max(area.x, min(x, area.maxX - width)), y: area.y, width: width, height: count)
    for (row, (candidate, text)) in zip(shown, texts).enumerated() {
      let isChosen = first + row == list.selection
      let ground = Ink(isChosen ? .raised : .surface)
      let line = Rect(x: box.x, y: box.y + row, width: box.width, height: 1)
      buffer.fill(line, with: Cell(.space, Style(Ink(.text), on: ground)))
      buffer.write(
        text, x: line.x + 1, y: line.y,
        style: Style(Ink(isChosen ? .bright : .text), on: ground, isChosen ? .bold : []),
        limit: max(0, line.width - 2), mark: glyphs.ellipsis)
      let kind = DisplayText(candidate.kind.rawValue)
      if text.width + kind.width + 3 <= line.width {
        buffer.write(
          Line(kind, Style(Ink(.dim), on: ground)), endingAt: line.maxX - 1, y: line.y,
          limit: kind.width)
      }
    }
  }
}
