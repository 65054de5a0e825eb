package import Configuration
package import DataSources
package import Frames
import Matchers
package import Times

/// An operator's word that an alert is looked after: silences on exactly its labels, kept for as
/// long as it fires. Where no Alertmanager knows the alert, it is a note of hune's own.
package struct Acknowledgement: Hashable, Sendable, Identifiable {
  /// What holds it.
  package enum Kind: Hashable, Sendable {
    case silences([SilenceKeeper])
    case local(end: Instant, isOver: Bool)
  }

  /// Whether a source has the alert.
  private enum Presence: Hashable, Sendable {
    case unknown
    case there
    case gone(since: Instant)
  }

  package let marker: SilenceMarker
  package let labels: Labels
  package let author: String
  package let comment: String
  package let createdAt: Instant
  package let settings: AcknowledgementSettings
  package private(set) var kind: Kind
  package private(set) var isTakenBack = false
  /// By the names of the sources that know the alert.
  private var presence: [String: Presence]

  package var id: String { marker.uuid }

  /// An acknowledgement at realms of Alertmanagers, or a local one where there are none.
  /// `sources` are those whose answers tell whether the alert is still there.
  package init(
    of labels: Labels, marker: SilenceMarker, author: String, comment: String,
    realms: [SilenceRealm], sources: [String], settings: AcknowledgementSettings, at now: Instant
  ) {
    self.labels = labels
    self.marker = marker
    self.author = author
    self.comment = comment
    self.settings = settings
    createdAt = now
    let end = now + settings.length
    presence = Dictionary(sources.map { ($0, Presence.there) }, uniquingKeysWith: { $1 })
    kind =
      realms.isEmpty
      ? .local(end: end, isOver: false)
      : .silences(
        realms.map { realm in
          SilenceKeeper(
            marker: marker, matchers: MatcherSet(exactly: labels), createdBy: author,
            comment: comment, realm: realm, from: now, to: end)
        })
  }

  /// One that another hune has made, with the silences that are there of it.
  package init(
    of labels: Labels, marker: SilenceMarker, author: String, comment: String,
    keepers: [SilenceKeeper], isThere: Bool, settings: AcknowledgementSettings, at now: Instant
  ) {
    self.labels = labels
    self.marker = marker
    self.author = author
    self.comment = comment
    self.settings = settings
    createdAt = now
    kind = .silences(keepers)
    presence = Dictionary(
      keepers.flatMap(\.realm.sources).map { ($0, isThere ? .there : .unknown) },
      uniquingKeysWith: { $1 })
  }

  /// A local one that another hune has made.
  package init(
    of labels: Labels, marker: SilenceMarker, author: String, comment: String,
    isLocalUntil end: Instant, sources: [String], settings: AcknowledgementSettings, at now: Instant
  ) {
    self.init(
      of: labels, marker: marker, author: author, comment: comment, realms: [], sources: sources,
      settings: settings, at: now)
    kind = .local(end: end, isOver: false)
  }

  package var keepers: [SilenceKeeper] {
    if case .silences(let keepers) = kind { keepers } else { [] }
  }

  package var isLocal: Bool { if case .local = kind { true } else { false } }

  package var isOver: Bool {
    switch kind {
    case .silences(let keepers): keepers.allSatisfy(\.isOver)
    case .local(_, let isOver): isOver
    }
  }

  /// When it ends unless it is extended.
  package var endsAt: Instant? {
    switch kind {
    case .silences(let keepers): keepers.filter { !$0.isOver }.compactMap(\.endsAt).min()
    case .local(let end, let isOver): isOver ? nil : end
    }
  }

  /// What went wrong last.
  package var problem: String? {
    keepers.compactMap { keeper in
      if case .failed(let reason) = keeper.phase { reason } else { keeper.problem }
    }.first
  }

  /// Whether some source has the alert, as far as is known.
  package var isFiring: Bool { presence.values.contains(.there) }

  /// Since when no source has it, every one having answered all the time since.
  package var goneSince: Instant? {
    var latest: Instant?
    for state in presence.values {
      guard case .gone(let since) = state else { return nil }
      latest = max(latest ?? since, since)
    }
    return latest
  }

  /// Takes what a source says: whether it has the alert, `nil` where it did not answer.
  package mutating func saw(_ isThere: Bool?, at source: String, at now: Instant) {
    guard let before = presence[source] else { return }
    switch (isThere, before) {
    case (nil, .gone): presence[source] = .unknown
    case (true?, _): presence[source] = .there
    case (false?, .gone): break
    case (false?, _): presence[source] = .gone(since: now)
    case (nil, _): break
    }
  }

  /// Takes it back.
  package mutating func takeBack() {
    isTakenBack = true
    end()
  }

  private mutating func end() {
    switch kind {
    case .silences(var keepers):
      for index in keepers.indices { keepers[index].end() }
      kind = .silences(keepers)
    case .local(let end, _): kind = .local(end: end, isOver: true)
    }
  }

  /// Extends it, expires it or lets it run out, by what is known at this moment.
  package mutating func keep(at now: Instant) {
    guard !isOver, !isTakenBack else { return }
    if settings.isExpired, let goneSince, now - goneSince >= settings.grace {
      end()
      return
    }
    switch kind {
    case .silences(var keepers):
      for index in keepers.indices where isDue(keepers[index].endsAt, now) {
        keepers[index].extend(to: now + settings.length)
      }
      kind = .silences(keepers)
    case .local(let end, _):
      if isDue(end, now) {
        kind = .local(end: now + settings.length, isOver: false)
      } else if end <= now {
        kind = .local(end: end, isOver: true)
      }
    }
  }

  private func isDue(_ end: Instant?, _ now: Instant) -> Bool {
    guard settings.isExtended, isFiring, let end else { return false }
    return end - now <= settings.margin
  }

  /// When `keep` may have something to do, or a keeper has.
  package var deadline: Instant? {
    guard !isOver else { return nil }
    var deadlines = keepers.filter { !$0.isOver }.compactMap(\.retryAt)
    if settings.isExtended, isFiring, let endsAt { deadlines.append(endsAt - settings.margin) }
    if settings.isExpired, let goneSince { deadlines.append(goneSince + settings.grace) }
    if case .local(let end, _) = kind { deadlines.append(end) }
    return deadlines.min()
  }

  /// Whether it ends soon and nothing will extend it.
  package func endsSoon(at now: Instant) -> Bool {
    guard !isOver, let endsAt, endsAt > now, endsAt - now <= settings.margin else { return false }
    return !(settings.isExtended && isFiring)
  }

  /// The questions that are due, each with the place of its keeper.
  package mutating func commands(at now: Instant) -> [(keeper: Int, SilenceKeeper.Command)] {
    guard case .silences(var keepers) = kind else { return [] }
    var commands: [(keeper: Int, SilenceKeeper.Command)] = []
    for index in keepers.indices {
      if let command = keepers[index].next(at: now) { commands.append((index, command)) }
    }
    kind = .silences(keepers)
    return commands
  }

  /// Changes a keeper with an answer to it.
  package mutating func change(keeper index: Int, _ body: (inout SilenceKeeper) -> Void) {
    guard case .silences(var keepers) = kind, keepers.indices.contains(index) else { return }
    body(&keepers[index])
    kind = .silences(keepers)
  }

  /// Takes the silences that a source lists.
  package mutating func found(
    _ silences: [Silence], at source: String, askedAt: Instant, at now: Instant
  ) {
    for index in keepers.indices where keepers[index].realm.sources.contains(source) {
      guard keepers[index].phase == .held else { continue }
      change(keeper: index) { $0.found(.success(silences), askedAt: askedAt, at: now) }
    }
  }
}
