import Lexemes
import PromQLSyntax
import Queries

/// What may be written at a place of a query: from the language, and from what a server must be
/// asked for.
struct Candidates {
  /// What a server has to say about it.
  var asked: Suggestions.Kind?
  /// What the language has.
  var own: [CandidateList.Candidate]
  var range: Range<Int>
  var prefix: String
  /// Labels are few: they are shown before anything of them is written.
  var isAmongLabels = false
  private let isValue: Bool
  private var hasName = false
  private let isMetric: Bool

  init(own: [CandidateList.Candidate], range: Range<Int>, prefix: String) {
    (self.own, self.range, self.prefix) = (own, range, prefix)
    (isValue, isMetric) = (false, false)
  }

  init(of text: String, at cursor: Int) {
    let completion = Completion(of: text, at: cursor)
    range = completion.range.start..<max(completion.range.start, completion.range.end)
    prefix = completion.prefix
    own = []
    var isValue = false
    var isMetric = false
    switch completion.expected {
    case .expression:
      asked = .metrics
      isMetric = true
      own = Self.expressions
    case .operation: own = Self.operations
    case .labelName(let selector):
      asked = .labelNames(Self.text(of: selector))
      // A second condition on the name is an error to the server.
      hasName = selector.matchers.contains { $0.name == "__name__" }
    case .labelOperator: own = ["=", "!=", "=~", "!~"].map { .init($0, .op) }
    case .labelValue(let label, let selector):
      asked = .labelValues(label, Self.text(of: selector))
      isValue = true
    case .groupingLabel(let metrics): asked = .labelNames(Self.text(ofMetrics: metrics))
    case .duration: own = Self.durations
    case .nothing: break
    }
    if asked != nil, asked != .metrics { isAmongLabels = true }
    self.isValue = isValue
    self.isMetric = isMetric
  }

  private static let expressions: [CandidateList.Candidate] =
    Function.all.map { .init($0.name, .function, inserted: $0.name + "(") }
    + AggregationOperator.allCases.map {
      .init($0.rawValue, .aggregation, inserted: $0.rawValue + "(")
    }

  private static let operations: [CandidateList.Candidate] =
    [
      "and", "or", "unless", "by", "without", "on", "ignoring", "offset", "bool", "group_left",
      "group_right",
    ]
    .map { .init($0, .word) }
    + ["+", "-", "*", "/", "%", "^", "==", "!=", ">", "<", ">=", "<=", "@"].map { .init($0, .op) }

  static let durations: [CandidateList.Candidate] =
    ["$__rate_interval", "$__interval", "$__range"].map { .init($0, .variable) }
    + ["1m", "5m", "10m", "15m", "30m", "1h", "6h", "12h", "1d", "7d"].map { .init($0, .duration) }

  /// A selector as a server takes it; `nil` where it has no condition that it would take.
  private static func text(of selector: VectorSelector) -> String? {
    let conditions = selector.matchers.filter { !$0.value.isEmpty }
    guard !conditions.isEmpty else { return nil }
    return VectorSelector(matchers: conditions).description
  }

  private static func text(ofMetrics names: [String]) -> String? {
    guard !names.isEmpty else { return nil }
    return #"{__name__=~""# + names.prefix(10).joined(separator: "|") + #""}"#
  }

  /// Candidates that are shown at most.
  private static let limit = 200

  /// Those that fit what is written, the best first: names that begin with it, then those that
  /// hold it.
  func list(with texts: [String]) -> CandidateList? {
    let all = texts.lazy.map { candidate($0) } + own
    let wanted = prefix.lowercased()
    var (first, rest): ([CandidateList.Candidate], [CandidateList.Candidate]) = ([], [])
    for candidate in all {
      // What stands there already is no news.
      guard candidate.text != prefix || isValue, !hasName || candidate.text != "__name__" else {
        continue
      }
      let text = candidate.text.lowercased()
      if wanted.isEmpty || text.hasPrefix(wanted) {
        first.append(candidate)
      } else if wanted.count > 1, text.contains(wanted) {
        rest.append(candidate)
      }
      if first.count >= Self.limit { break }
    }
    let shown = (first + rest).prefix(Self.limit)
    return shown.isEmpty ? nil : CandidateList(candidates: Array(shown), range: range)
  }

  private func candidate(_ text: String) -> CandidateList.Candidate {
    if isValue { return .init(text, .value, inserted: QuotedString.quoted(text)) }
    let isName = text.utf8.enumerated().allSatisfy { place, byte in
      byte.isNamePart && !(place == 0 && (0x30...0x39).contains(byte))
    }
    // A name with other characters stands in quotes: a metric's in the braces.
    let quoted = QuotedString.quoted(text)
    if isMetric { return .init(text, .metric, inserted: isName ? text : "{\(quoted)}") }
    return .init(text, .label, inserted: isName ? text : quoted)
  }
}

extension UInt8 {
  fileprivate var isNamePart: Bool {
    switch self {
    case 0x30...0x3a, 0x41...0x5a, 0x5f, 0x61...0x7a: true
    default: false
    }
  }
}
