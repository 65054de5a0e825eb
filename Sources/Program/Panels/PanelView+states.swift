package import Cells
import Formats
import Frames
package import Text
import Times
import Widgets

extension PanelView {
  /// What stands in the place of content that there is none of; nil while there is.
  static func message(for content: PanelContent, width: Int) -> (any Widget)? {
    switch content.status {
    case .loading where !content.hasData:
      return LoadingGrid(glyphs: content.glyphs)
    case .noData where content.noValue != nil:
      guard content.panel.kind.tableOptions != nil else { return nil }
      return CenteredMessage(
        [Line(content.glyphs.text(content.noValue ?? "", limit: width))], glyphs: content.glyphs)
    case .noData(let queries):
      var lines = [Line(queries.isEmpty ? "nothing to ask" : "no series match")]
      if let reason = content.emptyReason {
        lines = wrapped(reason, width: max(10, width - 4), content.glyphs).map { Line($0) }
      }
      lines += queries.prefix(2).map {
        Line(content.glyphs.text($0, limit: max(1, width - 2)), .dim)
      }
      return CenteredMessage(lines, glyphs: content.glyphs)
    case .failed(let failure) where !content.hasData:
      return CenteredMessage(
        failureLines(failure, content, width: width), glyphs: content.glyphs)
    case .noSource(let type):
      let name = type.prefix(1).uppercased() + type.dropFirst()
      let text =
        type == "__expr__"
        ? "expressions of Grafana's server are not computed here" : "no \(name) configured"
      return CenteredMessage(
        wrapped(text, width: max(10, width - 4), content.glyphs).map { Line($0, .dim) },
        glyphs: content.glyphs)
    default:
      return nil
    }
  }

  /// What stands in the place of an answer of which a panel shows nothing: its fields are hidden or
  /// filtered out, or of another type than the panel draws.
  static func nothing(of content: PanelContent) -> Drawing {
    let text = content.panel.fieldConfig.noValue.flatMap { $0.isEmpty ? nil : $0 } ?? "No data"
    var lines = [Line(content.glyphs.text(text, limit: 200))]
    if content.hasData { lines.append(Line("nothing of the answer is shown here", .dim)) }
    return Drawing(CenteredMessage(lines, glyphs: content.glyphs))
  }

  private static func failureLines(
    _ failure: PanelContent.Failure, _ content: PanelContent, width: Int
  ) -> [Line] {
    var lines = [Line("no data yet")]
    // A long reason goes over several lines: it is what the operator needs.
    let room = max(10, width - 4)
    if failure.isRefusal {
      lines += wrapped(failure.description, width: room, lines: 4, content.glyphs).map {
        Line($0, .dim)
      }
    } else {
      lines.append(
        Line(
          content.glyphs.text("\(failure.source) did not answer as it should", limit: width), .dim))
      lines += wrapped(failure.reason, width: room, content.glyphs).map { Line($0, .dim) }
    }
    if let next = failure.nextTry {
      lines.append(Line(DisplayText("next try \(content.calendar.time(next))   r now"), .dim))
    }
    return lines
  }

  /// A text over several lines, broken between words; inside of a word that is wider than a line.
  package static func wrapped(
    _ text: String, width: Int, lines most: Int = 3, _ glyphs: GlyphSet = .full
  ) -> [DisplayText] {
    var lines: [DisplayText] = []
    var line = DisplayText.empty
    for word in glyphs.text(text, limit: width * most).string.split(separator: " ") {
      var word = DisplayText(word)
      if !line.isEmpty, line.width + 1 + word.width > width {
        lines.append(line)
        line = .empty
      }
      while word.width > width {
        lines.append(word.prefix(width))
        word = word.dropping(width)
      }
      line = line.isEmpty ? word : line + " " + word
    }
    if !line.isEmpty { lines.append(line) }
    guard lines.count > most, let last = lines.prefix(most).last else { return lines }
    return lines.prefix(most - 1) + [
      (last + " " + glyphs.ellipsis).truncated(to: width, mark: glyphs.ellipsis)
    ]
  }

  /// The state at the right of the title row; nil while all is well.
  static func state(of content: PanelContent) -> Line? {
    let glyphs = content.glyphs
    switch content.status {
    case .loading: return content.hasData ? nil : Line("loading", .dim)
    case .failed where content.isStale:
      let age = content.fetchedAt.map { (content.now - $0).ageText } ?? ""
      return Line(glyphs.stale + DisplayText(" stale \(age)"), Style(.warning))
    case .failed: return Line(glyphs.failed + " failed", Style(.critical))
    case .partial(let failure):
      return Line(glyphs.sign(of: .warning) + " partial", Style(.warning))
        + Line(content.glyphs.text("  \(failure)", limit: 30), .dim)
    case .ok, .noData:
      return partial(content)
    case .noSource, .unsupported: return nil
    }
  }

  /// Warnings of a server, and transformations that are left out.
  private static func partial(_ content: PanelContent) -> Line? {
    let warnings = content.allNotices.filter { $0.severity != .info }
    guard let first = warnings.first else { return nil }
    return Line(content.glyphs.sign(of: .warning) + " partial", Style(.warning))
      + Line(content.glyphs.text("  \(first.text)", limit: 30), .dim)
  }
}

extension PanelContent {
  /// What the servers say about the data, as a whole and by series, and what hune leaves out.
  var allNotices: [Frame.Notice] {
    var seen: [Frame.Notice] = []
    let all = [
      notices, frames.lazy.filter { !$0.notices.isEmpty }.flatMap(\.notices),
      unknownTransformations,
    ]
    for notice in all.joined() where !seen.contains(notice) { seen.append(notice) }
    return seen
  }

  private var unknownTransformations: [Frame.Notice] {
    panel.transformations.compactMap(\.unknownID).map { id in
      Frame.Notice(.warning, "without the transformation \(id)")
    }
  }
}
