package import Alerts
package import DataSources
import Frames
package import Matchers
package import Silences
package import Times

extension AlertDesk {
  /// Acknowledges alerts: what each Alertmanager that knows one will be asked waits for the audit.
  package mutating func acknowledge(
    _ alerts: [Alert], comment: String, at now: Instant
  ) -> [AlertEffect] {
    var batch = Batch()
    for alert in alerts {
      if let own = acknowledgement(of: alert), !own.isOver { continue }
      let holders = alert.atAlertmanagers.map(\.source)
      let places = realms.filter { !Set($0.sources).isDisjoint(with: holders) }
      // A silence pins what an Alertmanager has. What none has is noted here alone.
      batch.acknowledgements.append(
        Acknowledgement(
          of: alert.labels, marker: newMarker(), author: surroundings.author.description,
          comment: comment, realms: places,
          sources: places.isEmpty ? alert.sightings.map(\.source) : holders,
          settings: surroundings.settings, at: now))
    }
    return submit(batch, at: now)
  }

  /// Makes a silence at every realm.
  package mutating func silence(
    _ matchers: MatcherSet, for length: Span, comment: String, deed: AuditEntry.Deed = .silence,
    at now: Instant
  ) -> [AlertEffect] {
    var batch = Batch()
    for realm in realms {
      batch.errands.append(
        Errand(
          keeper: SilenceKeeper(
            marker: newMarker(), matchers: matchers, createdBy: surroundings.author.description,
            comment: comment, realm: realm, from: now, to: now + length), deed: deed))
    }
    return submit(batch, at: now)
  }

  /// Ends silences, or prolongs them to a moment.
  package mutating func change(
    _ silences: [Silence], until end: Instant?, deed: AuditEntry.Deed, at now: Instant
  ) -> [AlertEffect] {
    var batch = Batch()
    for silence in silences where silence.state != .expired {
      let sources = silenceSources[silence.id] ?? []
      guard let realm = realms.first(where: { !Set($0.sources).isDisjoint(with: sources) }) else {
        continue
      }
      var keeper = SilenceKeeper(of: silence, realm: realm, marker: newMarker(), at: now)
      if let end { keeper.extend(to: end) } else { keeper.end() }
      batch.errands.append(Errand(keeper: keeper, deed: deed))
    }
    return submit(batch, at: now)
  }

  /// Takes back what holds alerts: what was acknowledged here, and silences of hunes on exactly
  /// their labels.
  package mutating func takeBack(_ alerts: [Alert], at now: Instant) -> [AlertEffect] {
    var others: [Silence] = []
    var effects: [AlertEffect] = []
    for alert in alerts {
      if let own = acknowledgement(of: alert), !own.isOver {
        acknowledgements[own.labels]?.takeBack()
        continue
      }
      others += alert.silencedBy.compactMap { silences[$0] }
        .filter { isAcknowledgement($0, of: alert) }
      if let note = note(of: alert), note.isLocal { effects.append(.note([.remove(note.uuid)])) }
    }
    effects += change(others, until: nil, deed: .takeBack, at: now)
    effects += work(at: now)
    generation += 1
    return effects
  }

  private mutating func submit(_ batch: Batch, at now: Instant) -> [AlertEffect] {
    guard !surroundings.isReadOnly else { return [.say("read-only: nothing is sent")] }
    guard !batch.acknowledgements.isEmpty || !batch.errands.isEmpty else { return [] }
    lastBatch += 1
    batches[lastBatch] = batch
    let lines =
      batch.acknowledgements.flatMap { acknowledgement in
        let keepers = acknowledgement.keepers
        return keepers.isEmpty
          ? [entry(of: acknowledgement, .intended, at: now)]
          : keepers.map { entry(of: $0, .acknowledge, .intended, at: now) }
      } + batch.errands.map { entry(of: $0.keeper, $0.deed, .intended, at: now) }
    return [.audit(lines.map(\.line), batch: lastBatch)]
  }

  /// Begins what was written down; what was not waits for the operator's word.
  package mutating func audited(
    _ number: Int, failure: String?, at now: Instant
  ) -> [AlertEffect] {
    guard batches[number] != nil else { return [] }
    if let failure {
      auditProblem = AuditProblem(reason: failure, batch: number)
      generation += 1
      return []
    }
    return begin(number, at: now)
  }

