extension QueryGenerator {
  /// An instant vector of some depth.
  mutating func vector(depth: Int) -> Piece {
    guard depth > 0 else { return leaf() }
    switch Int.random(in: 0..<16, using: &random) {
    case 0, 1: return leaf()
    case 2, 3, 4, 5: return aggregation(depth: depth)
    case 6, 7: return elementFunction(depth: depth)
    case 8, 9: return withScalar(depth: depth)
    case 10, 11: return pair(depth: depth)
    case 12: return quantile()
    case 13: return labelled(depth: depth)
    case 14: return special(depth: depth)
    default: return sets(depth: depth)
    }
  }

  /// A selector, or a function of a range.
  private mutating func leaf() -> Piece {
    let text: String
    switch Int.random(in: 0..<12, using: &random) {
    case 0, 1, 2: text = selector(metric()) + modifiers()
    case 3, 4, 5: text = rate()
    case 6: text = "\(one(["delta", "idelta", "deriv"]))(\(rangeVector(metric([.gauge]))))"
    case 7:
      text = "predict_linear(\(rangeVector(metric([.gauge]))), \(one(["600", "-60", "3600"])))"
    case 8: text = "holt_winters(\(rangeVector(metric([.gauge]))), 0.3, 0.6)"
    case 9:
      let share = one(["0", "0.5", "0.9", "1", "1.1", "NaN"])
      text = "quantile_over_time(\(share), \(chance(50) ? rangeVector(metric()) : subquery()))"
    default:
      let function = one([
        "sum", "avg", "min", "max", "count", "stddev", "stdvar", "last", "present",
      ])
      text = "\(function)_over_time(\(chance(70) ? rangeVector(metric()) : subquery()))"
    }
    return Piece(text: text, isExact: true)
  }

  private mutating func aggregation(depth: Int) -> Piece {
    let metric = metric()
    switch Int.random(in: 0..<8, using: &random) {
    case 0:
      // Of ties those come that stand first in the order of labels, which only a leaf keeps.
      let limit = one(["1", "2", "3", "5", "100", "0"])
      let text = "\(one(["topk", "bottomk"])) \(grouping(metric))(\(limit), \(leaf().text))"
      return Piece(text: text, isExact: true)
    case 1:
      let share = one(["0", "0.25", "0.5", "0.99", "2", "-1"])
      return Piece(
        text: "quantile \(grouping(metric))(\(share), \(vector(depth: depth - 1).text))",
        isExact: false)
    case 2:
      return Piece(
        text: "count_values \(grouping(metric))(\"value\", \(selector(metric)))", isExact: true)
    case 3:
      let inner = vector(depth: depth - 1)
      return Piece(
        text: "\(one(["min", "max", "count", "group"])) \(grouping(metric))(\(inner.text))",
        isExact: inner.isExact)
    default:
      let op = one(["sum", "sum", "avg", "stddev", "stdvar", "max", "count"])
      let inner = op.hasPrefix("std") ? leaf() : vector(depth: depth - 1)
      return Piece(text: "\(op) \(grouping(metric))(\(inner.text))", isExact: false)
    }
  }

  private mutating func elementFunction(depth: Int) -> Piece {
    // Where a value lies at a step of these, its last bit would tell.
    let inner = chance(50) ? leaf() : vector(depth: depth - 1)
    let steep = ["ceil", "floor", "round", "sgn"]
    let smooth = [
      "abs", "sqrt", "exp", "ln", "log2", "log10", "atan", "deg", "rad", "sinh", "tanh",
    ]
    let dates = ["hour", "minute", "day_of_week", "month", "year", "days_in_month", "day_of_year"]
    let name = one(inner.isExact ? steep + smooth + dates : smooth)
    switch Int.random(in: 0..<6, using: &random) {
    case 0: return Piece(text: "clamp(\(inner.text), 0.5, 100)", isExact: inner.isExact)
    case 1:
      return Piece(text: "clamp_\(one(["min", "max"]))(\(inner.text), 10)", isExact: inner.isExact)
    case 2 where inner.isExact: return Piece(text: "round(\(inner.text), 0.25)", isExact: true)
    default: return Piece(text: "\(name)(\(inner.text))", isExact: inner.isExact)
    }
  }

  private mutating func scalar() -> String {
    switch Int.random(in: 0..<8, using: &random) {
    case 0: "time()"
    case 1: "scalar(\(selector(metric())))"
    case 2: "pi()"
    case 3: "(2 ^ \(one(["0.5", "3", "-1"])) - 1)"
    default: one(["2", "0.5", "1000", "-3", "0", "1e3", "Inf", "0x1f"])
    }
  }

