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
      target.frames = answer.frames
      target.notices = answer.notices
      target.answeredAt = now
      target.failure = nil
      target.failingSince = nil
      answeredAt = now
      effects = sourceAnswered(target.source)
    case .failure(let error):
      target.failure = error
      target.failingSince = target.failingSince ?? now
      effects = sourceFailed(target.source, error, refresh: id.refresh)
    }
    views[place.view].panels[place.panel]?.targets[place] = target
    views[place.view].panels[place.panel]?.range = range
    return effects
  }

  mutating func apply(
    _ result: Result<String, DataSourceError>, toProbeOf source: String
  ) -> [Effect] {
    switch result {
    case .success: sourceAnswered(source)
    case .failure(let error): sourceFailed(source, error, refresh: refreshes)
    }
  }

  mutating func sourceAnswered(_ name: String) -> [Effect] {
    guard var source = health[name] else { return [] }
    defer { health[name] = source }
    source.answeredAt = now
    let wasDown = source.isDown
    source.standing = .up
    source.failures = 0
    source.nextTry = nil
    return wasDown ? [.log(.info, "\(name) answers again")] : []
  }

  /// A failure of the source itself, not of one query, makes it rest until the next try.
  private mutating func sourceFailed(
    _ name: String, _ error: DataSourceError, refresh: Int
  ) -> [Effect] {
    guard var source = health[name] else { return [] }
    defer { health[name] = source }
    guard error.isOfSource else {
      source.standing = .up
      source.answeredAt = now
      return [.log(.warning, "\(name): \(error.detail)")]
    }
    // The queries of one refresh fail together: they count once.
    guard source.failedRefresh != refresh else { return [] }
    let wasDown = source.isDown
    source.failedRefresh = refresh
    source.standing = .down(error.detail)
    source.failures += 1
    source.nextTry = now + nextTryDelay(after: source.failures, error)
    return wasDown ? [] : [.log(.warning, "\(name) fails: \(error.detail)")]
  }

  /// 1 s at first, doubled at each failure, jittered, at most two refreshes or 60 s; what the
  /// server asks for goes before.
  private mutating func nextTryDelay(after failures: Int, _ error: DataSourceError) -> Span {
    if let asked = error.retryAfterSeconds { return .seconds(min(max(asked, 1), 3600)) }
    let limit = min(60, max(1, settings.refresh.seconds * 2))
    return .seconds(
      Backoff(limitSeconds: limit).seconds(
        afterFailures: failures, random: Double.random(in: 0..<1, using: &random)))
  }
}
