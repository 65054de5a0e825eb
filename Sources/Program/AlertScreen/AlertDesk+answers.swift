import Alerts
package import DataSources
import Frames
import Silences
package import Times

extension AlertDesk {
  /// When the desk wants to be called though nothing else has happened.
  package var deadline: Instant? {
    var deadlines = errands.values.filter { !$0.keeper.isSettled }.compactMap(\.keeper.retryAt)
    deadlines += [workDeadline, nextAsk, evaluation.deadline, down.deadline].compactMap(\.self)
    return deadlines.min()
  }

  /// Asks all sources, and reads the notes of the other hunes.
  package mutating func ask(at now: Instant) -> [AlertEffect] {
    nextAsk = surroundings.sources.isEmpty ? nil : now + surroundings.interval
    var effects: [AlertEffect] = [.note([])]
    for source in surroundings.sources where standings[source.name]?.isAsked != true {
      standings[source.name, default: Standing()].isAsked = true
      effects.append(.ask(AlertRequest(source: source, askedAt: now)))
    }
    return effects
  }

  /// Does what is due.
  package mutating func meetDeadline(at now: Instant) -> [AlertEffect] {
    let isDue = [nextAsk, down.deadline].contains { $0.map { now >= $0 } ?? false }
    return (isDue ? ask(at: now) : []) + evaluate(at: now) + openWindows(at: now) + work(at: now)
  }

  /// Takes what a source says of its alerts.
  package mutating func take(
    _ result: Result<AlertReply, DataSourceError>, to request: AlertRequest, at now: Instant
  ) -> [AlertEffect] {
    let name = request.source.name
    guard surroundings.sources.contains(where: { $0.name == name }) else { return [] }
    standings[name, default: Standing()].isAsked = false
    switch result {
    case .failure(let error):
      standings[name]?.failure = error.description
      note(error, of: request.source, at: now)
      for labels in acknowledgements.keys { acknowledgements[labels]?.saw(nil, at: name, at: now) }
      return rebuild(at: now) + evaluate(at: now) + work(at: now)
    case .success(let reply):
      standings[name]?.reply = reply
      standings[name]?.answeredAt = now
      standings[name]?.failure = nil
      note(reply, of: request.source, at: now)
      observe(reply, at: name, askedAt: request.askedAt, now: now)
      let news = rebuild(at: now)
      return news + evaluate(at: now) + openWindows(at: now) + work(at: now)
    }
  }

  /// Tells the acknowledgements what a source has and has not.
  private mutating func observe(
    _ reply: AlertReply, at name: String, askedAt: Instant, now: Instant
  ) {
    let there = Set(Self.sightings(of: reply, at: name).map(\.labels))
    for (labels, acknowledgement) in acknowledgements {
      // At a server the alert has fewer labels than at Alertmanager.
      let isThere =
        there.contains(labels)
        || acknowledgement.isLocal
          && there.contains { sighted in sighted.pairs.allSatisfy { labels[$0.name] == $0.value } }
      acknowledgements[labels]?.saw(isThere, at: name, at: now)
    }
    guard case .alertmanager(let report) = reply else { return }
    var byMarker: [SilenceMarker: [Silence]] = [:]
    var byID: [String: Silence] = [:]
    for silence in report.silences {
      byID[silence.id] = silence
      guard let marker = SilenceMarker.split(silence.comment).marker else { continue }
      byMarker[marker, default: []].append(silence)
    }
    for (labels, acknowledgement) in acknowledgements {
      var own = byMarker[acknowledgement.marker] ?? []
      // Somebody may have changed its comment.
      for id in acknowledgement.keepers.compactMap(\.id) where !own.contains(where: { $0.id == id })
      {
        if let silence = byID[id] { own.append(silence) }
      }
      acknowledgements[labels]?.found(own, at: name, askedAt: askedAt, at: now)
    }
  }

  static func sightings(of reply: AlertReply, at name: String) -> [AlertSighting] {
    switch reply {
    case .alertmanager(let report): report.sightings(at: name)
    case .rules(let report): report.sightings(at: name)
    }
  }

