import PromQLSyntax
import Times

/// What a diagnosis asks about one selector of a query.
struct SelectorProbe: Hashable {
  let selector: VectorSelector
  /// The span in its brackets, if it has them.
  let span: Span?
  let window: Window

  enum Finding {
    case fine
    case trouble(EmptyReason)
    /// No series passes all conditions; some of the name had a sample at that moment.
    case noMatch(Instant?)
    /// All samples are newer than the range.
    case later
  }

  init(_ selector: VectorSelector, span: Span?, window: Window) {
    var bare = VectorSelector(matchers: selector.matchers)
    bare.offset = selector.offset
    self.selector = bare
    self.span = span
    self.window = window
  }

  /// The metric's name, or the conditions of a selector that has none.
  var name: String {
    nameMatcher.flatMap { $0.op == .equal ? $0.value : nil } ?? text(selector.matchers)
  }

  private var nameMatcher: LabelMatcher? {
    selector.matchers.first { $0.name == LabelMatcher.metricName }
  }

  private var others: [LabelMatcher] {
    selector.matchers.filter { $0.name != LabelMatcher.metricName }
  }

  var conditions: String { others.map(\.description).joined(separator: ", ") }

  private func text(_ matchers: [LabelMatcher]) -> String {
    VectorSelector(matchers: matchers).description
  }

  // MARK: The first question

  /// The newest sample, the newest of the name, whether there is one in the range, and how many a
  /// span holds that holds any.
  func first(prefix: String) -> [(tag: String, text: String)] {
    let all = text(selector.matchers)
    var branches = [(prefix + "s", newest(all))]
    if let nameMatcher, !others.isEmpty {
      branches.append((prefix + "n", newest(text([nameMatcher]))))
    }
    branches.append(
      (prefix + "r", "count(last_over_time(\(all)[\(reach.prometheusText)]\(offset)))"))
    if let span {
      let step = max(span, Span(milliseconds: window.range.span.milliseconds / 100))
      let counts = "count_over_time(\(all)[\(span.prometheusText)])"
      // The mean: where a span is longer than a scrape, but not two, chance gives some of them two.
      let mean = "avg_over_time(\(counts)[\(reach.prometheusText):\(step.prometheusText)]\(offset))"
      let last = "count_over_time(\(all)[\(span.prometheusText)]\(offset))"
      branches.append((prefix + "c", "max(\(mean) or \(last))"))
    }
    return branches
  }

  /// The steps of a subquery are multiples of their width: what is younger than the last one is
  /// seen by the selector alone.
  private func newest(_ text: String) -> String {
    "max(timestamp(\(text)) or max_over_time(timestamp(\(text))"
      + "[\(window.past.prometheusText):\(window.step.prometheusText)]))"
  }

  /// How far a query sees back from the range's end.
  private var reach: Span {
    Span(milliseconds: max(window.range.span, span ?? .zero).milliseconds)
  }

  /// From now to the range's end, and to where the selector's own offset puts it.
  private var offset: String {
    let ago = window.ago + Span(milliseconds: selector.offset)
    let text = Span(milliseconds: abs(ago.milliseconds)).prometheusText
    return ago == .zero ? "" : " offset \(ago < .zero ? "-" : "")\(text)"
  }

  func found(_ answers: [String: Double], prefix: String) -> Finding {
    func moment(_ tag: String) -> Instant? { answers[prefix + tag].map { Instant(seconds: $0) } }
    let newest = moment("s")
    let known = nameMatcher == nil || others.isEmpty ? newest : moment("n")
    guard let newest else {
      if known == nil, nameMatcher != nil {
        return .trouble(.unknownMetric(name, within: window.past))
      }
      return .noMatch(known)
    }
    guard answers[prefix + "r"] != nil else {
      let shown = newest + Span(milliseconds: selector.offset)
      guard shown > window.range.to else { return .trouble(.noSample(name, last: newest)) }
      if window.isLive, let step = window.queryStep {
        return .trouble(.youngerThanStep(name, next: window.range.to + step))
      }
      return .later
    }
    // No count at all is the shortest: the spans lie between the samples.
    if let span, answers[prefix + "c"] ?? 0 < Self.fewSamples { return .trouble(.shortSpan(span)) }
    return .fine
  }

