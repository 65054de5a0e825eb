import Alerts
import DataSources
import Frames
import Silences
import Times

// Acknowledgements of a hune that has ended: another of the same user on the same machine goes on
// with them.
extension AlertDesk {
  /// Asks for those that nobody keeps, and keeps those that it was given.
  mutating func adopt(at now: Instant) -> [AlertEffect] {
    guard !surroundings.isReadOnly, !surroundings.owner.isEmpty else { return [] }
    var claims: [AlertNote.Change] = []
    var granted: [AlertNote] = []
    for note in notesByLabels.values where note.endsAt > now && acknowledgements[note.labels] == nil
    {
      if note.owner == surroundings.owner {
        if claimed.contains(note.uuid) { granted.append(note) }
      } else if !note.isKept, claimed.insert(note.uuid).inserted {
        // Whoever changes the file first is the one who keeps it: there is one claim that counts.
        claims.append(.claim(note.uuid, from: note.owner, by: surroundings.owner))
      }
    }
    if !granted.isEmpty { take(over: granted, at: now) }
    return claims.isEmpty ? [] : [.note(claims)]
  }

  private mutating func take(over notes: [AlertNote], at now: Instant) {
    let places = Self.places(of: alerts) { $0.state != .resolved }
    var marked: [SilenceMarker: [Silence]] = [:]
    for silence in silences.values where silence.state != .expired {
      guard let marker = SilenceMarker.split(silence.comment).marker else { continue }
      marked[marker, default: []].append(silence)
    }
    for note in notes {
      let alert = places[note.labels].map { alerts[$0] }
      let own = marked[SilenceMarker(uuid: note.uuid)] ?? []
      guard let acknowledgement = acknowledgement(of: note, alert, own, at: now) else { continue }
      claimed.remove(note.uuid)
      keep(acknowledgement)
    }
    generation += 1
    workDeadline = acknowledgements.values.compactMap(\.deadline).min()
  }

  /// A note's acknowledgement with the silences that the servers have of it; `nil` while none has.
  private mutating func acknowledgement(
    of note: AlertNote, _ alert: Alert?, _ silences: [Silence], at now: Instant
  ) -> Acknowledgement? {
    let marker = SilenceMarker(uuid: note.uuid)
    if note.isLocal {
      return Acknowledgement(
        of: note.labels, marker: marker, author: note.author, comment: note.comment,
        isLocalUntil: note.endsAt, sources: alert?.sightings.map(\.source) ?? [],
        settings: surroundings.settings, at: now)
    }
    let keepers = realms.compactMap { realm -> SilenceKeeper? in
      silences.first { silence in
        !Set(silenceSources[silence.id] ?? []).isDisjoint(with: realm.sources)
      }
      .map { SilenceKeeper(of: $0, realm: realm, marker: marker, at: now) }
    }
    guard !keepers.isEmpty else { return nil }
    let acknowledgement = Acknowledgement(
      of: note.labels, marker: marker, author: note.author, comment: note.comment,
      keepers: keepers, isThere: alert != nil, settings: surroundings.settings, at: now)
    // What has come of them was written down by the one who made them.
    for (index, keeper) in keepers.enumerated() {
      told["\(acknowledgement.id) \(index)"] = Self.sign(of: keeper)
    }
    return acknowledgement
  }
}