  /// The operator's word on what could not be written down.
  package mutating func decide(sends: Bool, at now: Instant) -> [AlertEffect] {
    guard let problem = auditProblem else { return [] }
    auditProblem = nil
    generation += 1
    if sends { return begin(problem.batch, at: now) }
    batches[problem.batch] = nil
    return [.say("nothing was sent")]
  }

  private mutating func begin(_ number: Int, at now: Instant) -> [AlertEffect] {
    guard let batch = batches.removeValue(forKey: number) else { return [] }
    for acknowledgement in batch.acknowledgements { keep(acknowledgement) }
    for errand in batch.errands { errands[errand.keeper.marker.uuid] = errand }
    let effects = work(at: now)
    generation += 1
    return effects
  }

  mutating func keep(_ acknowledgement: Acknowledgement) {
    acknowledgements[acknowledgement.labels] = acknowledgement
    labelsByID[acknowledgement.id] = acknowledgement.labels
  }

  mutating func forget(_ acknowledgement: Acknowledgement) {
    acknowledgements[acknowledgement.labels] = nil
    labelsByID[acknowledgement.id] = nil
    busy.remove(acknowledgement.id)
    told[acknowledgement.id] = nil
    for index in acknowledgement.keepers.indices { told["\(acknowledgement.id) \(index)"] = nil }
  }

  /// Lets the acknowledgements and errands ask what is due.
  mutating func work(at now: Instant) -> [AlertEffect] {
    let effects = work(on: Array(acknowledgements.keys), Array(errands.keys), at: now)
    workDeadline = acknowledgements.values.compactMap(\.deadline).min()
    return effects + tellNotes()
  }

  /// The same for some of them: of thousands that are under way, each answer concerns one.
  private mutating func work(
    on labels: [Labels], _ ids: [String], at now: Instant
  ) -> [AlertEffect] {
    var effects: [AlertEffect] = []
    for labels in labels {
      acknowledgements[labels]?.keep(at: now)
      for (index, command) in acknowledgements[labels]?.commands(at: now) ?? [] {
        guard let id = acknowledgements[labels]?.id else { continue }
        effects += perform(command, for: .acknowledgement(id, keeper: index), at: now)
      }
      guard let own = acknowledgements[labels] else { continue }
      if own.keepers.allSatisfy(\.isSettled) { busy.remove(own.id) } else { busy.insert(own.id) }
      if let deadline = own.deadline { workDeadline = min(workDeadline ?? deadline, deadline) }
    }
    for id in ids {
      while let command = errands[id]?.keeper.next(at: now) {
        effects += perform(command, for: .errand(id), at: now)
      }
    }
    return effects + tellOutcomes(of: labels, ids, at: now)
  }

  private func perform(
    _ command: SilenceKeeper.Command, for target: AlertDeed.Target, at now: Instant
  ) -> [AlertEffect] {
    guard let source = surroundings.sources.first(where: { $0.name == command.source }) else {
      return []
    }
    return [
      .perform(AlertDeed(target: target, command: command, source: source, askedAt: now))
    ]
  }

  /// Takes what came of a deed.
  package mutating func take(
    _ outcome: SilenceKeeper.Outcome, of deed: AlertDeed, at now: Instant
  ) -> [AlertEffect] {
    var effects: [AlertEffect] = []
    switch deed.target {
    case .acknowledgement(let id, let index):
      guard let labels = labelsByID[id] else { return [] }
      acknowledgements[labels]?.change(keeper: index) {
        $0.take(outcome, askedAt: deed.askedAt, at: now)
      }
      effects = work(on: [labels], [], at: now)
    case .errand(let id):
      errands[id]?.keeper.take(outcome, askedAt: deed.askedAt, at: now)
      effects = work(on: [], [id], at: now)
    }
    unshown += 1
    let isBusy = !busy.isEmpty || errands.values.contains { !$0.keeper.isSettled }
    // The rows are made anew a few times while many answers come, not with each.
    if !isBusy || unshown * 8 >= acknowledgements.count + errands.count {
      generation += 1
      unshown = 0
      effects += tellNotes()
    }
    // What the servers show of it is asked for once nothing is under way.
    return effects + (isBusy ? [] : ask(at: now))
  }
}
