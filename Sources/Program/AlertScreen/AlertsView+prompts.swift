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
  private var room: Int { 68 }

  /// Draws the dialog that is open over the whole buffer.
  func drawPrompt(_ desk: AlertDesk, into buffer: inout Buffer) {
    guard let prompt else { return }
    let glyphs = surroundings.glyphs
    let (title, lines): (String, [Line]) =
      switch prompt {
      case .acknowledge(let dialog):
        (
          dialog.alerts.count == 1
            ? "Acknowledge" : "Acknowledge \(dialog.alerts.count) alerts", lines(of: dialog, desk)
        )
      case .silence(let form):
        (form.edited == nil ? "Silence" : "Edit the silence", lines(of: form, desk))
      case .filter(let field, let problem):
        (
          "Only alerts that match",
          [
            field.line(isActive: true, width: room),
            problem.map { Line(glyphs.text($0, limit: room), Style(.critical)) }
              ?? Line("alertname=Down, job=~\"a|b\"", .dim),
          ] + keys([("Enter", "take"), ("Esc", "close")])
        )
      case .end(let silences):
        (
          "End the silence",
          silences.map { Line(glyphs.text("\($0.matchers)", limit: room)) }
            + keys([("y", "end it"), ("Esc", "leave it")])
        )
      case .takeBack(let alerts, let field):
        (
          "Take back \(alerts.count) acknowledgements",
          [Line(DisplayText("Type \(alerts.count): ")) + field.line(isActive: true, width: 8)]
            + keys([("Enter", "take back"), ("Esc", "leave them")])
        )
      case .group(let names, let selection):
        ("Group by", choices(names, selection))
      case .audit(let reason):
        (
          "The audit can't be written",
          wrapped(reason, width: room).map { Line(DisplayText($0), Style(.critical)) }
            + [Line("Nothing was sent yet.")]
            + keys([("y", "send it without an audit"), ("n", "send nothing")])
        )
      }
    Dialog(title: DisplayText(title), lines: lines, glyphs: glyphs)
      .render(in: buffer.area, into: &buffer)
  }

  private func keys(_ entries: [(String, String)]) -> [Line] {
    let line = entries.reduce(Line()) { line, entry in
      line + Line(line.isEmpty ? .empty : "   ")
        + Line(DisplayText(entry.0), Style(.text, .bold)) + Line(DisplayText(" " + entry.1), .dim)
    }
    return [Line(), line]
  }

  private func choices(_ names: [String], _ selection: Int) -> [Line] {
    let first = max(0, min(selection - 8, names.count - 16))
    return names.enumerated().dropFirst(first).prefix(16).map { index, name in
      let text = surroundings.glyphs.text(name.isEmpty ? "nothing" : name, limit: room)
      return Line(
        (index == selection ? "> " : "  ") + text, index == selection ? Style(.accent) : .text)
    } + keys([("Enter", "take"), ("Esc", "leave it as it is")])
  }

  private func problem(_ text: String?) -> [Line] {
    text.map { text in
      wrapped(text, width: room).map {
        Line(surroundings.glyphs.failed + " ", Style(.critical))
          + Line(DisplayText($0), Style(.critical))
      }
    } ?? []
  }

  private func lines(of dialog: AlertPrompt.Acknowledging, _ desk: AlertDesk) -> [Line] {
    let glyphs = surroundings.glyphs
    let settings = desk.surroundings.settings
    let count = dialog.alerts.count
    var lines = [
      Line("comment  ", .dim) + dialog.comment.line(isActive: !dialog.isAtCount, width: room - 9)
    ]
    if count > 1 {
      lines.append(
        Line(DisplayText("type \(count)").padded(to: 9), .dim)
          + dialog.count.line(isActive: dialog.isAtCount, width: 8))
    }
    lines += problem(dialog.problem)
    let local = dialog.alerts.count { $0.atAlertmanagers.isEmpty }
    lines += [
      Line(), Line(DisplayText("Holds \(count) now, for \(settings.length.prometheusText)")),
    ]
    if local > 0 {
      lines.append(
        Line(
          DisplayText("\(local) on this machine only: no Alertmanager has them"), Style(.warning)))
    }
    for alert in dialog.alerts.prefix(7) {
      let labels = alert.labels.pairs.filter { $0.name != "alertname" }
        .map { "\($0.name)=\($0.value)" }.joined(separator: " ")
      lines.append(
        sign(of: alert) + Line(" ")
          + Line(glyphs.text("\(alert.name)  \(labels)", limit: room - 2)))
    }
    if count > 7 { lines.append(Line(DisplayText("and \(count - 7) more"), .dim)) }
    lines.append(Line())
    lines.append(
      Line(
        DisplayText(
          settings.isExtended ? "extended while it fires and this hune runs" : "not extended"), .dim
      ))
    lines.append(
      Line(
        DisplayText(
          settings.isExpired
            ? "expired when it is gone for \(settings.grace.prometheusText)"
            : "not expired when it is gone"), .dim))
    return lines + keys([("Enter", "acknowledge"), ("Esc", "leave it firing")])
  }

  private func lines(of form: SilenceForm, _ desk: AlertDesk) -> [Line] {
    let glyphs = surroundings.glyphs
    let held = form.held(among: desk.alerts)
    func field(_ name: String, _ text: TextField, _ part: SilenceForm.Part) -> Line {
      Line(DisplayText(name).padded(to: 10), .dim)
        + text.line(isActive: form.part == part, width: room - 10)
    }
    var lines = [
      field("matchers", form.matchers, .matchers), field("for", form.length, .length),
      field("comment", form.comment, .comment),
    ]
    if held.count > 1 { lines.append(field("type \(held.count)", form.count, .count)) }
    lines += problem(form.problem)
    if case .failure(let error) = form.parsed, form.problem == nil {
      lines += problem(error.description)
    } else if form.problem == nil {
      let maximum = desk.surroundings.settings.longest
      for refusal in form.refusals(among: desk.alerts, maximum: maximum) {
        lines += problem("\(refusal)")
      }
    }
    lines.append(
      Line(DisplayText("Silences \(held.count) alert\(held.count == 1 ? "" : "s") now"), .bright))
    for alert in held.prefix(4) {
      lines.append(
        Line("  ") + sign(of: alert) + Line(" ")
          + Line(glyphs.text("\(alert.name) \(MatcherSet(exactly: alert.labels))", limit: room - 4))
      )
    }
    if held.count > 4 { lines.append(Line(DisplayText("  and \(held.count - 4) more"), .dim)) }
    if case .success(let matchers) = form.parsed, let span = form.span,
      let source = desk.surroundings.alertmanagers.first
    {
      let texts = SilenceLines(
        matchers: matchers, length: span, author: desk.surroundings.author.description,
        comment: form.comment.text, source: source)
      lines.append(Line())
      for text in [texts.hune, texts.amtool, texts.curl(at: surroundings.now)] {
        lines += wrapped(text, width: room).prefix(3).map { Line(DisplayText($0), .faint) }
      }
    }
    return lines
      + keys([("Enter", "silence"), ("Tab", "complete, next"), ("Esc", "leave them firing")])
  }
}

extension TextField {
  /// The text in so many columns, with the cursor where it is written in.
  func line(isActive: Bool, width: Int) -> Line {
    guard !isActive else { return FieldLine(self).line(width: width) }
    return Line(DisplayText(text, limit: max(1, width)), .bright)
  }
}
