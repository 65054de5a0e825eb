import Configuration
package import DataSources
import Frames
import Matchers
import Silences
import Times

extension AlertDesk {
  func entry(
    of keeper: SilenceKeeper, _ deed: AuditEntry.Deed, _ outcome: AuditEntry.Outcome,
    at now: Instant
  ) -> AuditEntry {
    AuditEntry(
      at: now, author: surroundings.author.description, host: surroundings.author.host,
      context: surroundings.context, sources: keeper.realm.sources, deed: deed,
      matchers: keeper.matchers, comment: keeper.comment, marker: keeper.marker,
      silenceID: keeper.id, endsAt: keeper.endsAt, outcome: outcome)
  }

  /// Of a local one.
  func entry(
    of acknowledgement: Acknowledgement, _ outcome: AuditEntry.Outcome, at now: Instant
  ) -> AuditEntry {
    AuditEntry(
      at: now, author: surroundings.author.description, host: surroundings.author.host,
      context: surroundings.context, sources: [],
      deed: acknowledgement.isOver
        ? (acknowledgement.isTakenBack ? .takeBack : .expire) : .acknowledge,
      matchers: MatcherSet(exactly: acknowledgement.labels), comment: acknowledgement.comment,
      marker: acknowledgement.marker, endsAt: acknowledgement.endsAt, outcome: outcome)
  }

  /// Writes down, once each, what has come of what was asked.
  mutating func tellOutcomes(
    of labels: [Labels], _ ids: [String], at now: Instant
  ) -> [AlertEffect] {
    var lines: [String] = []
    var effects: [AlertEffect] = []
    for labels in labels {
      guard let acknowledgement = acknowledgements[labels] else { continue }
      let lineCount = lines.count
      if acknowledgement.isLocal {
        let sign = "\(acknowledgement.endsAt?.milliseconds ?? 0)"
        if told.updateValue(sign, forKey: acknowledgement.id) != sign {
          lines.append(entry(of: acknowledgement, .done, at: now).line)
        }
      }
      for (index, keeper) in acknowledgement.keepers.enumerated() where keeper.isSettled {
        let sign = Self.sign(of: keeper)
        let place = "\(acknowledgement.id) \(index)"
        let before = told.updateValue(sign, forKey: place)
        guard before != sign else { continue }
        let deed: AuditEntry.Deed =
          switch keeper.phase {
          case .done: acknowledgement.isTakenBack ? .takeBack : .expire
          default: before == nil ? .acknowledge : .extend
          }
        lines.append(entry(of: keeper, deed, outcome(of: keeper), at: now).line)
        if case .failed(let reason) = keeper.phase { effects.append(.say("not held: \(reason)")) }
      }
      if lines.count > lineCount { untold.append(change(of: acknowledgement)) }
      forgetIfOver(acknowledgement)
    }
    for id in ids {
      guard let errand = errands[id], errand.keeper.isSettled else { continue }
      lines.append(entry(of: errand.keeper, errand.deed, outcome(of: errand.keeper), at: now).line)
      if case .failed(let reason) = errand.keeper.phase {
        effects.append(.say("the server refused: \(reason)"))
      }
      errands[id] = nil
    }
    return effects + (lines.isEmpty ? [] : [.audit(lines, batch: nil)])
  }

  static func sign(of keeper: SilenceKeeper) -> String {
    "\(keeper.phase) \(keeper.id ?? "") \(keeper.endsAt?.milliseconds ?? 0)"
  }

  /// Tells the other hunes what has changed, many changes at once: each telling writes their file.
  mutating func tellNotes() -> [AlertEffect] {
    guard !untold.isEmpty else { return [] }
    defer { untold = [] }
    return [.note(untold)]
  }

  private func outcome(of keeper: SilenceKeeper) -> AuditEntry.Outcome {
    if case .failed(let reason) = keeper.phase { .failed(reason) } else { .done }
  }

  private func change(of acknowledgement: Acknowledgement) -> AlertNote.Change {
    guard !acknowledgement.isOver, let endsAt = acknowledgement.endsAt else {
      return .remove(acknowledgement.id)
    }
    return .put(
      AlertNote(
        uuid: acknowledgement.id, labels: acknowledgement.labels, context: surroundings.context,
        author: acknowledgement.author, comment: acknowledgement.comment, endsAt: endsAt,
        isLocal: acknowledgement.isLocal, owner: surroundings.owner))
  }

  /// Those that have ended well are no longer of interest; failed ones stay until taken back.
  private mutating func forgetIfOver(_ acknowledgement: Acknowledgement) {
    guard acknowledgement.isOver else { return }
    let failed = acknowledgement.keepers.contains {
      if case .failed = $0.phase { true } else { false }
    }
    if !failed || acknowledgement.isTakenBack { forget(acknowledgement) }
  }

  /// The disaster-recovery tests that run or will, the earliest first.
  package var recoveryTests: [Silence] {
    RecoveryTest.silences(among: Array(silences.values))
      .sorted { ($0.startsAt ?? $0.endsAt, $0.id) < ($1.startsAt ?? $1.endsAt, $1.id) }
  }

  /// Begins the tests whose time by the configuration has come, unless one runs already.
  mutating func openWindows(at now: Instant) -> [AlertEffect] {
    guard !surroundings.isReadOnly, !realms.isEmpty, hasAnswered else { return [] }
    let due = surroundings.windows.first { window in
      (window.context ?? surroundings.context) == surroundings.context && window.from <= now
        && now < window.to
    }
    guard let due, !recoveryTests.contains(where: { $0.state == .active }),
      !openedWindows.contains(due)
    else { return [] }
    openedWindows.insert(due)
    return silence(
      RecoveryTest.matchers, for: due.to - now, comment: due.comment, deed: .startDR, at: now)
  }
}

private func < (left: (Instant?, String), right: (Instant?, String)) -> Bool {
  let (a, b) = (left.0?.nanoseconds ?? 0, right.0?.nanoseconds ?? 0)
  return (a, left.1) < (b, right.1)
}
