package import DataSources
import Frames
package import Rules
package import Times

/// Rules that hune evaluates itself, at servers that evaluate none: each expression is asked as an
/// instant query at its group's interval, and the answer goes through the state machine of rules.
///
/// Nothing is written to the server, so what recording rules would record is not there: see
/// `unrecorded`.
package struct LocalEvaluation: Sendable {
  /// An expression that is asked of a server.
  package struct Question: Hashable, Sendable {
    package var source: DataSource
    package var group: Int
    package var rule: Int
    package var expression: String
    /// The moment of the evaluation.
    package var at: Instant
    /// The moment whose data are asked for: earlier than the evaluation by its group's offset.
    package var dataTime: Instant
  }

  private struct Place: Hashable {
    var source: String
    var group: Int
    var rule: Int
  }

  package let groups: [RuleGroup]
  /// Between two evaluations of a group that says nothing of it.
  package var interval: Span
  private var states: [Place: AlertingState] = [:]
  private var awaited: [Place: Instant] = [:]
  /// When each group is due next, by source.
  private var due: [String: [Instant]] = [:]

  package init(_ groups: [RuleGroup] = [], interval: Span = .seconds(30)) {
    self.groups = groups
    self.interval = interval
  }

  /// The names of recorded metrics that alerts here ask for in vain.
  package var unrecorded: [String] {
    let recorded = groups.flatMap(\.rules).filter { $0.alerting == nil }.map(\.name)
    let asked = groups.flatMap(\.rules).filter { $0.alerting != nil }.map { "\($0.expression)" }
    return recorded.filter { name in asked.contains { $0.contains(name) } }
  }

  package var alertingCount: Int { groups.flatMap(\.rules).count { $0.alerting != nil } }

  /// When the next group is due.
  package var deadline: Instant? { due.values.flatMap(\.self).min() }

  /// What is due of the servers that evaluate no rules. Of others nothing is kept.
  package mutating func questions(to sources: [DataSource], at now: Instant) -> [Question] {
    let names = Set(sources.map(\.name))
    for name in due.keys where !names.contains(name) { forget(name) }
    guard alertingCount > 0 else { return [] }
    return sources.flatMap { source -> [Question] in
      var times = due[source.name] ?? [Instant](repeating: now, count: groups.count)
      var questions: [Question] = []
      for (place, group) in groups.enumerated() where times[place] <= now {
        let step = max(.seconds(1), group.interval ?? interval)
        // A group that was missed is not made up for.
        times[place] = max(times[place] + step, now + .seconds(1))
        questions += ask(group, place, of: source, step, at: now)
      }
      due[source.name] = times
      return questions
    }
  }

  private mutating func ask(
    _ group: RuleGroup, _ number: Int, of source: DataSource, _ step: Span, at now: Instant
  ) -> [Question] {
    group.rules.enumerated().compactMap { index, rule in
      guard rule.alerting != nil else { return nil }
      let place = Place(source: source.name, group: number, rule: index)
      // A slow server is not asked the same thing twice; an answer that got lost is not waited for.
      if let since = awaited[place], now - since < step * 4 { return nil }
      awaited[place] = now
      return Question(
        source: source, group: number, rule: index, expression: rule.text, at: now,
        dataTime: now - group.queryOffset)
    }
  }

  /// Takes an answer; one that is older than the last is dropped.
  package mutating func take(
    _ result: Result<[RuleSample], DataSourceError>, to question: Question
  ) {
    let place = Place(
      source: question.source.name, group: question.group, rule: question.rule)
    guard due[question.source.name] != nil, groups.indices.contains(question.group),
      groups[question.group].rules.indices.contains(question.rule)
    else { return }
    if awaited[place] == question.at { awaited[place] = nil }
    let group = groups[question.group]
    var state = states[place] ?? AlertingState()
    if let last = state.evaluatedAt, last >= question.at { return }
    switch result {
    case .success(let samples):
      state.apply(samples, of: group.rules[question.rule], limit: group.limit, at: question.at)
    case .failure(let error): state.fail(error.description, at: question.at)
    }
    states[place] = state
  }

  private mutating func forget(_ source: String) {
    due[source] = nil
    states = states.filter { $0.key.source != source }
    awaited = awaited.filter { $0.key.source != source }
  }

  /// The pending and firing alerts.
  package var sightings: [AlertSighting] {
    states.sorted {
      ($0.key.source, $0.key.group, $0.key.rule) < ($1.key.source, $1.key.group, $1.key.rule)
    }
    .flatMap { place, state in
      let (group, rule) = (groups[place.group], groups[place.group].rules[place.rule])
      return state.active.map { alert in
        AlertSighting(
          source: place.source, alert,
          rule: Alert.Rule(
            group: group.name, file: group.file, expression: "\(rule.expression)",
            holdFor: rule.alerting?.holdFor ?? .zero,
            keepFiringFor: rule.alerting?.keepFiringFor ?? .zero, error: state.error))
      }
    }
  }

  /// Rules whose last evaluation failed, with the reason, each once.
  package var errors: [(rule: String, reason: String)] {
    states.compactMap { place, state in
      state.error.map { (groups[place.group].rules[place.rule].name, $0) }
    }.sorted { $0 < $1 }
  }
}

extension AlertSighting {
  /// An alert that hune's own evaluation found.
  init(source: String, _ alert: RuleAlert, rule: Alert.Rule) {
    self.init(
      source: source, origin: .here, labels: alert.labels, annotations: alert.annotations,
      state: alert.state == .firing ? .firing : .pending, since: alert.activeAt,
      value: alert.value, rule: rule)
  }
}
