import Patterns

/// The question whose answer gives a variable its options.
package enum VariableQuery: Hashable, Sendable {
  case labelValues(label: String, selector: String?)
  case labelNames(matching: String)
  case metrics(matching: String)
  case queryResult(String)
  case series(String)

  /// Reads Grafana's forms: `label_values(up, job)`, `label_names()`, `metrics(re)`,
  /// `query_result(expr)`; anything else is a selector of series.
  package init(_ text: String) {
    let trimmed = text.trimming()
    func argument(of function: String) -> Substring? {
      guard trimmed.hasPrefix(function) else { return nil }
      let rest = trimmed.dropFirst(function.count).trimming()
      guard rest.hasPrefix("("), rest.hasSuffix(")") else { return nil }
      return rest.dropFirst().dropLast().trimming()
    }
    if let inside = argument(of: "label_values") {
      // The selector may hold commas itself: the last one parts it from the label.
      if let comma = inside.lastIndex(of: ",") {
        let label = inside[inside.index(after: comma)...].trimming()
        self = .labelValues(label: String(label), selector: String(inside[..<comma].trimming()))
      } else {
        self = .labelValues(label: String(inside), selector: nil)
      }
    } else if let inside = argument(of: "label_names") {
      self = .labelNames(matching: String(inside))
    } else if let inside = argument(of: "metrics") {
      self = .metrics(matching: String(inside))
    } else if let inside = argument(of: "query_result") {
      self = .queryResult(String(inside))
    } else {
      self = .series(String(trimmed))
    }
  }
}

extension VariableQuery {
  /// Of the texts that a server listed, those that the question means: the names that a pattern
  /// matches.
  package func chosen(of texts: [String]) -> [String] {
    switch self {
    case .labelNames(let pattern), .metrics(let pattern):
      guard !pattern.isEmpty, let pattern = try? Pattern(pattern) else { return texts }
      return texts.filter { pattern.matches($0) }
    case .labelValues, .queryResult, .series: return texts
    }
  }
}

extension StringProtocol where SubSequence == Substring {
  fileprivate func trimming() -> Substring {
    let start = self[...].drop { $0.isWhitespace }
    guard let last = start.lastIndex(where: { !$0.isWhitespace }) else { return start }
    return start[...last]
  }
}
