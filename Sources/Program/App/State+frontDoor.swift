import Cells
import Text
import Times
import Widgets

// The front door: how all contexts do.
extension State {
  var isAtFrontDoor: Bool { if case .frontDoor = overlay { true } else { false } }

  mutating func openFrontDoor() -> [Effect] {
    overlay = .frontDoor(selection: context)
    return survey() + contexts.indices.flatMap(askWorst)
  }

  mutating func moveAtFrontDoor(from selection: Int, by rows: Int) {
    let (next, overflow) = selection.addingReportingOverflow(rows)
    let last = contexts.count - 1
    overlay = .frontDoor(selection: overflow ? (rows > 0 ? last : 0) : min(max(0, next), last))
  }

  mutating func enterFromFrontDoor(_ selection: Int) -> [Effect] {
    overlay = nil
    guard contexts.indices.contains(selection) else { return [] }
    return switchContext(to: contexts[selection].settings.context)
  }

  func drawFrontDoor(_ selection: Int, into buffer: inout Buffer) {
    FrontDoor(rows: contexts.indices.map(row), selection: selection, glyphs: glyphs)
      .render(in: gridArea, into: &buffer)
  }

  private func row(of index: Int) -> FrontDoor.Row {
    let context = contexts[index]
    let isShown = index == self.context
    let survey = context.survey
    let answered = isShown ? answeredAt : survey.answeredAt ?? context.answeredAt
    return FrontDoor.Row(
      name: glyphs.text(context.settings.context, limit: 30), isShown: isShown,
      sources: sources(of: index), alerts: alerts(of: survey), worst: worst(of: index),
      time: answered.map { DisplayText(settings.calendar.time($0)) } ?? glyphs.missing)
  }

  /// `● 3/4`, and the names of those that do not answer.
  private func sources(of index: Int) -> Line {
    let health = index == context ? self.health : contexts[index].health
    let sources = contexts[index].settings.sources
    guard !sources.isEmpty else { return Line("none", .dim) }
    let down = sources.filter { health[$0.name]?.isDown ?? false }
    let up = sources.count { health[$0.name]?.isUp ?? false }
    let count = DisplayText(" \(up)/\(sources.count)")
    guard let first = down.first else {
      return Line(glyphs.dot, Style(up == sources.count ? .ok : .dim)) + Line(count)
    }
    let more = down.count > 1 ? " + \(down.count - 1)" : ""
    return Line(glyphs.failed, Style(.critical, .bold)) + Line(count + " ")
      + Line(glyphs.text(first.name + more, limit: 24), Style(.critical))
  }

  /// `◆2 ▲3`: firing alerts by severity.
  private func alerts(of survey: ContextState.Survey) -> Line {
    guard let alerts = survey.alerts else {
      guard survey.failure == nil else { return Line(glyphs.missing, .dim) }
      return Line(survey.isAsking ? "loading" : glyphs.missing, .dim)
    }
    guard !alerts.isEmpty else { return Line("none", .dim) }
    let counts: [Line] = alerts.map { alert in
      let sign: Line =
        switch alert.severity {
        case "critical", "page", "error":
          Line(glyphs.sign(of: .critical), Style(.critical, .bold))
        case "warning": Line(glyphs.sign(of: .warning), Style(.warning, .bold))
        default: Line(glyphs.dot, Style(.info))
        }
      return sign + Line(DisplayText("\(alert.count)"))
    }
    return counts.dropFirst().reduce(counts[0]) { $0 + Line(" ") + $1 }
  }

  /// The worst there is: a source that is down, else the most severe alert with its figure.
  private func worst(of index: Int) -> Line {
    let health = index == context ? self.health : contexts[index].health
    for source in contexts[index].settings.sources {
      if case .down(let reason)? = health[source.name]?.standing {
        return Line(glyphs.text(reason, limit: 60), Style(.critical))
      }
    }
    if let failure = contexts[index].survey.failure {
      return Line(glyphs.text(failure, limit: 60), Style(.warning))
    }
    guard let alerts = contexts[index].survey.alerts else { return Line(glyphs.missing, .dim) }
    guard let first = alerts.first else { return Line("calm", Style(.ok)) }
    let role: Role =
      switch first.severity {
      case "critical", "page", "error": .critical
      case "warning": .warning
      default: .text
      }
    guard !first.name.isEmpty else {
      return Line(glyphs.text("\(first.count) \(first.severity)", limit: 40), Style(role))
    }
    let often = first.most > 1 ? " \(first.most) times" : ""
    let age = first.age.map { " for \($0.ageText)" } ?? ""
    return Line(glyphs.text(first.name, limit: 40), Style(role))
      + Line(DisplayText(often + age), Style(role))
      + (contexts[index].survey.figure.map { Line("  ") + Line(glyphs.text($0, limit: 120)) }
        ?? Line())
  }
}
