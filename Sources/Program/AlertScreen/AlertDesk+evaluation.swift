package import Alerts
package import DataSources
import Frames
package import Rules
package import Times

// What no server does: rules where none are evaluated, and the word that a server is dead.
extension AlertDesk {
  /// The servers that answer and evaluate no rules.
  package var ruleless: [DataSource] {
    surroundings.sources.filter { standings[$0.name]?.evaluatesNoRules ?? false }
  }

  /// The names of the servers that evaluate rules themselves.
  package var evaluating: Set<String> {
    Set(
      surroundings.sources.map(\.name).filter { name in
        guard case .rules(let report)? = standings[name]?.reply else { return false }
        return report.groups.contains { !$0.rules.isEmpty }
      })
  }

  /// Every source has answered or failed.
  package var hasHeardAll: Bool {
    surroundings.sources.allSatisfy { source in
      standings[source.name].map { $0.answeredAt != nil || $0.failure != nil } ?? false
    }
  }

  /// Asks what is due of the rules that are evaluated here.
  mutating func evaluate(at now: Instant) -> [AlertEffect] {
    down.keep(Set(surroundings.sources.map(\.name)))
    return evaluation.questions(to: ruleless, at: now).map { .evaluate($0) }
  }

  /// Takes rules that were read again; what is evaluated here begins anew where they differ.
  package mutating func take(rules: [RuleGroup], at now: Instant) -> [AlertEffect] {
    guard rules != surroundings.rules else { return [] }
    surroundings.rules = rules
    return rebuild(at: now) + evaluate(at: now)
  }

  /// Takes the result of a rule's expression.
  package mutating func take(
    _ result: Result<[RuleSample], DataSourceError>, evaluating question: LocalEvaluation.Question,
    at now: Instant
  ) -> [AlertEffect] {
    evaluation.take(result, to: question)
    if case .failure(let error) = result, error.isOfSource {
      note(error, of: question.source, at: now)
    }
    return rebuild(at: now)
  }

  /// A server that refuses to tell of rules has none.
  mutating func note(_ error: DataSourceError, of source: DataSource, at now: Instant) {
    down.note(error, of: source, at: now)
    guard source.kind == .prometheus, error.code == .rejected, error.retryAfter == nil else {
      return
    }
    standings[source.name]?.evaluatesNoRules = true
  }

  mutating func note(_ reply: AlertReply, of source: DataSource, at now: Instant) {
    down.note(nil, of: source, at: now)
    guard case .rules(let report) = reply else { return }
    standings[source.name]?.evaluatesNoRules = !report.groups.contains { group in
      group.rules.contains(where: \.isAlerting)
    }
  }

  /// Of the servers' own: rules that fail, groups that were not evaluated in time.
  var serverNotes: [String] {
    surroundings.sources.flatMap { source -> [String] in
      guard let standing = standings[source.name], case .rules(let report)? = standing.reply,
        let answeredAt = standing.answeredAt
      else { return [] }
      return report.groups.flatMap { group -> [String] in
        var notes: [String] = []
        if group.isLate(at: answeredAt), let evaluatedAt = group.evaluatedAt {
          let age = (answeredAt - evaluatedAt).ageText
          notes.append("\(source.name): group \(group.name) was last evaluated \(age) ago")
        }
        return notes
          + group.rules.compactMap { rule in
            rule.error.flatMap { $0.isEmpty ? nil : "\(source.name): \(rule.name): \($0)" }
          }
      }
    }
  }

  /// Of the evaluation here.
  package var evaluationNotes: [String] {
    guard !ruleless.isEmpty, evaluation.alertingCount > 0 else { return [] }
    return evaluation.unrecorded.map { "\($0) is recorded by no server, and rules here ask for it" }
      + evaluation.errors.map { "\($0.rule): \($0.reason)" }
  }
}

extension Answer {
  /// The samples of an instant query's answer, as rules take them.
  package var ruleSamples: [RuleSample] {
    frames.compactMap { frame in
      guard let field = frame.fields.first(where: { $0.numbers != nil }),
        let value = field.numbers?.last ?? nil
      else { return nil }
      return RuleSample(labels: field.labels, value: value)
    }
  }
}

extension LocalEvaluation.Question {
  /// As a query of the moment whose data it asks for.
  package var range: TimeRange { TimeRange(from: dataTime, to: dataTime) }
}
