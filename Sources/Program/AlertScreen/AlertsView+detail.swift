import Alerts
import Cells
import DataSources
import Frames
import Matchers
import Silences
import Text
import Times
import Widgets

extension AlertsView {
  /// All that is known of an alert.
  func detailLines(of alert: Alert, _ desk: AlertDesk, width: Int) -> [Line] {
    let glyphs = surroundings.glyphs
    let room = max(10, width - 14)
    func fact(_ name: String, _ value: String, _ style: Style = .text) -> [Line] {
      guard !value.isEmpty else { return [] }
      return wrapped(value, width: room).enumerated().map { index, part in
        Line(DisplayText(index == 0 ? name : "").padded(to: 14), .dim)
          + Line(glyphs.text(part, limit: room), style)
      }
    }
    let standing = desk.standing(of: alert)
    var lines = [
      sign(of: alert) + Line(" ") + Line(glyphs.text(alert.name, limit: room), .title)
        + Line(DisplayText("  \(standing.rawValue)"), style(of: standing))
        + (desk.isFlapping(alert) ? Line("  flapping", Style(.warning)) : Line())
    ]
    for (name, style) in [("summary", Style.bright), ("description", .text)] {
      guard let text = alert.annotations[name], !text.isEmpty else { continue }
      lines += wrapped(text, width: max(10, width)).map {
        Line(glyphs.text($0, limit: width), style)
      }
    }
    lines.append(Line())
    lines += fact("severity", alert.severity.word)
    if let since = alert.since {
      let age = (surroundings.now - since).ageText
      lines += fact("since", "\(surroundings.calendar.dateTime(since)), \(age)")
    }
    if let value = alert.value { lines += fact("value", short(value)) }
    if let rule = alert.rule {
      lines += fact("expression", rule.expression)
      lines += fact("for", rule.holdFor.prometheusText)
      lines += fact("rule", "\(rule.group)  \(rule.file)")
      lines += fact("rule error", rule.error ?? "", Style(.critical))
    }
    lines += fact("held by", holder(of: alert, desk) ?? "")
    for silence in alert.silencedBy.compactMap({ desk.silences[$0] }) {
      lines += fact(
        "silence", "\(silence.matchers) \(SilenceMarker.split(silence.comment).text)")
    }
    if let own = desk.acknowledgement(of: alert) {
      lines += fact("acknowledged", own.comment)
      lines += fact("problem", own.problem ?? "", Style(.warning))
    } else if let note = desk.note(of: alert) {
      let keeper = note.isKept ? "kept by the hune that made it" : "nobody extends it"
      lines += fact("on this box", "\(note.author): \(note.comment); \(keeper)")
    }
    lines += fact("inhibited by", alert.inhibitedBy.joined(separator: ", "))
    lines += fact("receivers", alert.receivers.joined(separator: ", "))
    let places = alert.sightings.map(\.source).joined(separator: ", ")
    lines += fact("seen at", alert.isEvaluatedHere ? "\(places), evaluated here" : places)
    lines += desk.ruleNotes.prefix(8).flatMap { fact("rules", $0, Style(.warning)) }
    lines += fact("runbook", alert.annotations["runbook_url"] ?? "", Style(.accent))
    lines.append(Line())
    for pair in alert.labels.pairs { lines += fact(pair.name, pair.value) }
    let shown = ["summary", "description", "runbook_url"]
    for pair in alert.annotations.pairs where !shown.contains(pair.name) {
      lines += fact(pair.name, pair.value, .dim)
    }
    return lines
  }

  /// A text in lines of at most so many characters, broken at blanks where it can be.
  func wrapped(_ text: String, width: Int) -> [String] {
    var lines: [String] = []
    for row in text.prefix(4_000).split(separator: "\n", omittingEmptySubsequences: false) {
      var line = ""
      for word in row.split(separator: " ") {
        if !line.isEmpty, line.count + 1 + word.count > width {
          lines.append(line)
          line = ""
        }
        line += (line.isEmpty ? "" : " ") + word
        while line.count > width {
          lines.append(String(line.prefix(width)))
          line = String(line.dropFirst(width))
        }
      }
      lines.append(line)
    }
    return lines
  }
}
