import Cells
import Text
package import Times
package import Traces
import Widgets

/// A trace as text, drawn by the same waterfall as on the screen.
package enum TracePrint {
  package static func waterfall(of trace: Trace, width: Int, calendar: Calendar) -> String {
    let outline = TraceOutline(trace)
    let errors = outline.errorCount
    var text =
      "trace \(trace.id)  \(calendar.dateTime(outline.tree.range.from))  "
      + "\(outline.tree.range.span.durationText)  \(trace.spans.count) spans  \(errors) errors\n"
    for words in outline.tree.faults.texts + trace.notices {
      text += "! " + DisplayText(words).string + "\n"
    }
    // In pieces, since a buffer holds every cell that it draws.
    let ticks = outline.ticks(width: width / 2)
    for first in stride(from: 0, to: outline.visible.count, by: 500) {
      let count = min(500, outline.visible.count - first)
      let waterfall = Waterfall(
        rowCount: count, ticks: ticks, selection: nil, scroll: 0, glyphs: .full
      ) { outline.row(first + $0) }
      var buffer = Buffer(width: width, height: count + 1)
      waterfall.render(in: buffer.area, into: &buffer)
      let drawn = buffer.text()
      text += first == 0 ? drawn : String(drawn.drop { $0 != "\n" }.dropFirst())
    }
    text += "\n"
    for service in outline.services {
      text +=
        "\(DisplayText(service.service.isEmpty ? "(none)" : service.service, limit: 40).padded(to: 24).string)"
        + " \(service.spans) spans  \(service.errors) errors  \(service.selfTime.durationText)\n"
    }
    for row in outline.tree.rows where trace.spans[row.span].isError {
      let span = trace.spans[row.span]
      guard let event = span.events.last(where: \.isException) else { continue }
      text += "\n\(DisplayText(span.name).string)  \(DisplayText(span.statusMessage).string)\n"
      for line in (event.stackTrace ?? "").split(separator: "\n").prefix(100) {
        text += "  " + DisplayText(line).string + "\n"
      }
    }
    return text
  }
}