  /// Makes the list of alerts anew, and says what has changed.
  mutating func rebuild(at now: Instant) -> [AlertEffect] {
    var sightings: [AlertSighting] = []
    var signs: [SilenceRealm.Sign] = []
    silences = [:]
    silenceSources = [:]
    for source in surroundings.sources {
      guard let reply = standings[source.name]?.reply else { continue }
      sightings += Self.sightings(of: reply, at: source.name)
      guard case .alertmanager(let report) = reply else { continue }
      signs.append(
        SilenceRealm.Sign(source: source.name, status: report.status, silences: report.silences))
      for silence in report.silences {
        silenceSources[silence.id, default: []].append(source.name)
        // The newer of two that a pair tells of.
        if let other = silences[silence.id], let left = other.updatedAt,
          let right = silence.updatedAt, left >= right
        {
          continue
        }
        silences[silence.id] = silence
      }
    }
    sightings += evaluation.sightings + down.sightings
    realms = SilenceRealm.realms(of: signs)
    let joined = AlertJoining.alerts(from: sightings)
    let effects = note(joined, at: now)
    let promotions = promote(joined, at: now)
    alerts = joined + resolved.values.sorted { Labels.precede($0.labels, $1.labels) }
    ruleNotes = serverNotes + evaluationNotes
    generation += 1
    return effects + promotions + adopt(at: now)
  }

  /// What was acknowledged here alone before an Alertmanager had it is acknowledged there.
  private mutating func promote(_ joined: [Alert], at now: Instant) -> [AlertEffect] {
    let local = acknowledgements.values.filter { $0.isLocal && !$0.isOver }
    guard !local.isEmpty, !realms.isEmpty else { return [] }
    let there = Self.places(of: joined) { !$0.atAlertmanagers.isEmpty }
    var effects: [AlertEffect] = []
    for acknowledgement in local {
      guard let place = there[acknowledgement.labels] else { continue }
      forget(acknowledgement)
      effects += [.note([.remove(acknowledgement.id)])]
      effects += acknowledge([joined[place]], comment: acknowledgement.comment, at: now)
    }
    return effects
  }

  /// The alerts' places by all labels that anyone tells them under.
  static func places(
    of alerts: [Alert], where isMeant: (Alert) -> Bool
  ) -> [Labels: Int] {
    var places: [Labels: Int] = [:]
    for (place, alert) in alerts.enumerated() where isMeant(alert) {
      for labels in alert.sightings.map(\.labels) where places[labels] == nil {
        places[labels] = place
      }
    }
    return places
  }

  /// Compares with what was known: what is new, what is gone, what comes and goes.
  private mutating func note(_ joined: [Alert], at now: Instant) -> [AlertEffect] {
    let firing = Dictionary(
      joined.filter { $0.state == .firing }.map { ($0.labels, $0) }, uniquingKeysWith: { $1 })
    var isCritical = false
    let gone = known.filter { firing[$0.key] == nil }
    let there = gone.isEmpty ? [:] : Self.places(of: joined) { $0.state == .firing }
    var renamed: Set<Labels> = []
    for (labels, alert) in gone {
      // On its way to an Alertmanager an alert gets more labels, and has fewer again where that one
      // has lost it: it is the same one.
      let names = [labels] + alert.sightings.map(\.labels)
      if let place = names.lazy.compactMap({ there[$0] }).first {
        let labelsNow = joined[place].labels
        renamed.insert(labelsNow)
        formerLabels[labels] = nil
        formerLabels[labelsNow] = labels
        if seen.remove(labels) != nil { seen.insert(labelsNow) }
        beginnings[labelsNow] = beginnings.removeValue(forKey: labels)
        continue
      }
      formerLabels[labels] = nil
      var gone = alert
      gone.state = .resolved
      gone.resolvedAt = now
      resolved[labels] = gone
      seen.remove(labels)
    }
    for (labels, alert) in firing where known[labels] == nil && !renamed.contains(labels) {
      beginnings[labels, default: []].append(now)
      beginnings[labels]?.removeAll { now - $0 > .hours(1) }
      if alert.severity.rank == .critical, !alert.isHeld { isCritical = true }
    }
    resolved = resolved.filter { now - ($0.value.resolvedAt ?? now) < .minutes(30) }
    for labels in joined.map(\.labels) { resolved[labels] = nil }
    known = firing
    defer { hasAnswered = true }
    return isCritical && hasAnswered && surroundings.rings ? [.ring] : []
  }

  /// Takes what hunes of this user on this machine have told.
  package mutating func take(notes: [AlertNote], at now: Instant) -> [AlertEffect] {
    guard notes != self.notes else { return [] }
    self.notes = notes
    notesByLabels = Dictionary(
      notes.filter { $0.context == surroundings.context }.map { ($0.labels, $0) },
      uniquingKeysWith: { $1 })
    generation += 1
    return adopt(at: now)
  }
}

extension AlertDesk {
  /// Asks no more until it is called again.
  package mutating func rest() { nextAsk = nil }
}

extension Alert {
  /// One of those who tell of it has it under these labels.
  func has(_ labels: Labels) -> Bool {
    self.labels == labels || sightings.contains { $0.labels == labels }
  }
}
