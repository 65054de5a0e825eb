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
  /// span holds at the most.
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
      branches.append(
        (
          prefix + "c",
          "max(max_over_time(\(counts)[\(reach.prometheusText):\(step.prometheusText)]\(offset)))"
        ))
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
    if let span, let count = answers[prefix + "c"], count < 2 { return .trouble(.shortSpan(span)) }
    return .fine
  }

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

  /// The oldest sample of the selector, of all targets, and what the server says of its own.
  func ageBranches() -> [(tag: String, text: String)] {
    let step = max(Window.lookback, Span(milliseconds: window.past.milliseconds / 500))
    func oldest(_ text: String) -> String {
      "min(min_over_time(timestamp(last_over_time(\(text)[\(step.prometheusText)]))"
        + "[\(window.past.prometheusText):\(step.prometheusText)]) or timestamp(\(text)))"
    }
    return [
      ("first", oldest(text(selector.matchers))), ("targets", oldest("up")),
      ("server", "min(prometheus_tsdb_lowest_timestamp_seconds)"),
    ]
  }

  func age(_ answers: [String: Double]) -> EmptyReason {
    let oldest = [answers["targets"], answers["server"]].compactMap(\.self).min()
    if let oldest = oldest.map({ Instant(seconds: $0) }), oldest > window.range.to {
      return .beforeOldest(oldest)
    }
    guard let first = answers["first"].map({ Instant(seconds: $0) }), first > window.range.to else {
      return .noSample(name, last: nil)
    }
    return .beforeFirst(name, first)
  }
}
