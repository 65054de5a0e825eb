import Cells
import Text
package import Widgets

extension LogsView {
  /// The text that is being written, at the foot of the view, what may be written above it.
  func drawPrompt(in area: Rect, into buffer: inout Buffer) {
    guard let prompt else { return }
    PromptBox(
      title: DisplayText(prompt.title), prompt.text,
      help: prompt.kind == .query
        ? "Enter shows   Tab completes   Esc leaves" : "Enter   Tab only, none   Esc leaves",
      glyphs: surroundings.glyphs
    ).render(in: area, into: &buffer)
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
