import DataSources
import HTTP
import Times

extension State {
  /// Takes the answer of a fetch; one of an older refresh changes nothing.
  mutating func apply(_ result: Result<Answer, DataSourceError>, to id: Fetch.ID) -> [Effect] {
    let place = id.place
    guard views.indices.contains(place.view),
      var target = views[place.view].panels[place.panel]?.targets[place],
      target.awaited == id.refresh
    else { return [] }
    target.awaited = nil
    var effects: [Effect] = []
    switch result {
    case .success(let answer):
      if place.view == current { frozen?.newer.insert(id.refresh) }
      target.frames = answer.frames
      target.notices = answer.notices
      target.transfer = answer.transfer
      target.answeredAt = now
      target.tail = nil
      target.failure = nil
      target.failingSince = nil
      effects = sourceAnswered(target.source, refresh: id.refresh)
    case .failure(let error):
      target.failure = error
      target.failingSince = target.failingSince ?? now
      effects = sourceFailed(target.source, error, refresh: id.refresh)
    }
    views[place.view].panels[place.panel]?.targets[place] = target
    views[place.view].panels[place.panel]?.range = target.range
    if target.frames.contains(where: { $0.rowCount > 0 }) {
      views[place.view].panels[place.panel]?.inquiry = nil
    }
    if place.view == current { rememberScales(of: place.panel, refresh: id.refresh) }
    return effects
  }

  mutating func apply(
    _ result: Result<String, DataSourceError>, toProbeOf source: String
  ) -> [Effect] {
    switch result {
    case .success: sourceAnswered(source, refresh: refreshes)
    case .failure(let error): sourceFailed(source, error, refresh: refreshes)
    }
  }

  private mutating func sourceAnswered(_ name: String, refresh: Int) -> [Effect] {
    guard var source = health[name] else { return [] }
    let wasDown = source.isDown
    answeredAt = now
    source.answeredAt = now
    source.answeredRefresh = max(source.answeredRefresh, refresh)
    source.standing = .up
    source.backoff.succeeded()
    source.nextTry = nil
    health[name] = source
    return wasDown ? [.log(.info, "\(name) answers again")] : []
  }

  /// A failure of the source itself, not of one query, makes it rest until its next try. A source
  /// that answered anything in the same refresh is not down.
  mutating func sourceFailed(
    _ name: String, _ error: DataSourceError, refresh: Int
  ) -> [Effect] {
    guard var source = health[name] else { return [] }
    guard error.isOfSource, source.answeredRefresh < refresh else {
      return error.code == .cancelled ? [] : [.log(.warning, "\(error)")]
    }
    // The queries of one refresh fail together: they count once.
    guard source.failedRefresh < refresh else { return [] }
    let wasDown = source.isDown
    source.failedRefresh = refresh
    source.standing = .down(error.detail)
    source.nextTry = nextTry(of: &source, after: error).map { now + $0 }
    health[name] = source
    return wasDown ? [] : [.log(.warning, "\(error)")]
  }

  /// After how long a failing source is asked again: what the server asks for, else 1 s at first
  /// and up to a minute, but no later than two refreshes. Wrong credentials are not tried again
  /// before the next refresh.
  private mutating func nextTry(
    of source: inout SourceHealth, after error: DataSourceError
  ) -> Span? {
    if let asked = error.retryAfter { return .seconds(min(max(asked, 1), 3600)) }
    guard error.code != .unauthorised else { return nil }
    let delay = source.backoff.failed(random: Double.random(in: 0..<1, using: &random))
    return .seconds(min(delay, max(1, settings.refresh.seconds * 2)))
  }
}
