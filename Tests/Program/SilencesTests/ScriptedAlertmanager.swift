import DataSources
import Matchers
import Silences
import Times

/// An Alertmanager in virtual time, with answers that can be lost before or after it acted.
struct ScriptedAlertmanager {
  enum Fault { case none, lostBefore, lostAfter, refused }

  private(set) var silences: [Silence] = []
  private(set) var posts = 0
  private var lastID = 0

  func active(at now: Instant) -> [Silence] {
    listed(at: now).filter { $0.state == .active }
  }

  func listed(at now: Instant) -> [Silence] {
    silences.map { silence in
      var silence = silence
      silence.state = (silence.endsAt ?? now) > now ? .active : .expired
      return silence
    }
  }

  mutating func expireByHand(_ id: String, at now: Instant) {
    for index in silences.indices where silences[index].id == id { silences[index].endsAt = now }
  }

  /// Makes a silence that another one sent.
  mutating func add(_ draft: SilenceDraft, at now: Instant) -> String {
    posts += 1
    if let id = draft.id, let place = silences.firstIndex(where: { $0.id == id }),
      silences[place].endsAt.map({ $0 > now }) ?? false
    {
      if silences[place].matchers == draft.matchers, silences[place].startsAt == draft.startsAt {
        silences[place].endsAt = draft.endsAt
        return id
      }
      silences[place].endsAt = now
    }
    lastID += 1
    silences.append(
      Silence(
        id: "id\(lastID)", matchers: draft.matchers, startsAt: max(now, draft.startsAt),
        endsAt: draft.endsAt, createdBy: draft.createdBy, comment: draft.comment, state: .active))
    return "id\(lastID)"
  }

  private let lost = DataSourceError(.timedOut, source: "am", detail: "no answer")
  private let no = DataSourceError(.rejected, source: "am", detail: "no")

  /// Performs what a keeper asks and tells it the outcome.
  mutating func perform(
    _ command: SilenceKeeper.Command, fault: Fault, for keeper: inout SilenceKeeper,
    at now: Instant
  ) {
    switch command {
    case .post(let draft, _):
      if fault == .refused { return keeper.posted(.failure(no), at: now) }
      guard fault != .lostBefore else { return keeper.posted(.failure(lost), at: now) }
      let id = add(draft, at: now)
      keeper.posted(fault == .lostAfter ? .failure(lost) : .success(id), at: now)
    case .search:
      keeper.found(
        fault == .none ? .success(listed(at: now)) : .failure(lost), askedAt: now, at: now)
    case .expire(let id, _):
      if fault == .refused { return keeper.expired(.failure(no), at: now) }
      guard fault != .lostBefore else { return keeper.expired(.failure(lost), at: now) }
      expireByHand(id, at: now)
      keeper.expired(fault == .lostAfter ? .failure(lost) : .success(()), at: now)
    }
  }
}
