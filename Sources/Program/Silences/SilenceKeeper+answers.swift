package import DataSources
package import Times

// What becomes of a silence by the answers.
extension SilenceKeeper {
  /// Takes the outcome of a command that was asked at a moment.
  package mutating func take(_ outcome: Outcome, askedAt: Instant, at now: Instant) {
    switch outcome {
    case .posted(let result): posted(result, at: now)
    case .found(let result): found(result, askedAt: askedAt, at: now)
    case .expired(let result): expired(result, at: now)
    }
  }

  /// Takes the answer to a silence that was sent.
  package mutating func posted(_ result: Result<String, DataSourceError>, at now: Instant) {
    guard phase == .posting else { return }
    misses = 0
    switch result {
    case .success(let id):
      if self.id == nil { startsAt = now }
      succeed()
      self.id = id
      endsAt = wantedEnd
      refusal = nil
      changedAt = now
      phase = .held
    case .failure(let error):
      refusal = error.isOfServersOwn ? error.detail : nil
      phase = .unsure
      fail(error, at: now)
    }
  }

  /// Takes the answer to the end of a silence.
  package mutating func expired(_ result: Result<Void, DataSourceError>, at now: Instant) {
    guard case .expiring(let expired) = phase else { return }
    switch result {
    case .success:
      succeed()
      changedAt = now
      // One that was surplus leaves the one that is meant.
      phase = expired == id ? .done(.here) : .held
    case .failure(let error):
      phase = .unsure
      fail(error, at: now)
    }
  }

  /// Takes the silences that a search found, or any other listing of one of the Alertmanagers.
  package mutating func found(
    _ result: Result<[Silence], DataSourceError>, askedAt: Instant, at now: Instant
  ) {
    if phase == .held, let changedAt, askedAt < changedAt { return }
    switch (result, phase) {
    case (.failure(let error), .searching):
      phase = .unsure
      fail(error, at: now)
    case (.success(let silences), .searching), (.success(let silences), .held):
      take(
        silences.filter { $0.id == id || SilenceMarker.split($0.comment).marker == marker },
        at: now)
    default: break
    }
  }

  private mutating func take(_ ours: [Silence], at now: Instant) {
    let there = ours.filter { $0.state != .expired }
      .sorted { ($0.endsAt ?? now, $0.id) > ($1.endsAt ?? now, $1.id) }
    if let first = there.first {
      // A listing may be older than the answer that told of a change.
      if phase == .held, let id, first.id != id, !ours.contains(where: { $0.id == id }) { return }
      adopt(first)
      surplus = there.dropFirst().map(\.id)
      return
    }
    if phase == .held {
      // The same holds for one that is not in the listing at all.
      guard let own = ours.first(where: { $0.id == id }) else { return }
      lapse(own, at: now)
    } else if isUnwanted {
      misses += 1
      if id != nil || refusal != nil || misses > 1 { phase = .done(.here) } else { lookAgain(now) }
    } else if let known = ours.first(where: { $0.id == id }) {
      lapse(known, at: now)
    } else if let refusal {
      phase = .failed(refusal)
    } else {
      misses += 1
      if misses > 1 { remake() } else { lookAgain(now) }
    }
  }

  private mutating func adopt(_ silence: Silence) {
    succeed()
    id = silence.id
    startsAt = silence.startsAt ?? startsAt
    endsAt = silence.endsAt ?? endsAt
    refusal = nil
    phase = .held
  }

  /// One that has ended: by itself, it is made again when it is wanted for longer; by somebody, it
  /// stays ended.
  private mutating func lapse(_ silence: Silence, at now: Instant) {
    if isUnwanted {
      phase = .done(.here)
    } else if let endsAt, let ended = silence.endsAt, endsAt - ended > .seconds(2) {
      phase = .done(.elsewhere)
    } else if wantedEnd > now {
      remake()
    } else {
      phase = .done(.here)
    }
  }

  private mutating func remake() {
    id = nil
    endsAt = nil
    misses = 0
    phase = .new
    if isUnwanted { phase = .done(.here) }
  }

  /// What was sent may still be on its way: one look is not enough.
  private mutating func lookAgain(_ now: Instant) {
    phase = .unsure
    retryAt = now + .seconds(1)
  }

  private mutating func succeed() {
    failures = 0
    retryAt = nil
    problem = nil
  }

  private mutating func fail(_ error: DataSourceError, at now: Instant) {
    problem = error.description
    retryAt = now + .seconds(Double(min(30, 1 << min(failures, 5))))
    failures += 1
  }
}

extension DataSourceError {
  /// Whether the server has answered, and said no: another try would hear the same. An answer that
  /// can't be read is none: a server that dies may close the connection without a word.
  fileprivate var isOfServersOwn: Bool {
    switch code {
    case .rejected: retryAfter == nil
    case .unauthorised: true
    case .malformedResponse, .unreachable, .timedOut, .tooLarge, .cancelled, .noSource, .failed:
      false
    }
  }
}
