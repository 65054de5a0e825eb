package import DataSources
package import Matchers
package import Times

/// Sees to it that exactly one silence is there, and later that none is, whatever happens to
/// questions and answers on the way.
///
/// It asks for one thing at a time: `next` names it, and one of the functions that take an outcome
/// follows.
package struct SilenceKeeper: Hashable, Sendable {
  package enum Phase: Hashable, Sendable {
    /// Nothing was sent.
    case new
    /// An answer to a silence that was sent is awaited.
    case posting
    /// The answer was lost, or told of a failure: what is there must be looked for.
    case unsure
    case searching
    /// The silence is there.
    case held
    case expiring(String)
    case done(Ending)
    /// It could not be made, and why.
    case failed(String)
  }

  package enum Ending: Hashable, Sendable {
    /// It was asked for here.
    case here
    /// Somebody else expired it.
    case elsewhere
  }

  /// What is to be asked of an Alertmanager.
  package enum Command: Hashable, Sendable {
    case post(SilenceDraft, to: String)
    case search(at: String)
    case expire(String, at: String)
  }

  /// What came of a command.
  package enum Outcome: Sendable {
    case posted(Result<String, DataSourceError>)
    case found(Result<[Silence], DataSourceError>)
    case expired(Result<Void, DataSourceError>)
  }

  package let marker: SilenceMarker
  package let matchers: MatcherSet
  package let createdBy: String
  /// Without the marker.
  package let comment: String
  package let realm: SilenceRealm
  package private(set) var phase = Phase.new
  /// The silence's id, as the server last named it.
  package private(set) var id: String?
  package private(set) var startsAt: Instant
  /// When the silence ends at the server, as far as is known.
  package private(set) var endsAt: Instant?
  /// When it is to end.
  package private(set) var wantedEnd: Instant
  package private(set) var isUnwanted = false
  /// The last failure, for the screen; a later success clears it.
  package private(set) var problem: String?
  /// No command before this.
  package private(set) var retryAt: Instant?
  private var failures = 0
  /// The server's own no to what was sent.
  private var refusal: String?
  /// Searches since the last sending that found nothing.
  private var misses = 0
  /// When the server last told of a change: a listing asked for earlier says nothing new.
  private var changedAt: Instant?
  /// Silences of this marker beyond the one.
  private var surplus: [String] = []

  package init(
    marker: SilenceMarker, matchers: MatcherSet, createdBy: String, comment: String,
    realm: SilenceRealm, from start: Instant, to end: Instant
  ) {
    precondition(!realm.sources.isEmpty, "a silence needs an Alertmanager")
    self.marker = marker
    self.matchers = matchers
    self.createdBy = createdBy
    self.comment = comment
    self.realm = realm
    startsAt = start
    wantedEnd = end
  }

  /// A keeper of a silence that is there already.
  package init(of silence: Silence, realm: SilenceRealm, marker: SilenceMarker, at now: Instant) {
    self.init(
      marker: SilenceMarker.split(silence.comment).marker ?? marker, matchers: silence.matchers,
      createdBy: silence.createdBy, comment: SilenceMarker.split(silence.comment).text,
      realm: realm, from: silence.startsAt ?? now, to: silence.endsAt ?? now)
    id = silence.id
    endsAt = silence.endsAt
    phase = silence.state == .expired ? .done(.elsewhere) : .held
  }

  /// The silence is there as it is wanted, or will not be: nothing is left to do.
  package var isSettled: Bool {
    guard phase == .held else { return isOver }
    let end = endsAt ?? wantedEnd
    return !isUnwanted && surplus.isEmpty && !(wantedEnd - end > .seconds(1))
  }

  package var isOver: Bool {
    switch phase {
    case .done, .failed: true
    default: false
    }
  }

  /// The silence is to last until then.
  package mutating func extend(to end: Instant) {
    if end > wantedEnd { wantedEnd = end }
  }

  /// The silence is to go.
  package mutating func end() {
    isUnwanted = true
    if phase == .new { phase = .done(.here) }
    if case .failed = phase { phase = .done(.here) }
  }

  /// Tries again what failed.
  package mutating func tryAgain() {
    guard case .failed = phase else { return }
    (phase, refusal, misses, retryAt, failures) = (.unsure, nil, 0, nil, 0)
  }

  /// The next question, if one is due. It counts as asked.
  package mutating func next(at now: Instant) -> Command? {
    if let retryAt, now < retryAt { return nil }
    let source = realm.sources[failures % realm.sources.count]
    switch phase {
    case .new:
      phase = .posting
      return .post(draft(at: now, id: nil), to: source)
    case .unsure:
      phase = .searching
      return .search(at: source)
    case .held:
      if let extra = surplus.popLast() {
        phase = .expiring(extra)
        return .expire(extra, at: source)
      }
      guard let id else { return nil }
      if isUnwanted {
        phase = .expiring(id)
        return .expire(id, at: source)
      }
      guard let endsAt, wantedEnd - endsAt > .seconds(1) else { return nil }
      phase = .posting
      return .post(draft(at: now, id: id), to: source)
    case .posting, .searching, .expiring, .done, .failed:
      return nil
    }
  }

  private func draft(at now: Instant, id: String?) -> SilenceDraft {
    // A silence that is changed keeps its start, or the server makes another one of it.
    SilenceDraft(
      id: id, matchers: matchers, startsAt: id == nil ? now : startsAt, endsAt: wantedEnd,
      createdBy: createdBy, comment: marker.marked(comment))
  }

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
  /// Whether the server has answered, and said no: another try would hear the same.
  fileprivate var isOfServersOwn: Bool {
    switch code {
    case .rejected: retryAfter == nil
    case .unauthorised, .malformedResponse: true
    case .unreachable, .timedOut, .tooLarge, .cancelled, .noSource: false
    }
  }
}

extension SilenceKeeper.Command {
  /// The name of the source that is asked.
  package var source: String {
    switch self {
    case .post(_, let source), .search(let source), .expire(_, let source): source
    }
  }
}
