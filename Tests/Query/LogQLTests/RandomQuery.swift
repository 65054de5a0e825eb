import PromQLSyntax
import TestSupport

@testable import LogQL

/// Makes queries of the shape that the parser makes.
struct RandomQuery {
  var random: SeededRandom

  mutating func query(depth: Int) -> LogQLQuery {
    random.isOne(in: 3) ? .log(log(isRange: false)) : .metric(metric(depth))
  }

  private mutating func log(isRange: Bool, unwrap: Bool = false) -> LogQuery {
    var matchers = [LabelMatcher("app", .equal, "a" + text())]
    if random.isOne(in: 2) { matchers.append(matcher()) }
    var stages = (0..<random.number(below: 4)).map { _ in Stage(stage()) }
    if unwrap {
      let conversion = random.isOne(in: 2) ? random.pick(Unwrap.Conversion.allCases) : nil
      stages.append(Stage(.unwrap(Unwrap(name(), conversion))))
      if random.isOne(in: 3) { stages.append(Stage(.labelFilter(filter(2)))) }
    }
    return LogQuery(matchers: matchers, stages: stages)
  }

  private mutating func stage() -> Stage.Kind {
    switch random.number(below: 14) {
    case 0, 1: return .lineFilter(lineFilter())
    case 2: return .json(extractions())
    case 3:
      return .logfmt(
        random.pick([[], .strict, .keepEmpty, [.strict, .keepEmpty]]), extractions())
    case 4: return .pattern(text())
    case 5: return .regexp("(?P<a>.*)")
    case 6: return .unpack
    case 7: return .decolorize
    case 8: return .lineFormat(text())
    case 9:
      return .labelFormat([
        LabelFormat("b", random.isOne(in: 2) ? .rename(name()) : .template(text())),
        LabelFormat("c", .template(text())),
      ])
    case 10:
      // A name at the end would take a following != for its own.
      let choices = (0..<random.number(below: 3)).map { _ in choice() } + [.matching(matcher())]
      return random.isOne(in: 2) ? .drop(choices) : .keep(choices)
    case 11: return .distinct((0...random.number(below: 2)).map { _ in name() })
    default: return .labelFilter(filter(3))
    }
  }

  private mutating func lineFilter() -> LineFilter {
    let op = random.pick(LineFilter.Operator.allCases)
    let isRegular = op == .matches || op == .notMatches
    return LineFilter(
      op,
      (0...random.number(below: 3)).map { _ in
        let isIP = (op == .contains || op == .lacks) && random.isOne(in: 4)
        return .init(isIP ? "10.0.0.0/8" : isRegular ? "a|b.*" : text(), isIP: isIP)
      })
  }

  private mutating func filter(_ depth: Int) -> LabelFilter {
    let comparison = random.pick(LabelFilter.Comparison.allCases)
    switch random.number(below: depth > 0 ? 9 : 6) {
    case 0, 1: return .matcher(matcher())
    case 2: return .ip(label: name(), isNegative: random.isOne(in: 2), network: "10.0.0.1")
    case 3:
      let value = Double(random.number(below: 4000)) / 8 - 100
      return .number(label: name(), comparison, value)
    case 4: return .duration(label: name(), comparison, duration() * (random.isOne(in: 9) ? -1 : 1))
    case 5:
      let size = UInt64(random.number(below: 1 << 40)) * random.pick([1, 1000, 1024])
      return .bytes(label: name(), comparison, size)
    case 6, 7: return .and(filter(depth - 1), filter(depth - 1))
    default: return .or(filter(depth - 1), filter(depth - 1))
    }
  }

  private mutating func metric(_ depth: Int) -> MetricQuery {
    switch depth > 0 ? random.number(below: 8) : random.number(below: 3) {
    case 0: return .number(NumberLiteral(Double(random.number(below: 100)) / 4 - 5))
    case 1: return .vector(NumberLiteral(Double(random.number(below: 100)) / 4))
    case 2, 3: return .range(range())
    case 4: return .paren(LogParen(metric(depth - 1)))
    case 5: return .aggregation(aggregation(depth))
    case 6:
      return .labelReplace(
        LabelReplace(
          metric(depth - 1), destination: name(), replacement: text(), source: name(),
          pattern: "(.*)"))
    default: return binary(depth)
    }
  }

