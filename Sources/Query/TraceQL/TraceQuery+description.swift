import Lexemes

/// TraceQL's text in one form, which reads back as the same query.
extension TraceQuery: CustomStringConvertible {
  package var description: String {
    var text = pipeline.text
    if let metrics { text += " | \(metrics)" }
    if !hints.isEmpty { text += " with (\(hints.map(\.description).joined(separator: ", ")))" }
    return text
  }
}

extension [TraceStage] {
  fileprivate var text: String { map(\.description).joined(separator: " | ") }
}

extension [Attribute] {
  fileprivate var text: String { map(\.description).joined(separator: ", ") }
}

extension TraceStage: CustomStringConvertible {
  package var description: String {
    switch self {
    case .spanset(let spanset): spanset.description
    case .filter(let left, let comparison, let right):
      "\(left) \(comparison.rawValue) \(right)"
    case .group(let field): "by(\(field))"
    case .coalesce: "coalesce()"
    case .select(let attributes): "select(\(attributes.text))"
    }
  }
}

extension Spanset: CustomStringConvertible {
  package var description: String {
    switch self {
    case .filter(nil, _): "{}"
    case .filter(let condition?, _): "{ \(condition) }"
    case .operation(let op, let left, let right):
      "\(left.text(before: op)) \(op.rawValue) \(right.text(inside: op.precedence + 1))"
    case .pipeline(let stages): "(\(stages.text))"
    }
  }

  /// In parentheses where it binds less than the operator, or as much but is another.
  private func text(before next: Operator) -> String {
    guard case .operation(let op, _, _) = self, op != next, op.precedence <= next.precedence
    else { return description }
    return "(\(self))"
  }

  /// In parentheses where it binds less than asked.
  private func text(inside minimum: Int) -> String {
    guard case .operation(let op, _, _) = self, op.precedence < minimum else { return description }
    return "(\(self))"
  }
}

extension ScalarExpression: CustomStringConvertible {
  package var description: String {
    switch self {
    case .literal(let literal): return literal.description
    case .aggregate(let aggregate, let field):
      return "\(aggregate.rawValue)(\(field?.description ?? ""))"
    case .pipeline(let stages, let scalar): return "(\(stages.text) | \(scalar))"
    case .operation(let op, let left, let right):
      let own = op.precedence
      let (first, second) = op == .power ? (own + 1, own) : (own, own + 1)
      return "\(left.text(inside: first)) \(op.rawValue) \(right.text(inside: second))"
    }
  }

  /// In parentheses where it binds less than asked.
  private func text(inside minimum: Int) -> String {
    guard case .operation(let op, _, _) = self, op.precedence < minimum else { return description }
    return "(\(self))"
  }
}

extension TraceMetrics: CustomStringConvertible {
  package var description: String {
    var arguments: [String] = []
    if let attribute { arguments.append(attribute.description) }
    arguments += quantiles.map { ShortestNumber.text($0) }
    if let selection { arguments.append("{ \(selection) }") }
    arguments += numbers.map(String.init)
    let group = grouping.isEmpty ? "" : " by (\(grouping.text))"
    let rest = secondStages.map { stage in
      switch stage {
      case .top(let count): " | topk(\(count))"
      case .bottom(let count): " | bottomk(\(count))"
      case .filter(let comparison, let number): " \(comparison.rawValue) \(number)"
      }
    }
    return "\(function.rawValue)(\(arguments.joined(separator: ", ")))\(group)\(rest.joined())"
  }
}

extension TraceHint: CustomStringConvertible {
  package var description: String { "\(name)=\(value)" }
}