  private mutating func withScalar(depth: Int) -> Piece {
    let inner = chance(50) ? leaf() : vector(depth: depth - 1)
    let smooth = ["+", "*", "/"]
    let steep = ["-", "%", "^", ">", "<=", "==", "!=", "> bool", "== bool", "atan2"]
    let op = one(inner.isExact ? smooth + steep : smooth)
    let scalar = scalar()
    let text =
      chance(70)
      ? "(\(inner.text)) \(op) \(scalar)" : "\(scalar) \(op) (\(inner.text))"
    return Piece(text: chance(10) ? "-(\(text))" : text, isExact: inner.isExact)
  }

  /// Two vectors that match on some labels, or fail to.
  private mutating func pair(depth: Int) -> Piece {
    let metric = metric()
    let names = metric.labels.map(\.name)
    let some = names.filter { _ in chance(60) }.joined(separator: ", ")
    let selected = selector(metric)
    switch Int.random(in: 0..<5, using: &random) {
    case 0:
      let op = one(["+", "-", "*", "/", ">", "!= bool"])
      return Piece(text: "\(selected) \(op) \(selected) offset 5m", isExact: true)
    case 1:
      let text = "\(selected) / on (\(some)) group_left () sum by (\(some)) (\(selected))"
      return Piece(text: text, isExact: false)
    case 2:
      let text = "sum by (\(some)) (\(selected)) * on (\(some)) group_right () \(selected)"
      return Piece(text: text, isExact: false)
    case 3:
      let text = "sum by (\(some)) (\(rate())) / sum by (\(some)) (\(rate()))"
      return Piece(text: text, isExact: false)
    default:
      // Mostly many to many, or nothing that matches: an error, or empty.
      let op = one(["+", "*", ">"])
      let text = "\(selected) \(op) \(one(["on", "ignoring"])) (\(some)) \(selector(self.metric()))"
      return Piece(text: text, isExact: true)
    }
  }

  private mutating func quantile() -> Piece {
    let metric = metric([.histogram])
    guard metric.kind == .histogram else { return leaf() }
    let share = one(["0", "0.5", "0.9", "0.99", "1", "2"])
    let bucket = "\(metric.name)_bucket\(matchers(metric))"
    let rate = "rate(\(bucket)[\(span())])"
    let names = (["le"] + metric.labels.map(\.name).filter { _ in chance(40) })
    let inner =
      chance(60) ? "sum by (\(names.joined(separator: ", "))) (\(rate))" : one([rate, bucket])
    return Piece(text: "histogram_quantile(\(share), \(inner))", isExact: false)
  }

  private mutating func labelled(depth: Int) -> Piece {
    let metric = metric()
    let name = metric.labels.isEmpty ? "job" : one(metric.labels.map(\.name))
    let inner = leaf().text
    let replaced = one(["$1-x", "${1}", "$0", "", "$1x", "$$"])
    let text = one([
      "label_replace(\(inner), \"new\", \"\(replaced)\", \"\(name)\", \"(.).*\")",
      "label_replace(\(inner), \"\(name)\", \"same\", \"\(name)\", \".*\")",
      "label_join(\(inner), \"new\", \"/\", \"\(name)\", \"none\", \"__name__\")",
    ])
    return Piece(text: text, isExact: true)
  }

  private mutating func special(depth: Int) -> Piece {
    let metric = metric()
    let text = one([
      "absent(\(selector(metric)))", "absent(nothing{a=\"b\", c!=\"d\"})",
      "absent_over_time(\(rangeVector(metric)))", "absent(sum(nothing))",
      "timestamp(\(selector(metric)))", "timestamp(\(rate()))", "vector(\(scalar()))",
      "sort(\(selector(metric)))", "sort_desc(\(rate()))", "changes(\(rangeVector(metric)))",
      "resets(\(rangeVector(metric)))", "year()", "hour(vector(time()))",
      "{__name__=~\"\(metric.name).*\"}", "rate({__name__=~\"\(metric.name).*\"}[5m])",
      "nothing", "sum(nothing)", "topk(NaN, \(selector(metric)))", "-\(selector(metric))",
    ])
    return Piece(text: text, isExact: true)
  }

  private mutating func sets(depth: Int) -> Piece {
    let left = vector(depth: depth - 1)
    let right = vector(depth: depth - 1)
    let names = metric().labels.map(\.name).filter { _ in chance(40) }.joined(separator: ", ")
    let matching = chance(40) ? "\(one(["on", "ignoring"])) (\(names)) " : ""
    let op = one(["and", "or", "unless"])
    return Piece(
      text: "(\(left.text)) \(op) \(matching)(\(right.text))",
      isExact: left.isExact && right.isExact)
  }
}