  private mutating func range() -> RangeAggregation {
    let op = random.pick(RangeAggregation.Operator.allCases)
    let unwrap = op.needsUnwrap || op.allowsUnwrap && random.isOne(in: 2)
    return RangeAggregation(
      op, log(isRange: true, unwrap: unwrap), span: (1 + duration() / 1_000_000) * 1_000_000,
      offset: random.isOne(in: 3) ? duration() * (random.isOne(in: 3) ? -1 : 1) : 0,
      parameter: op == .quantileOverTime ? 0.95 : nil,
      grouping: op.allowsGrouping && random.isOne(in: 2) ? grouping() : nil)
  }

  private mutating func aggregation(_ depth: Int) -> LogAggregation {
    let op = random.pick(LogAggregation.Operator.allCases)
    let groups = op != .sort && op != .sortDescending && random.isOne(in: 2)
    return LogAggregation(
      op, metric(depth - 1), parameter: op.takesParameter ? 1 + random.number(below: 9) : nil,
      grouping: groups ? grouping() : nil)
  }

  private mutating func binary(_ depth: Int) -> MetricQuery {
    let op = random.pick(BinaryOperator.allCases.filter { $0 != .atan2 })
    func leg(_ query: MetricQuery, _ minimum: Int) -> MetricQuery {
      switch query {
      case .binary(let node) where node.op.precedence < minimum: .paren(LogParen(query))
      case .number where op.isSetOperator: .paren(LogParen(query))
      default: query
      }
    }
    let own = op.precedence
    var matching = VectorMatching(op.isSetOperator ? .manyToMany : .oneToOne)
    if random.isOne(in: 2) {
      matching.isOn = random.isOne(in: 2)
      matching.labels = ["a", "b"]
      if !op.isSetOperator, random.isOne(in: 2) {
        matching.cardinality = random.isOne(in: 2) ? .manyToOne : .oneToMany
        matching.include = random.isOne(in: 2) ? ["c"] : []
      }
    }
    return .binary(
      LogBinary(
        op, leg(metric(depth - 1), op == .power ? own + 1 : own),
        leg(metric(depth - 1), op == .power ? own : own + 1), matching: matching,
        returnBool: op.isComparison && random.isOne(in: 2)))
  }

  private mutating func grouping() -> Grouping {
    Grouping(["a", "level"].filter { _ in random.isOne(in: 2) }, isWithout: random.isOne(in: 2))
  }

  private mutating func extractions() -> [Extraction] {
    (0..<random.number(below: 3)).map { _ in
      let label = name()
      return Extraction(label, path: random.isOne(in: 2) ? label : text())
    }
  }

  private mutating func choice() -> LabelChoice {
    random.isOne(in: 2) ? .name(name()) : .matching(matcher())
  }

  private mutating func matcher() -> LabelMatcher {
    let op = random.pick(LabelMatcher.Operator.allCases)
    return LabelMatcher(name(), op, op.isRegularExpression ? "a|b.*" : text())
  }

  private mutating func duration() -> Int64 {
    random.pick([1, 1_500, 250_000_000, 90_000_000_000, 86_400_000_000_000])
      * Int64(1 + random.number(below: 50))
  }

  private mutating func name() -> String {
    random.pick(["a", "level", "rate", "duration", "_x1", "sum", "distinct", "bytes"])
  }

  private mutating func text() -> String {
    let pieces = ["a", "é", "\"", "\\", "\n", "`", "{{.x}}", "<_>", "#", "😀", "|", " "]
    return (0..<random.number(below: 4)).map { _ in random.pick(pieces) }.joined()
  }
}
