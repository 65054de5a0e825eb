import Configuration
import Dashboards
import DataSources
import Frames
import Logs
import Queries
import Times

/// The tail of a log panel's target: what is new is asked for each second.
struct TargetTail: Sendable {
  var tail: LogTail
  /// The question that waits for its answer.
  var awaited: (serial: Int, question: LogTail.Question)?
  /// What the server kept back and is being counted, and how many lines were before.
  var counted: LogTail.Skip?
  var skipped = 0
}

// A log panel in the grid follows each second while it has the focus, or where its layout says so.
extension State {
  /// The places of the targets that are followed now.
  private var followedTargets: [Fetch.Place] {
    guard case .panels = screen, frozen == nil, selection.isLive, isRefreshed else { return [] }
    return visiblePanels.filter { panel in
      guard case .logs(let options) = panel.kind else { return false }
      return options.tails || currentView.focus == panel.id
    }.flatMap { panel -> [Fetch.Place] in
      (currentView.panels[panel.id]?.targets ?? [:]).filter {
        $0.value.isFollowable && $0.value.asked(in: settings) != nil
      }.map(\.key)
    }.sorted { ($0.panel, $0.target) < ($1.panel, $1.target) }
  }

  /// The lines of a target are followed now.
  func follows(_ place: Fetch.Place) -> Bool { followedTargets.contains(place) }

  /// When the next question of a tail is due.
  var tailDeadline: Instant? {
    followedTargets.compactMap { place -> Instant? in
      guard let target = currentView.panels[place.panel]?.targets[place] else { return nil }
      guard let tail = target.tail else { return now }
      return tail.awaited == nil ? tail.tail.due : nil
    }.min()
  }

  /// Asks what is due; a target that was not followed begins behind the lines that it has.
  mutating func followLogs() -> [Effect] {
    followedTargets.compactMap { place -> Effect? in
      guard var target = currentView.panels[place.panel]?.targets[place], target.awaited == nil,
        let source = target.asked(in: settings),
        let lines = target.frames.first?.lines, var query = target.query,
        let answeredAt = target.answeredAt
      else { return nil }
      var tail =
        target.tail
        ?? TargetTail(tail: LogTail(from: answeredAt - .seconds(10), after: lines))
      defer {
        target.tail = tail
        currentView.panels[place.panel]?.targets[place] = target
      }
      guard tail.awaited == nil, let question = tail.tail.question(at: now) else { return nil }
      refreshes += 1
      tail.awaited = (refreshes, question)
      query.mode = .lines(limit: question.limit, isForward: true)
      query.range = TimeRange(from: question.from, to: question.to)
      return .tail(
        Fetch(id: .init(place: place, refresh: refreshes), query: query, source: source))
    }
  }

  /// Takes what is new; an answer from before the last refresh changes nothing.
  mutating func apply(
    _ result: Result<Answer, DataSourceError>, toTail id: Fetch.ID
  ) -> [Effect] {
    let place = id.place
    guard views.indices.contains(place.view),
      var target = views[place.view].panels[place.panel]?.targets[place], var tail = target.tail,
      let awaited = tail.awaited, awaited.serial == id.refresh
    else { return [] }
    tail.awaited = nil
    var effects: [Effect] = []
    switch result {
    case .success(let answer):
      let lines = answer.frames.first?.lines ?? LogLines()
      let gain = tail.tail.take(lines, to: awaited.question, at: now)
      target.append(gain.lines)
      if let skip = gain.skip {
        target.note(skipped: nil, before: tail.skipped)
        tail.counted = skip
        effects += count(skip, of: target, at: place)
      }
      (target.failure, target.failingSince, target.answeredAt) = (nil, nil, now)
      effects += noteAnswer(of: target.source)
    case .failure(let error) where error.isOfLineLimit:
      if let skip = tail.tail.lower(below: awaited.question, saying: error.detail, at: now) {
        target.note(skipped: nil, before: tail.skipped)
        tail.counted = skip
        effects += count(skip, of: target, at: place)
      }
    case .failure(let error)
    where error.rangeLimit.map({ tail.tail.shorten(awaited.question, to: $0, at: now) }) ?? false:
      break
    case .failure(let error):
      tail.tail.fail(at: now, retryAfter: error.retryAfter)
      (target.failure, target.failingSince) = (error, target.failingSince ?? now)
    }
    target.tail = tail
    views[place.view].panels[place.panel]?.targets[place] = target
    return effects + followLogs()
  }

  /// Asks how many lines stand at a moment.
  private func count(
    _ skip: LogTail.Skip, of target: TargetState, at place: Fetch.Place
  ) -> [Effect] {
    guard let source = target.asked(in: settings), var query = target.query else { return [] }
    query.expression = skip.countQuery(of: target.expression)
    query.mode = .instant
    query.range = TimeRange(from: skip.moment, to: skip.moment)
    return [.countTail(Fetch(id: .init(place: place, refresh: 0), query: query, source: source))]
  }

  /// Says how many lines of a panel's tail the server kept back.
  mutating func apply(
    _ result: Result<Answer, DataSourceError>, toCountOf id: Fetch.ID
  ) -> [Effect] {
    let place = id.place
    guard views.indices.contains(place.view),
      var target = views[place.view].panels[place.panel]?.targets[place], var tail = target.tail,
      let skip = tail.counted, case .success(let answer) = result,
      let lost = skip.lostCount(in: answer.frames)
    else { return [] }
    (tail.counted, tail.skipped) = (nil, tail.skipped + lost)
    target.tail = tail
    target.note(skipped: tail.skipped, before: tail.skipped - lost)
    views[place.view].panels[place.panel]?.targets[place] = target
    return []
  }
}

extension TargetState {
  /// It has lines, and more of them may come.
  fileprivate var isFollowable: Bool {
    guard case .lines? = query?.mode else { return false }
    return frames.first?.lines != nil && answeredAt != nil && awaited == nil
  }

  /// Says how many lines are missing, in the place of what was said before.
  fileprivate mutating func note(skipped: Int?, before: Int) {
    notices.removeAll { $0.text.hasSuffix("lines skipped") }
    let count = skipped.map { "\($0)" } ?? (before > 0 ? "more than \(before)" : "some")
    notices.append(.init(.warning, count + " lines skipped"))
  }

  /// What the lines of a followed panel may take.
  private static let mostBytes = 32 << 20

  /// Adds lines in order of time, and keeps as many of the newest as the layout asked for.
  fileprivate mutating func append(_ lines: LogLines) {
    guard !lines.isEmpty, var all = frames.first?.lines else { return }
    var limit = Query.usualLines
    if case .lines(let wanted, _)? = query?.mode { limit = max(1, wanted) }
    all.append(contentsOf: lines)
    all.sort(isBackward: false)
    var first = max(0, all.count - limit)
    // Long lines are bounded by what they take, too.
    var bytes = 0
    for place in all.indices.reversed() where place >= first {
      bytes += all.text(at: place).count
      if bytes > Self.mostBytes, place + 1 < all.count { first = place + 1 }
    }
    if first > 0 { all = all.lines(first..<all.count).packed }
    frames[0].lines = all
  }
}
