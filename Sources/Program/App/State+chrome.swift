import Cells
import DataSources
import Panels
import Text
import Times
import Widgets

// The rows around the panels.
extension State {
  var header: HeaderBar {
    HeaderBar(
      tabs: views.enumerated().prefix(9).map { index, view in
        HeaderBar.Tab(
          key: DisplayText("\(index + 1)"), title: glyphs.text(view.title, limit: 24),
          isActive: index == current && screenTab == nil && !isAtFrontDoor)
      } + screenTabs,
      sources: settings.sources.map { mark(of: $0) },
      context: glyphs.text(settings.context, limit: 24),
      time: DisplayText(answeredAt.map { settings.calendar.time($0) } ?? ""), glyphs: glyphs)
  }

  /// The screens that are there for the sources of the context.
  private var screenTabs: [HeaderBar.Tab] {
    let tabs: [(command: Command, title: DisplayText, isThere: Bool)] = [
      (.openAlerts, "Alerts", hasAlerts), (.openLogs, "Logs", hasLogs),
      (.openTraces, "Traces", hasTraces),
    ]
    return tabs.filter(\.isThere).map { tab in
      HeaderBar.Tab(
        key: DisplayText(keys.key(for: tab.command)?.title ?? ""), title: tab.title,
        isActive: screenTab == tab.command && !isAtFrontDoor,
        badge: tab.command == .openAlerts ? alertBadge : Line())
    }
  }

  private func mark(of configured: DataSource) -> HeaderBar.Source {
    let source = health[configured.name]
    let isUp: Bool? =
      switch source?.standing {
      case .up: true
      case .down: false
      default: nil
      }
    let last = source?.answeredAt.map { "last " + settings.calendar.shortTime($0) } ?? "no answer"
    return HeaderBar.Source(
      name: glyphs.text(name(of: configured), limit: 24), isUp: isUp,
      detail: DisplayText(isUp == false ? last : ""), isUnverified: configured.isUnverified)
  }

  /// A source's name without that of the context, which stands beside it.
  private func name(of source: DataSource) -> String {
    guard source.name.hasPrefix(settings.context) else { return source.name }
    let rest = source.name.dropFirst(settings.context.count).drop { " -_/".contains($0) }
    return rest.isEmpty || rest.count == source.name.count - settings.context.count
      ? source.name : String(rest)
  }

  var dashboardLine: DashboardLine {
    let range = shownRange
    let calendar = settings.calendar
    // The day is told where the range is not of today alone.
    let isToday = range.span < .hours(24) && calendar.date(range.from) == calendar.date(now)
    let text = { (instant: Instant) in
      isToday ? calendar.shortTime(instant) : calendar.dateTime(instant)
    }
    return DashboardLine(
      title: screenTitle, variables: shownVariables,
      span: DisplayText(text(range.from)) + " " + glyphs.arrow + " " + DisplayText(text(range.to)),
      range: selection.isLive ? DisplayText("last " + range.span.ageText) : .empty,
      interval: isRefreshed ? "every " + DisplayText(settings.refresh.ageText) : "refresh off",
      glyphs: glyphs)
  }

  /// Whether the panels of a view stand between header and footer.
  private var showsPanels: Bool {
    guard case .panels = screen else { return false }
    return !isAtFrontDoor
  }

  private var screenTitle: DisplayText {
    if isAtFrontDoor { return "Contexts" }
    return switch screen {
    case .panels: glyphs.text(currentView.dashboard.title, limit: 60)
    case .logs: "Logs"
    case .alerts: "Alerts"
    case .traces: "Traces"
    }
  }

  /// Those that the screen depends on.
  private var shownVariables: [(DisplayText, DisplayText)] {
    guard showsPanels else { return [] }
    return currentView.dashboard.variables.filter { !$0.isHidden }.compactMap { variable in
      currentView.variables.summary(of: variable.name).map {
        (glyphs.text(variable.label ?? variable.name, limit: 20), glyphs.text($0, limit: 24))
      }
    }
  }

  var footer: FooterBar {
    FooterBar(keys: footerKeys, trailing: footerState, glyphs: glyphs)
  }

  /// The keys that matter where the operator stands, the nearest first.
  private var footerKeys: [(key: DisplayText, word: DisplayText)] {
    func entry(_ command: Command, _ word: String? = nil) -> (key: DisplayText, word: DisplayText)?
    {
      keys.key(for: command, in: overlayScope).map {
        (DisplayText($0.title), DisplayText(word ?? command.title))
      }
    }
    if inspector != nil {
      return [entry(.nextSection), entry(.moveDown), entry(.pageDown), entry(.back, "close")]
        .compactMap(\.self)
    }
    switch overlay {
    case .explore:
      return [
        entry(.take, "run"), entry(.complete), entry(.exploreMode), entry(.exploreForm),
        entry(.olderQuery, "history"), entry(.back),
      ].compactMap(\.self)
    case .runbook:
      return [entry(.moveDown), entry(.back, "close")].compactMap(\.self)
    case .targets:
      return [entry(.nextSection, "next source"), entry(.refresh), entry(.back, "close")]
        .compactMap(\.self)
    default: break
    }
    if picker != nil { return [] }
    if isAtFrontDoor { return [entry(.take, "go there"), entry(.back)].compactMap(\.self) }
    if case .help = overlay {
      return [entry(.moveDown), entry(.pageDown), entry(.back, "close")].compactMap(\.self)
    }
    if overlay != nil { return [entry(.back, "close")].compactMap(\.self) }
    if let screenCommands {
      return screenCommands.compactMap { entry($0, $1) }
        + [entry(.back), entry(.chooseRange, "range"), entry(.help)].compactMap(\.self)
    }
    if cursor != nil {
      return [
        entry(.cursorEarlier, "earlier"), entry(.cursorLater, "later"),
        entry(.cursorPageEarlier, "a tenth"), entry(.cursorStart, "start"),
        isThere(.exemplars) ? entry(.exemplars, "trace") : nil, entry(.back, "end"),
        entry(.focusNext), entry(.help),
      ].compactMap(\.self)
    }
    var panel = currentView.fullScreen == nil ? [entry(.open), entry(.fullScreen)] : [entry(.back)]
    if scopes.contains(.graph) { panel.append(entry(.chooseSeries)) }
    if scopes.contains(.table) { panel += [entry(.filter), entry(.sortNext, "sort")] }
    if !choosableVariables.isEmpty { panel.append(entry(.chooseVariables)) }
    return
      (panel + [
        entry(.chooseRange, "range"), entry(.palette, "find"), entry(.zoomOut, "zoom"),
        entry(.earlier), entry(.live), entry(.freeze), entry(.refresh, "refresh"), entry(.help),
        entry(.quit),
      ]).compactMap(\.self)
  }

