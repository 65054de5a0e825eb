import DataSources
import Frames
import LogQL
import Logs
import Queries
import Times

// What a listing asks its server, and what it makes of the answers.
extension LogListing {
  /// All that is to be asked now. `nearStart` and `nearEnd`: the operator is there.
  mutating func asks(_ around: LogsView.Surroundings) -> [LogsEffect] {
    var effects: [LogsEffect] = []
    for place in legs.indices {
      effects += askNewest(place, around) + askOlder(place, around) + askTail(place, around)
      effects += askAudit(place, around)
      while let skip = legs[place].skips.first {
        legs[place].skips.removeFirst()
        effects.append(askCount(skip, place))
      }
    }
    return effects + askVolume(around)
  }

  /// When a question is due that nothing else brings about.
  func deadline(_ around: LogsView.Surroundings) -> Instant? {
    legs.compactMap { leg in
      if leg.pages == nil || leg.failure != nil, leg.tail == nil { return leg.retry }
      guard follows(around), let tail = leg.tail, !leg.awaits(.tail) else { return nil }
      return tail.due
    }.min()
  }

  /// New lines are asked for as time goes on.
  private func follows(_ around: LogsView.Surroundings) -> Bool {
    if case .live = extent { !around.isFrozen } else { false }
  }

  private func range(_ around: LogsView.Surroundings) -> TimeRange {
    switch extent {
    // Clocks differ: what is a little ahead of ours belongs to now.
    case .live(let span):
      TimeRange(from: around.now - span, to: around.now + .minutes(10))
    case .fixed(let range): range
    case .around(let moment): TimeRange(from: moment - Self.aroundReach, to: moment)
    }
  }

  private mutating func askNewest(_ place: Int, _ around: LogsView.Surroundings) -> [LogsEffect] {
    guard legs[place].tail == nil, !legs[place].awaits(.newest),
      legs[place].retry.map({ $0 <= around.now }) ?? (legs[place].pages == nil)
    else { return [] }
    let pages = legs[place].pages ?? LogPages(range(around), pageLimit: Self.pageLines)
    legs[place].pages = pages
    legs[place].retry = nil
    guard let question = pages.question else { return [] }
    legs[place].askedAt = around.now
    return [askLines(.newest(place), place, question, isForward: false)]
  }

  private mutating func askOlder(_ place: Int, _ around: LogsView.Surroundings) -> [LogsEffect] {
    let isNearStart = cursor != nil && (cursorRow ?? 0) < 2 * around.height
    // A server may give so few lines at a time that they do not fill the screen.
    guard isNearStart || buffer.count < 2 * around.height, !isMemoryFull, legs[place].isRead,
      !legs[place].awaits(.older), !legs[place].awaits(.newest),
      legs[place].olderRetry.map({ $0 <= around.now }) ?? true,
      let question = legs[place].pages?.question
    else { return [] }
    return [askLines(.older(place), place, question, isForward: false)]
  }

  private mutating func askTail(_ place: Int, _ around: LogsView.Surroundings) -> [LogsEffect] {
    guard let tail = legs[place].tail, !legs[place].awaits(.tail) else { return [] }
    let isAtEnd = cursorRow.map { $0 + 2 * around.height >= rowCount } ?? true
    guard follows(around) || isReadOnAtEnd && isAtEnd, let question = tail.question(at: around.now)
    else { return [] }
    return [askLines(.tail(place), place, question, isForward: true)]
  }

  /// Asks for what came too late for the tail: first how much, then the lines.
  private mutating func askAudit(_ place: Int, _ around: LogsView.Surroundings) -> [LogsEffect] {
    guard follows(around), legs[place].failure == nil, let tail = legs[place].tail,
      var audit = legs[place].audit,
      legs[place].awaited[.audit(place)] == nil, legs[place].awaited[.late(place)] == nil
    else { return [] }
    let (question, lost) = audit.rereading(
      oldest: buffer.completeFrom, limit: tail.most)
    legs[place].skipped += lost
    var effects: [LogsEffect] = []
    if let question {
      effects = [askLines(.late(place), place, question, isForward: true)]
    } else if let moments = audit.question(at: around.now, before: tail.known) {
      effects = [
        ask(
          .audit(place), LogAudit.query(of: legs[place].query), .range(step: LogAudit.step), moments
        )
      ]
      legs[place].awaited[.audit(place)] = .init(serial: serial)
    }
    legs[place].audit = audit
    return effects
  }

  /// A listing around a moment goes on at both ends.
  private var isReadOnAtEnd: Bool { if case .around = extent { true } else { false } }

  private mutating func askLines(
    _ kind: LogsRequest.Kind, _ place: Int, _ question: LogTail.Question, isForward: Bool
  ) -> LogsEffect {
    legs[place].awaited[kind] = .init(serial: serial + 1, question: question)
    return ask(
      kind, legs[place].query, .lines(limit: question.limit, isForward: isForward),
      TimeRange(from: question.from, to: question.to))
  }

  private mutating func askCount(_ skip: LogTail.Skip, _ place: Int) -> LogsEffect {
    legs[place].counted = skip
    return ask(
      .count(place), skip.countQuery(of: legs[place].query), .instant,
      TimeRange(from: skip.moment, to: skip.moment))
  }

  private mutating func askVolume(_ around: LogsView.Surroundings) -> [LogsEffect] {
    guard volume.isWanted else { return [] }
    volume.isWanted = false
    guard case let shown = volumeRange(around), LogsView.showsVolume(around) else { return [] }
    var next = LogVolume()
    next.begin(shown, columns: max(8, around.width - 12))
    nextVolume = next
    volumeSerials = []
    return legs.indices.map { place in
      defer { volumeSerials.insert(serial) }
      return ask(
        .volume(place), next.query(of: filteredQuery(of: legs[place])), .range(step: next.step),
        next.moments)
    }
  }

  /// What the bars stand for.
  private func volumeRange(_ around: LogsView.Surroundings) -> TimeRange {
    switch extent {
    case .live(let span): TimeRange(from: around.now - span, to: around.now)
    case .fixed(let range): range
    case .around(let moment): TimeRange(from: moment - .minutes(30), to: moment + .minutes(30))
    }
  }

  /// The query with the filters in it, as far as the language has them.
  func filteredQuery(of leg: LogLeg) -> String {
    guard !onlyMarks, var query = try? LogQLQuery(parsing: leg.query) else { return leg.query }
    for filter in activeFilters { query = filter.pushed(into: query) }
    return query.description
  }

  mutating func ask(
    _ kind: LogsRequest.Kind, _ expression: String, _ mode: Query.Mode, _ range: TimeRange
  ) -> LogsEffect {
    serial += 1
    let query = Query(
      panelID: 0, refID: "A", dataSource: .init(), expression: expression, mode: mode, range: range)
    return .ask(
      LogsRequest(
        id: .init(listing: id, kind: kind, serial: serial), question: .query(query),
        source: source))
  }
}
