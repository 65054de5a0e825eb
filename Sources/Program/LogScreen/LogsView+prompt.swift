import Cells
import Text
package import Widgets

extension LogsView {
  /// The text that is being written, at the foot of the view, what may be written above it.
  func drawPrompt(in area: Rect, into buffer: inout Buffer) {
    guard let prompt, !area.isEmpty else { return }
    let glyphs = surroundings.glyphs
    let ground = Style(Ink(.text), on: Ink(.surface))
    let shown = min(prompt.candidates.count, 8, max(0, area.height - 3))
    let rows = shown + 2
    let box = area.split(bottom: min(rows, area.height)).bottom
    buffer.fill(box, with: Cell(.space, ground))
    let first = max(0, min((prompt.selection ?? 0) - shown + 1, prompt.candidates.count - shown))
    for place in 0..<shown {
      let isChosen = first + place == prompt.selection
      let style = isChosen ? Style(Ink(.bright), on: Ink(.raised), .bold) : ground
      let text = glyphs.text(prompt.candidates[first + place], limit: box.width - 2)
      buffer.write(
        text.padded(to: min(40, box.width - 2)), x: box.x + 1, y: box.y + place, style: style)
    }
    let title = DisplayText(prompt.title) + "  "
    let y = box.maxY - 2
    let used = buffer.write(
      title, x: box.x + 1, y: y, style: Style(Ink(.accent), on: Ink(.surface), .bold),
      limit: box.width / 2)
    let field = FieldLine(prompt.field).line(width: max(1, box.width - used - 2))
    buffer.write(field, x: box.x + 1 + used, y: y, limit: box.width - used - 2)
    let help =
      prompt.kind == .query
      ? "Enter shows   Tab completes   Esc leaves" : "Enter   Tab only, none   Esc leaves"
    let isWarned = prompt.isUnread && prompt.warned == prompt.field.text
    let problem = prompt.problem.map {
      glyphs.text((isWarned ? "Enter sends it all the same: " : "") + $0, limit: box.width - 2)
    }
    buffer.write(
      problem ?? DisplayText(help), x: box.x + 1, y: box.maxY - 1,
      style: Style(Ink(problem == nil ? .dim : .warning), on: Ink(.surface)), limit: box.width - 2)
  }

  /// What the footer says at its right: whether new lines are followed, and how many wait.
  package var state: Line {
    if let error = listing.failure, !listing.buffer.isEmpty {
      let next = listing.deadline(surroundings).map { ", next try \(calendar.time($0))" } ?? ""
      return Line(
        surroundings.glyphs.failed
          + surroundings.glyphs.text(" \(error.detail)\(next)", limit: surroundings.width / 2),
        Style(.critical))
    }
    switch listing.extent {
    case .live where listing.isPaused:
      let count = listing.newCount
      return Line(
        count > 0 ? "paused, \(count) new" : "paused", Style(count > 0 ? .info : .dim))
    case .live: return Line("live", Style(.ok))
    case .fixed: return Line("fixed range", .dim)
    case .around: return Line("around a line", .dim)
    }
  }

  /// The commands that the footer names, the nearest first.
  package var footer: [(command: LogsCommand, word: String?)] {
    if filterSelection != nil { return [(.openLine, "on, off"), (.removeFilter, "remove")] }
    if detail != nil {
      return [
        (.filterFor, "filter for"), (.filterOut, "filter out"), (.chooseField, "show field"),
        (.linesAround, "around"), (.correlatedLines, "all of its id"), (.lineTrace, "trace"),
      ]
    }
    return [
      (.openLine, "open"), (.includeLines, "only"), (.excludeLines, "without"),
      (.streams, "streams"), (.nextError, "error"), (.linesAround, "around"), (.wrapLines, "wrap"),
      (.rawLines, "raw"),
    ]
  }
}