  private var footerState: Line {
    if let notice { return Line(glyphs.text(notice, limit: max(1, width - 2)), Style(.warning)) }
    if let cursor {
      return Line(DisplayText("at \(settings.calendar.time(cursor))"), Style(.accent))
    }
    if let frozenText { return Line(DisplayText(frozenText), Style(.info)) }
    if let screenState { return screenState }
    if let failure = worstFailure { return failure }
    let hidden = placements.count {
      $0.y < currentView.scroll || $0.maxY > currentView.scroll + gridArea.height
    }
    var parts = showsDashboardLine || settings.isKiosk ? [] : choices
    if hidden > 0, currentView.fullScreen == nil, showsPanels {
      let (count, all) = (placements.count - hidden, placements.count)
      // What else is to be said leaves no room for the word.
      let words = parts.isEmpty ? "\(count) of \(all) panels " : "\(count)/\(all) "
      parts.append(Line(DisplayText(words), .dim) + Line(glyphs.below, .dim))
    } else if selection.isLive {
      parts.append(Line("live", Style(.ok)))
    } else if parts.isEmpty {
      parts.append(Line("fixed range", .dim))
    }
    return parts.dropFirst().reduce(parts.first ?? Line()) { $0 + Line("  ") + $1 }
  }

  /// What the operator has chosen, where there is no second row to say it: values of variables, a
  /// range that does not follow the time.
  private var choices: [Line] {
    guard showsPanels else { return [] }
    var parts = currentView.dashboard.variables.filter { !$0.isHidden }.compactMap {
      variable -> Line? in
      guard let value = currentView.variables.summary(of: variable.name),
        !["all", "All", "none"].contains(value)
      else { return nil }
      return Line(glyphs.text(value, limit: 16), Style(.info))
    }
    if !selection.isLive { parts.append(Line(dashboardLine.span, Style(.info))) }
    return parts
  }

  /// `✗ mimir  connection refused, next try 14:33:00`.
  private var worstFailure: Line? {
    for source in settings.sources {
      guard let health = health[source.name], case .down(let reason) = health.standing else {
        continue
      }
      let next =
        (health.nextTry ?? nextRefresh).map { ", next try \(settings.calendar.time($0))" } ?? ""
      return Line(
        glyphs.failed + glyphs.text(" \(source.name)", limit: 24), Style(.critical, .bold))
        + Line(glyphs.text("  \(reason)\(next)", limit: max(8, width / 2)), .dim)
    }
    return nil
  }

  func drawHelp(scroll: Int, into buffer: inout Buffer) {
    var lines: [Line] = []
    for scope in KeyMap.Scope.allCases.reversed() {
      let bindings = keys.bindings.filter {
        $0.scope == scope && isThere($0.command)
      }
      guard !bindings.isEmpty, isThere(scope) else { continue }
      lines.append(Line(DisplayText(scope.title), .dim))
      for binding in bindings {
        if case .showView(let digit) = binding.command, digit > 1 { continue }
        let isView = binding.command == .showView(1)
        let names =
          isView
          ? (glyphs.isASCII ? "1-9" : "1…9") : binding.keys.map(\.title).joined(separator: " ")
        lines.append(
          Line(DisplayText(names).padded(to: 16), Style(.accent, .bold))
            + Line(DisplayText(isView ? "views" : binding.command.title)))
      }
      lines.append(Line())
    }
    lines += costLines
    if cost == nil { lines.removeLast() }
    Dialog(title: "Keys", lines: lines, scroll: scroll, isTall: true, glyphs: glyphs)
      .render(in: buffer.area, into: &buffer)
  }
}

extension ViewState {
  /// The view's name as words, for its tab: `llm-costs` is `LLM costs`.
  var title: String {
    let words = name.split { $0 == "-" || $0 == "_" }.enumerated().map { place, word in
      if Self.acronyms.contains(word.lowercased()) { return word.uppercased() }
      return place == 0 ? word.prefix(1).uppercased() + word.dropFirst() : String(word)
    }
    return words.joined(separator: " ")
  }

  private static let acronyms: Set = [
    "ai", "api", "ci", "cpu", "db", "gpu", "http", "llm", "ml", "qa", "sla", "slo", "sql", "ui",
  ]
}
