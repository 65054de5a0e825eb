import DataSources
import Frames
import Logs
import Queries
import Times

extension LogListing {
  mutating func take(
    _ result: Result<LogsReply, DataSourceError>, to request: LogsRequest,
    _ around: LogsView.Surroundings
  ) {
    switch request.id.kind {
    case .newest(let place), .older(let place), .tail(let place):
      guard legs.indices.contains(place),
        let awaited = legs[place].awaited[request.id.kind], awaited.serial == request.id.serial,
        let question = awaited.question
      else { return }
      legs[place].awaited[request.id.kind] = nil
      switch result {
      case .success(.frames(let frames)):
        guard let lines = frames.first?.lines else { return refuseNumbers(place) }
        take(lines, to: question, request.id.kind, place, around)
      case .success: return
      case .failure(let error): fail(error, question, request.id.kind, place, around)
      }
    case .count(let place):
      guard legs.indices.contains(place), let skip = legs[place].counted else { return }
      if case .success(.frames(let frames)) = result, let lost = skip.lostCount(in: frames) {
        legs[place].skipped += lost
        legs[place].hasSkippedUnknown = false
      }
    case .audit(let place): takeAudit(result, request, place)
    case .late(let place): takeLate(result, request, place, around)
    case .volume:
      if volumeSerials.remove(request.id.serial) != nil { takeVolume(result) }
    case .labelNames, .labelValues: break
    }
  }

  private mutating func refuseNumbers(_ place: Int) {
    legs[place].failure = DataSourceError(
      .rejected, source: source.name, detail: "the query gives numbers, no lines")
  }

  private mutating func take(
    _ lines: LogLines, to question: LogTail.Question, _ kind: LogsRequest.Kind, _ place: Int,
    _ around: LogsView.Surroundings
  ) {
    legs[place].succeed()
    let gain: LogTail.Gain?
    switch kind {
    case .tail:
      gain = legs[place].tail?.take(lines, to: question, at: around.now)
      if let gain {
        add(gain.lines)
        legs[place].audit?.note(gain.lines.times)
      }
    case .older:
      gain = legs[place].pages?.take(lines, to: question)
      if let gain { addOlder(gain.lines) }
    default:
      gain = legs[place].pages?.take(lines, to: question)
      if let gain {
        add(gain.lines)
        beginTail(place, after: gain.lines, around)
      }
    }
    legs[place].isRead = true
    note(gain?.skip, place)
  }

  /// Goes on behind the newest lines: as time goes on, or where the operator goes.
  private mutating func beginTail(
    _ place: Int, after lines: LogLines, _ around: LogsView.Surroundings
  ) {
    switch extent {
    case .live(let span):
      let asked = legs[place].askedAt ?? around.now
      // Lines may still come that are a little older than the question.
      let start = max(asked - .seconds(10), asked - span)
      legs[place].tail = LogTail(from: start, after: lines, limit: Self.pageLines)
      legs[place].audit = LogAudit(from: asked)
      legs[place].audit?.note(lines.times)
    case .around(let moment):
      legs[place].tail =
        legs[place].tail
        ?? LogTail(from: moment, to: moment + Self.aroundReach, limit: Self.pageLines)
    case .fixed: break
    }
  }

  private mutating func fail(
    _ error: DataSourceError, _ question: LogTail.Question, _ kind: LogsRequest.Kind,
    _ place: Int, _ around: LogsView.Surroundings
  ) {
    let now = around.now
    if error.isOfLineLimit {
      var skip: LogTail.Skip?
      if case .tail = kind {
        skip = legs[place].tail?.lower(below: question, saying: error.detail, at: now)
      } else {
        skip = legs[place].pages?.lower(below: question, saying: error.detail)
        legs[place].retry = legs[place].isRead ? nil : now
      }
      legs[place].isSlowedDown = true
      note(skip, place)
      return
    }
    if let limit = error.rangeLimit, shorten(question, to: limit, kind, place, at: now) { return }
    switch kind {
    case .tail:
      legs[place].tail?.fail(at: now, retryAfter: error.retryAfter)
      legs[place].failure = error
    case .older:
      legs[place].fail(error, at: now)
      (legs[place].olderRetry, legs[place].retry) = (legs[place].retry, nil)
    default:
      legs[place].fail(error, at: now)
      // Another try changes nothing of a query that was refused.
      if error.isRefusal { legs[place].retry = nil }
    }
  }

