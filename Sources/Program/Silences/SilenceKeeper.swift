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
  package internal(set) var phase = Phase.new
  /// The silence's id, as the server last named it.
  package internal(set) var id: String?
  package internal(set) var startsAt: Instant
  /// When the silence ends at the server, as far as is known.
  package internal(set) var endsAt: Instant?
  /// When it is to end.
  package internal(set) var wantedEnd: Instant
  package internal(set) var isUnwanted = false
  /// The last failure, for the screen; a later success clears it.
  package internal(set) var problem: String?
  /// No command before this.
  package internal(set) var retryAt: Instant?
  var failures = 0
  /// The server's own no to what was sent.
  var refusal: String?
  /// Searches since the last sending that found nothing.
  var misses = 0
  /// When the server last told of a change: a listing asked for earlier says nothing new.
  var changedAt: Instant?
  /// Silences of this marker beyond the one.
  var surplus: [String] = []

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
}

extension SilenceKeeper.Command {
  /// The name of the source that is asked.
  package var source: String {
    switch self {
    case .post(_, let source), .search(let source), .expire(_, let source): source
    }
  }
}