  /// Fewer in a span than this are too few for a rate: two scrapes, and some that are not the same
  /// time apart.
  private static let fewSamples = 1.8

  // MARK: The second question

  private static let mostConditions = 8

  /// For each condition whether it alone, and all others without it, let series through.
  func conditionBranches() -> [(tag: String, text: String)] {
    others.prefix(Self.mostConditions).enumerated().flatMap { place, matcher in
      let name = [nameMatcher].compactMap(\.self)
      let rest = others.filter { $0 != matcher } + name
      var branches = [("o\(place)", "count(\(text([matcher] + name)))")]
      if !rest.isEmpty { branches.append(("w\(place)", "count(\(text(rest)))")) }
      return branches
    }
  }

  func fault(_ answers: [String: Double]) -> EmptyReason {
    let places = Array(others.prefix(Self.mostConditions).enumerated())
    let alone = places.first { answers["o\($0.offset)"] == nil }
    let together = places.first { answers["w\($0.offset)"] != nil }
    let culprit = (alone ?? together)?.element.description
    return .noMatch(name, condition: culprit ?? conditions)
  }

  // MARK: Ages

  private var ageStep: Span {
    max(Window.lookback, Span(milliseconds: window.past.milliseconds / 500))
  }

  /// The oldest sample of the selector, of all targets, and what the server says of its own. Only
  /// the moments of some hundred steps are looked at: to read all samples of years takes long.
  func ageBranches() -> [(tag: String, text: String)] {
    [
      ("first", oldest(text(selector.matchers), in: window.past, step: ageStep)),
      ("targets", oldest("up", in: window.past, step: ageStep)),
      ("server", "min(prometheus_tsdb_lowest_timestamp_seconds)"),
    ]
  }

  /// The same of the step before the one in which they were found; none where that is no better.
  func ageBranches(
    before found: [String: Double], at now: Instant
  ) -> [(tag: String, text: String)] {
    guard ageStep > Window.lookback else { return [] }
    let step = max(.minutes(1), Span(milliseconds: ageStep.milliseconds / 500))
    return [("first", text(selector.matchers)), ("targets", "up")].compactMap { tag, text in
      guard let seconds = found[tag], Instant(seconds: seconds) > window.range.to else {
        return nil
      }
      let ago = max(.zero, now - Instant(seconds: seconds))
      return (tag, oldest(text, in: ageStep, step: step, ago: ago))
    }
  }

  private func oldest(_ text: String, in past: Span, step: Span, ago: Span = .zero) -> String {
    let moments = "[\(past.prometheusText):\(step.prometheusText)]"
    let seconds = Span(milliseconds: ago.milliseconds / 1000 * 1000).prometheusText
    return ago >= .seconds(1)
      ? "min(min_over_time(timestamp(\(text))\(moments) offset \(seconds)))"
      : "min(min_over_time(timestamp(\(text))\(moments)) or timestamp(\(text)))"
  }

  func age(_ answers: [String: Double]) -> EmptyReason {
    // The server may have samples that others wrote before its own first scrape.
    let known = answers["server"].map { ($0, true) }
    let seen = answers["targets"].map { ($0, false) }
    let oldest = [known, seen].compactMap(\.self).min { $0.0 < $1.0 }
    if let (seconds, isExact) = oldest, Instant(seconds: seconds) > window.range.to {
      return .beforeOldest(Instant(seconds: seconds), isExact: isExact)
    }
    guard let first = answers["first"].map({ Instant(seconds: $0) }), first > window.range.to else {
      return .noSample(name, last: nil)
    }
    return .beforeFirst(name, first)
  }
}