  /// Asks again for less of the time where the server gives no more of it at once.
  private mutating func shorten(
    _ question: LogTail.Question, to limit: Span, _ kind: LogsRequest.Kind, _ place: Int,
    at now: Instant
  ) -> Bool {
    if case .tail = kind {
      return legs[place].tail?.shorten(question, to: limit, at: now) ?? false
    }
    guard legs[place].pages?.shorten(question, to: limit) ?? false else { return false }
    legs[place].retry = legs[place].isRead ? nil : now
    return true
  }

  private mutating func note(_ skip: LogTail.Skip?, _ place: Int) {
    guard let skip else { return }
    legs[place].audit?.exclude(skip.moment)
    legs[place].skips.append(skip)
    legs[place].hasSkippedUnknown = true
  }

  private mutating func takeAudit(
    _ result: Result<LogsReply, DataSourceError>, _ request: LogsRequest, _ place: Int
  ) {
    guard legs.indices.contains(place),
      legs[place].awaited[request.id.kind]?.serial == request.id.serial
    else { return }
    legs[place].awaited[request.id.kind] = nil
    if case .success(.frames(let frames)) = result {
      legs[place].audit?.take(frames)
    } else {
      legs[place].audit?.fail()
    }
  }

  /// Lines that came late go where their times belong; what is not to be had is counted.
  private mutating func takeLate(
    _ result: Result<LogsReply, DataSourceError>, _ request: LogsRequest, _ place: Int,
    _ around: LogsView.Surroundings
  ) {
    guard legs.indices.contains(place), let awaited = legs[place].awaited[request.id.kind],
      awaited.serial == request.id.serial, let question = awaited.question
    else { return }
    legs[place].awaited[request.id.kind] = nil
    if case .failure(let error) = result, error.isOfLineLimit {
      let lost = legs[place].audit?.lower(below: question, saying: error.detail) ?? 0
      legs[place].skipped += lost
      return
    }
    guard case .success(.frames(let frames)) = result, let lines = frames.first?.lines,
      var audit = legs[place].audit
    else {
      legs[place].audit?.failReading()
      return
    }
    let here = buffer.lines(from: question.from, to: question.to)
    let (late, lost) = audit.take(lines, besides: here, to: question)
    legs[place].audit = audit
    legs[place].skipped += lost
    if !late.isEmpty { legs[place].tail?.noteLate(at: around.now) }
    add(late)
  }

  private mutating func takeVolume(_ result: Result<LogsReply, DataSourceError>) {
    guard var next = nextVolume else { return }
    switch result {
    // Lines at hand are counted for all queries.
    case .success where next.failure != nil: break
    case .success(.frames(let frames)): next.add(frames)
    case .success: break
    case .failure(let error):
      // What the server does not count is counted of the lines at hand.
      next.failure = error.detail
      next.count(buffer)
    }
    nextVolume = next
    next.keepPlaces(of: volume)
    volume = next
  }

  /// Lines that are missing: those that are known, and whether there are others.
  var skipped: (count: Int, isMore: Bool) {
    (legs.reduce(0) { $0 + $1.skipped }, legs.contains(where: \.hasSkippedUnknown))
  }

  /// Begins anew with other queries or another range.
  mutating func reload() {
    for place in legs.indices { legs[place] = LogLeg(query: legs[place].query) }
    buffer = LogBuffer()
    (cursor, top, newCount, isMemoryFull) = (nil, 0, 0, false)
    shown = nil
    filter()
    volume.isWanted = true
    (volume.cursor, volume.mark) = (nil, nil)
  }

  var isLoading: Bool { buffer.isEmpty && legs.contains { $0.failure == nil && !$0.isRead } }

  /// How far the newest lines are behind now, where that is worth a word.
  func delay(at now: Instant) -> Span? { legs.compactMap { $0.tail?.delay(at: now) }.max() }

  var failure: DataSourceError? { legs.lazy.compactMap(\.failure).first }
}

extension LogListing {
  /// Takes lines that are at hand as a first page.
  mutating func begin(
    leg place: Int, with lines: LogLines, answeredAt: Instant, _ around: LogsView.Surroundings
  ) {
    guard legs.indices.contains(place), !lines.isEmpty else { return }
    add(lines)
    legs[place].pages = LogPages(before: lines, from: around.range.from, pageLimit: Self.pageLines)
    legs[place].isRead = true
    legs[place].askedAt = answeredAt
    beginTail(place, after: lines, around)
  }
}
