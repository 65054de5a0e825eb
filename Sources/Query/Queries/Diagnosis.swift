import Dashboards
package import Frames
import PromQLSyntax
package import Times

/// Finds out why a PromQL query found nothing, by one question to three: which to ask, and what the
/// answers mean.
///
/// The first asks of each selector for its newest sample, for that of its metric's name, and for
/// samples in the range. The second looks for the condition that lets nothing through, or for the
/// oldest sample, which over months a third finds to the minute. All are evaluated once, so that
/// they cost no more than a stat.
package struct Diagnosis: Hashable, Sendable {
  /// What to ask next, at one moment.
  package private(set) var question: Query

  private let query: Query
  private let now: Instant
  private let probes: [SelectorProbe]
  /// The selector and the reason for a second question.
  private var second: (place: Int, isOfAge: Bool)?
  /// The answers to the second question, while a third looks closer at the ages in them.
  private var ages: [String: Double]?

  /// Selectors that are looked at, the first of the query.
  private static let mostSelectors = 3

  /// `nil` for what is no PromQL, or has no selector.
  package init?(of query: Query, at now: Instant) {
    guard let expression = try? Expression(parsing: query.expression) else { return nil }
    let window = Window(of: query, at: now)
    var spans: [VectorSelector: Int64] = [:]
    for case .matrix(let matrix) in expression.nodes { spans[matrix.selector] = matrix.span }
    var probes: [SelectorProbe] = []
    for selector in expression.selectors {
      let probe = SelectorProbe(
        selector, span: spans[selector].map { Span(milliseconds: $0) }, window: window)
      if !probes.contains(probe) { probes.append(probe) }
    }
    guard !probes.isEmpty else { return nil }
    (self.query, self.now) = (query, now)
    self.probes = Array(probes.prefix(Self.mostSelectors))
    question = query
    question = asked(
      self.probes.enumerated().flatMap { $1.first(prefix: "\($0)") }, at: now, over: window.past)
  }

  /// Reads an answer. Without a reason yet, `question` is the second one, to be asked now.
  package mutating func read(_ frames: [Frame]) -> EmptyReason? {
    let answers = Self.tagged(frames)
    if let second {
      guard second.isOfAge else { return probes[second.place].fault(answers) }
      return age(at: second.place, answers)
    }
    for (place, probe) in probes.enumerated() {
      let found = probe.found(answers, prefix: "\(place)")
      switch found {
      case .trouble(let reason): return reason
      case .noMatch(let moment):
        let branches = probe.conditionBranches()
        guard branches.count > 0 else { return .noMatch(probe.name, condition: probe.conditions) }
        second = (place, false)
        question = asked(branches, at: moment ?? query.range.to, over: probe.window.past)
        return nil
      case .later:
        second = (place, true)
        question = asked(probe.ageBranches(), at: now, over: probe.window.past)
        return nil
      case .fine: continue
      }
    }
    return .noResult(probes[0].name)
  }

  private mutating func age(at place: Int, _ answers: [String: Double]) -> EmptyReason? {
    let probe = probes[place]
    if let ages { return probe.age(ages.merging(answers) { min($0, $1) }) }
    let closer = probe.ageBranches(before: answers, at: now)
    guard !closer.isEmpty else { return probe.age(answers) }
    ages = answers
    question = asked(closer, at: now, over: probe.window.past)
    return nil
  }

  /// Branches as one question: `or` keeps them all, as each has a label of its own.
  private func asked(
    _ branches: [(tag: String, text: String)], at moment: Instant, over past: Span
  ) -> Query {
    let texts = branches.map { branch in
      "label_replace(\(branch.text), \"\(Self.label)\", \"\(branch.tag)\", \"\", \"\")"
    }
    return Query(
      panelID: query.panelID, refID: query.refID, targetIndex: query.targetIndex,
      dataSource: query.dataSource, expression: texts.joined(separator: " or "), mode: .instant,
      range: TimeRange(from: moment + -past, to: moment))
  }

  private static let label = "hune"

  private static func tagged(_ frames: [Frame]) -> [String: Double] {
    var answers: [String: Double] = [:]
    for field in frames.compactMap(\.fields.last) {
      guard let tag = field.labels[label], let value = field.numbers?.last ?? nil, value.isFinite
      else { continue }
      answers[tag] = value
    }
    return answers
  }

  package static func == (left: Diagnosis, right: Diagnosis) -> Bool {
    left.question == right.question && left.query == right.query && left.now == right.now
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(question)
    hasher.combine(query)
  }
}

/// The stretches of time that a diagnosis looks at, seen from now.
struct Window: Hashable {
  /// The range in which samples would have been found, its start earlier by what a selector sees.
  let range: TimeRange
  let now: Instant
  /// How far back to look for any sample at all, and in which steps.
  let past: Span
  let step: Span
  /// The step of the query; `nil` of one that is evaluated once.
  let queryStep: Span?

  /// How far back a selector without a span looks.
  static let lookback = Span.minutes(5)

  init(of query: Query, at now: Instant) {
    self.now = now
    let (from, to) = (query.range.from, query.range.to)
    if case .range(let step) = query.mode {
      range = TimeRange(from: from + -Self.lookback, to: to)
      queryStep = step
    } else {
      range = TimeRange(from: to + -Self.lookback, to: to)
      queryStep = nil
    }
    past = max(.hours(7 * 24), now - range.from + .hours(1))
    step = max(Self.lookback, Span(milliseconds: past.milliseconds / 2016))
  }

  /// From the end of the range to now.
  var ago: Span { now - range.to }

  /// The end of the range is the present, but for the step that it was rounded down by.
  var isLive: Bool { queryStep.map { ago < $0 + .minutes(1) } ?? (ago < .minutes(1)) }
}
