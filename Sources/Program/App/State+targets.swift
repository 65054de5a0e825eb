import Cells
import DataSources
import Text
import Times
import Widgets

// The targets that a Prometheus scrapes.
extension State {
  var targetList: TargetList? {
    get { if case .targets(let list) = overlay { list } else { nil } }
    set { overlay = newValue.map { .targets($0) } }
  }

  private var scrapingSources: [DataSource] { settings.sources.filter { $0.kind == .prometheus } }

  mutating func openTargets() -> [Effect] {
    let focused = currentView.focus.flatMap { shownState(of: $0).orderedTargets.first?.source }
    guard let first = scrapingSources.first(where: { $0.name == focused }) ?? scrapingSources.first
    else {
      notice = "no Prometheus whose targets could be listed"
      return []
    }
    targetList = TargetList(source: first.name)
    return askTargets()
  }

  mutating func askTargets() -> [Effect] {
    scrapingSources.first { $0.name == targetList?.source }.map { [.listTargets($0)] } ?? []
  }

  /// Goes on to the targets of another source.
  mutating func turnTargets(by offset: Int) -> [Effect] {
    let names = scrapingSources.map(\.name)
    guard names.count > 1, let place = names.firstIndex(where: { $0 == targetList?.source }) else {
      return []
    }
    targetList = TargetList(source: names[(place + offset + names.count) % names.count])
    return askTargets()
  }

  mutating func pressInTargets(_ key: Key) -> [Effect] {
    if let command = keys.command(for: key, in: [.targets]) { return perform(command) }
    if targetList?.filter.edit(key) ?? false { targetList?.selection = 0 }
    return []
  }

  mutating func moveInTargets(by rows: Int) {
    guard let list = targetList else { return }
    targetList?.selection = max(0, min(list.selection + rows, list.shown.count - 1))
  }

  mutating func apply(
    _ result: Result<[ScrapeTarget], DataSourceError>, toTargetsOf source: String
  ) -> [Effect] {
    guard var list = targetList, list.source == source else { return [] }
    switch result {
    case .success(let targets): (list.targets, list.failure) = (targets, nil)
    case .failure(let error): list.failure = "\(error)"
    }
    targetList = list
    moveInTargets(by: 0)
    return []
  }

  func draw(_ list: TargetList, into buffer: inout Buffer) {
    let body = Rect(y: 1, width: width, height: max(0, height - 2))
    guard !body.isEmpty else { return }
    buffer.fill(body, with: Cell(.space, .text))
    let inside = body.inset(left: 1, right: 1)
    let (head, below) = inside.split(top: 1)
    let shown = list.shown
    PanelBox(
      title: "Targets", subtitle: DisplayText(list.source, limit: 30),
      trailing: summary(of: list), isFocused: true, glyphs: glyphs
    ).render(in: head, into: &buffer)
    let (top, rest) = below.split(top: 2)
    buffer.clipped(to: top) {
      let field = FieldLine(list.filter).line(width: min(40, max(1, top.width - 8)))
      $0.write(Line("filter  ", .dim) + field, x: top.x, y: top.y, limit: top.width)
    }
    let message = list.failure ?? (list.targets == nil ? "asked" : shown.isEmpty ? "none" : nil)
    if let message {
      let style = list.failure == nil ? Style.dim : Style(.critical)
      buffer.clipped(to: rest) {
        CenteredMessage([Line(DisplayText(message, limit: 300), style)]).render(in: rest, into: &$0)
      }
      return
    }
    let table = Table(
      columns: [
        .init("health", width: 9), .init("job", width: widest(shown.map(\.job))),
        .init("instance", width: widest(shown.map(\.instance))),
        .init("scraped", isTrailing: true, dispensability: 2, width: 8),
        .init("took", isTrailing: true, dispensability: 3, width: 8),
        .init("last error", dispensability: 1, width: widest(shown.map(\.lastError), limit: 200)),
      ], rowCount: shown.count, hasSigns: false, selection: list.selection, glyphs: glyphs
    ) { [glyphs, now] place in
      shown.indices.contains(place) ? shown[place].row(glyphs, now) : .init([])
    }
    buffer.clipped(to: rest) { table.render(in: rest, into: &$0) }
  }

  private func widest(_ texts: [String], limit: Int = 40) -> Int {
    texts.prefix(500).map { DisplayText($0, limit: limit).width }.max() ?? 0
  }

  private func summary(of list: TargetList) -> Line? {
    guard let targets = list.targets else { return nil }
    let down = targets.count { $0.health == .down }
    let all = Line(DisplayText("\(targets.count - down) of \(targets.count) up"), .dim)
    guard down > 0 else { return all }
    return Line(glyphs.sign(of: .critical) + DisplayText(" \(down) down  "), Style(.critical)) + all
  }
}

extension ScrapeTarget {
  fileprivate func row(_ glyphs: GlyphSet, _ now: Instant) -> Table.Row {
    let sign: Line =
      switch health {
      case .up: Line(glyphs.dot + " up", Style(.ok))
      case .down: Line(glyphs.sign(of: .critical) + " down", Style(.critical))
      case .unknown: Line("? unknown", .dim)
      }
    let age = lastScrape.map { max(.zero, now - $0).ageText } ?? "never"
    let took =
      duration < 1
      ? "\((duration * 10_000).rounded() / 10) ms"
      : "\((duration * 100).rounded() / 100) s"
    return Table.Row([
      .text(sign), .text(Line(DisplayText(job, limit: 60))),
      .text(Line(DisplayText(instance, limit: 80))), .text(Line(DisplayText(age), .dim)),
      .text(Line(DisplayText(took), .dim)),
      .text(Line(DisplayText(lastError, limit: 300), Style(.critical))),
    ])
  }
}
