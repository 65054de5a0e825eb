import Lexemes
import PromQLSyntax

extension LogQLQuery: CustomStringConvertible {
  package var description: String {
    switch self {
    case .log(let query): query.description
    case .metric(let query): query.description
    }
  }
}

/// Trees made by hand get the parentheses that they need to keep their meaning.
extension MetricQuery: CustomStringConvertible {
  package var description: String {
    switch self {
    case .range(let node): node.description
    case .aggregation(let node): node.description
    case .binary(let node): node.description
    case .number(let node): ShortestNumber.text(node.value)
    case .vector(let node): "vector(\(ShortestNumber.text(node.value)))"
    case .labelReplace(let node): node.description
    case .paren(let node): "(\(node.inner))"
    }
  }

  /// In parentheses where it binds less than asked.
  fileprivate func text(inside minimum: Int) -> String {
    guard case .binary(let node) = self, node.op.precedence < minimum else { return description }
    return "(\(self))"
  }
}

extension RangeAggregation: CustomStringConvertible {
  package var description: String {
    let quantile = parameter.map { ShortestNumber.text($0) + ", " } ?? ""
    let space = log.stages.isEmpty ? "" : " "
    let back = offset == 0 ? "" : " offset \(FineDuration.text(offset))"
    return "\(op.rawValue)(\(quantile)\(log)\(space)[\(FineDuration.text(span))]\(back))"
      + (grouping.map { " \($0)" } ?? "")
  }
}

extension Grouping: CustomStringConvertible {
  package var description: String {
    "\(isWithout ? "without" : "by") (\(labels.joined(separator: ", ")))"
  }
}

extension LogAggregation: CustomStringConvertible {
  package var description: String {
    op.rawValue + (grouping.map { " \($0) " } ?? "")
      + "(\(parameter.map { "\($0), " } ?? "")\(inner))"
  }
}

extension LogBinary: CustomStringConvertible {
  package var description: String {
    // A power groups to the right, all others to the left.
    let own = op.precedence
    let (leftBound, rightBound) = op == .power ? (own + 1, own) : (own, own + 1)
    return "\(left.text(inside: leftBound)) \(op.rawValue)\(returnBool ? " bool" : "")"
      + "\(matching) \(right.text(inside: rightBound))"
  }
}

extension LabelReplace: CustomStringConvertible {
  package var description: String {
    let strings = [destination, replacement, source, pattern].map(QuotedString.quoted)
    return "label_replace(\(inner), \(strings.joined(separator: ", ")))"
  }
}
