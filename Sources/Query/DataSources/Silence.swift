package import Matchers
package import Times

/// What holds alerts back at an Alertmanager.
package struct Silence: Hashable, Sendable, Identifiable {
  package enum State: String, Hashable, Sendable {
    case active, pending, expired
  }

  package var id: String
  package var matchers: MatcherSet
  /// A matcher that hune can't read, in the server's form; the others stand in `matchers`.
  package var unreadable: String?
  package var startsAt: Instant?
  package var endsAt: Instant?
  package var updatedAt: Instant?
  package var createdBy: String
  package var comment: String
  package var state: State

  package init(
    id: String, matchers: MatcherSet, startsAt: Instant?, endsAt: Instant?,
    updatedAt: Instant? = nil, createdBy: String, comment: String, state: State
  ) {
    self.id = id
    self.matchers = matchers
    self.startsAt = startsAt
    self.endsAt = endsAt
    self.updatedAt = updatedAt
    self.createdBy = createdBy
    self.comment = comment
    self.state = state
  }
}

/// A silence as it is sent: a new one, or with an id a change of one that is there.
package struct SilenceDraft: Hashable, Sendable {
  package var id: String?
  package var matchers: MatcherSet
  package var startsAt: Instant
  package var endsAt: Instant
  package var createdBy: String
  package var comment: String

  package init(
    id: String? = nil, matchers: MatcherSet, startsAt: Instant, endsAt: Instant,
    createdBy: String, comment: String
  ) {
    self.id = id
    self.matchers = matchers
    self.startsAt = startsAt
    self.endsAt = endsAt
    self.createdBy = createdBy
    self.comment = comment
  }
}
