import Cells
import Dashboards
import Text
package import Times
package import Widgets

extension PanelContent {
  /// An alert as panels show it; raw texts.
  package struct ShownAlert: Hashable, Sendable {
    package var name: String
    /// What tells it from others of the name.
    package var labels: String
    /// `firing`, `pending`, `acknowledged`: where it stands.
    package var standing: String
    /// `nil` for what is less than a warning.
    package var severity: Widgets.Severity?
    package var since: Instant?

    package init(
      name: String, labels: String, standing: String, severity: Widgets.Severity?, since: Instant?
    ) {
      self.name = name
      self.labels = labels
      self.standing = standing
      self.severity = severity
      self.since = since
    }

    var isQuiet: Bool { standing != "firing" && standing != "pending" }
    /// For scripts.
    var summary: String { labels.isEmpty ? standing : "\(standing) \(labels)" }
  }

  /// Alerts that fire about what a panel shows.
  package struct Alarm: Hashable, Sendable {
    /// Those that nobody holds first, the worst of them first; never empty. Raw.
    package var names: [String]
    package var severity: Widgets.Severity?
    /// Somebody looks after all of them.
    package var isHeld: Bool

    package init(names: [String], severity: Widgets.Severity?, isHeld: Bool) {
      self.names = names
      self.severity = severity
      self.isHeld = isHeld
    }
  }
}

extension PanelView {
  /// The marks of an alarm behind a panel's title, the longest first.
  static func badges(of content: PanelContent) -> [Line] {
    guard let alarm = content.alarm, let first = alarm.names.first else { return [] }
    let glyphs = content.glyphs
    let style = alarm.isHeld ? Style.dim : style(of: alarm.severity)
    let sign =
      alarm.isHeld
      ? Line(glyphs.held, .dim)
      : Line(glyphs.sign(ofAlert: alarm.severity), style)
    let more = alarm.names.count > 1 ? " +\(alarm.names.count - 1)" : ""
    let name = Line(glyphs.text(first, limit: 30) + DisplayText(more), style)
    return [sign + Line(" ") + name, sign]
  }

  private static func style(of severity: Widgets.Severity?) -> Style {
    severity.map { Style($0.role, .bold) } ?? Style(.info)
  }

  static func alertList(
    _ content: PanelContent, _ options: AlertListOptions, width: Int, height: Int
  ) -> Drawing {
    let glyphs = content.glyphs
    let alerts = content.shownAlerts
    if options.isCount {
      let worst = alerts.filter { !$0.isQuiet }.compactMap(\.severity).max()
      return Drawing(
        StatTile(
          value: DisplayText("\(alerts.count)"), unit: alerts.count == 1 ? "alert" : "alerts",
          severity: worst, isCentered: true, glyphs: glyphs))
    }
    guard !alerts.isEmpty else {
      return Drawing(
        CenteredMessage([Line(glyphs.text(content.alerts, limit: 200), .dim)], glyphs: glyphs))
    }
    let ages = alerts.map { $0.since.map { (content.now - $0).ageText } ?? "" }
    let ageWidth = ages.map(\.count).max() ?? 0
    let nameWidth = min(
      max(8, width / 3), alerts.map { glyphs.text($0.name, limit: 40).width }.max() ?? 0)
    let lines = alerts.indices.map { index in
      let alert = alerts[index]
      let sign =
        alert.isQuiet
        ? Line(glyphs.held, .dim)
        : alert.standing == "pending"
          ? Line(glyphs.pending, Style(.warning))
          : Line(glyphs.sign(ofAlert: alert.severity), style(of: alert.severity))
      let words = alert.standing == "firing" ? alert.labels : alert.summary
      let line =
        sign + Line(DisplayText(" " + ages[index]).padded(to: ageWidth + 3), .dim)
        + Line(
          glyphs.text(alert.name, limit: nameWidth).padded(to: nameWidth + 2),
          alert.isQuiet ? .dim : .bright)
        + Line(glyphs.text(words, limit: max(0, width - ageWidth - nameWidth - 6)), .dim)
      guard index == content.selection else { return line }
      let rest = Line(DisplayText(repeating: .space, count: max(0, width - line.width)))
      return (line + rest).restyled { $0.background = Ink(.raised) }
    }
    let scroll = first(of: alerts.count, in: height, showing: content.selection)
    return Drawing(
      TextBlock(lines, scroll: scroll, glyphs: glyphs),
      trailing: Line(DisplayText("\(alerts.count)"), .title)
        + Line(alerts.count == 1 ? " alert" : " alerts", .dim))
  }

  /// The first row in sight, so that the chosen one is.
  private static func first(of count: Int, in height: Int, showing selection: Int?) -> Int {
    guard let selection, count > height else { return 0 }
    return max(0, min(selection - height / 2, count - height))
  }
}

extension GlyphSet {
  /// The sign of an alert; one of no severity that is known has a dot.
  func sign(ofAlert severity: Widgets.Severity?) -> DisplayText {
    severity.map { sign(of: $0) } ?? dot
  }
}
