/// A metric that generated queries may ask for.
package struct QueryMetric: Sendable {
  package enum Kind: Sendable { case counter, gauge, histogram }

  /// Of a histogram without `_bucket`.
  package var name: String
  package var kind: Kind
  /// Its labels and some of their values, `le` not among them.
  package var labels: [(name: String, values: [String])]

  package init(_ name: String, _ kind: Kind, _ labels: [(name: String, values: [String])] = []) {
    self.name = name
    self.kind = kind
    self.labels = labels
  }
}

/// Makes valid PromQL of a seed: the same seed, the same queries.
///
/// What Prometheus itself leaves open is not asked for: ties that the order of a map decides, and
/// differences of sums, whose last bits it decides too.
package struct QueryGenerator {
  var random: SplitMix
  let metrics: [QueryMetric]
  /// The moments that `@` may name, seconds.
  let moments: ClosedRange<Int>

  package init(seed: UInt64, over metrics: [QueryMetric], moments: ClosedRange<Int>) {
    precondition(!metrics.isEmpty, "there must be something to ask for")
    random = SplitMix(state: seed)
    self.metrics = metrics
    self.moments = moments
  }

  /// So many queries, no two alike.
  package mutating func queries(_ count: Int) -> [String] {
    var seen: Set<String> = []
    var queries: [String] = []
    while queries.count < count {
      let query = vector(depth: 3).text
      if seen.insert(query).inserted { queries.append(query) }
    }
    return queries
  }
}

/// SplitMix64 of Steele, Lea and Flood.
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }
}

extension QueryGenerator {
  /// An expression, and whether its bits depend on no order of series.
  struct Piece {
    var text: String
    var isExact: Bool
  }

  mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &random) < percent }
  mutating func one<T>(_ choices: [T]) -> T {
    choices[Int.random(in: 0..<choices.count, using: &random)]
  }
  mutating func metric() -> QueryMetric { one(metrics) }

  mutating func metric(_ kinds: [QueryMetric.Kind]) -> QueryMetric {
    let fitting = metrics.filter { kinds.contains($0.kind) }
    return fitting.isEmpty ? metric() : one(fitting)
  }

  /// A name with matchers: `m{a="x", b=~"y|z"}`.
  mutating func selector(_ metric: QueryMetric) -> String {
    let ending = metric.kind == .histogram ? one(["_bucket", "_count", "_sum"]) : ""
    return metric.name + ending + matchers(metric)
  }

  mutating func matchers(_ metric: QueryMetric) -> String {
    var matchers: [String] = []
    for label in metric.labels where chance(30) {
      let value = one(label.values)
      switch Int.random(in: 0..<6, using: &random) {
      case 0: matchers.append("\(label.name)=\"\(value)\"")
      case 1: matchers.append("\(label.name)!=\"\(value)\"")
      case 2: matchers.append("\(label.name)=~\"\(value)|\(one(label.values))\"")
      case 3: matchers.append("\(label.name)!~\"\(value.prefix(1)).*\"")
      case 4: matchers.append("\(label.name)=~\".+\"")
      default: matchers.append("nolabel=\"\"")
      }
    }
    return matchers.isEmpty ? "" : "{" + matchers.joined(separator: ", ") + "}"
  }

  mutating func modifiers() -> String {
    var text = ""
    if chance(12) {
      text += one([" @ start()", " @ end()", " @ \(Int.random(in: moments, using: &random))"])
    }
    if chance(15) { text += " offset \(one(["1m", "7m", "-3m", "90s", "1h"]))" }
    return text
  }

  mutating func span() -> String { one(["1m", "2m", "5m", "7m30s", "15m", "1h"]) }

  mutating func rangeVector(_ metric: QueryMetric) -> String {
    "\(selector(metric))[\(span())]\(modifiers())"
  }

  mutating func subquery() -> String {
    let inner = chance(50) ? selector(metric()) : rate()
    return
      "\(inner)[\(one(["5m", "10m", "30m"])):\(one(["", "15s", "1m", "37s", "2m"]))]\(modifiers())"
  }

  mutating func rate() -> String {
    "\(one(["rate", "increase", "irate"]))(\(rangeVector(metric([.counter, .histogram]))))"
  }

  mutating func grouping(_ metric: QueryMetric) -> String {
    let names = metric.labels.map(\.name).filter { _ in chance(50) } + (chance(10) ? ["none"] : [])
    switch Int.random(in: 0..<4, using: &random) {
    case 0: return ""
    case 1: return "without (\(names.joined(separator: ", "))) "
    default: return "by (\(names.joined(separator: ", "))) "
    }
  }
}
