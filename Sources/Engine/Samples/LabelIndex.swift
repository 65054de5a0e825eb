package import Frames

/// Which series have a label with a value: numbers of series, ascending.
package struct LabelIndex: Sendable {
  private var values: [String: [String: [Int]]] = [:]

  package init() {}

  /// Enters a series whose number is above all others.
  package mutating func insert(_ labels: Labels, _ series: Int) {
    for pair in labels.pairs {
      values[pair.name, default: [:]][pair.value, default: []].append(series)
    }
  }

  /// The series below a count that satisfy all of the matchers, ascending.
  package func select(_ matchers: [SeriesMatcher], of count: Int) -> [Int] {
    var chosen = [Bool](repeating: true, count: count)
    for matcher in matchers {
      // A series without the label counts as one with the empty value.
      let keepsOthers = matcher.matchesEmpty
      var marked = [Bool](repeating: keepsOthers, count: count)
      mark(&marked, matcher, keepsOthers)
      for number in 0..<count where !marked[number] { chosen[number] = false }
    }
    return (0..<count).filter { chosen[$0] }
  }

  /// Marks the series with a value that the matcher wants, or takes the mark from the others'.
  private func mark(_ marked: inout [Bool], _ matcher: SeriesMatcher, _ keepsOthers: Bool) {
    guard let byValue = values[matcher.name] else { return }
    if matcher.operation == .equal, !keepsOthers {
      for number in byValue[matcher.value] ?? [] { marked[number] = true }
      return
    }
    for (value, numbers) in byValue where matcher.matches(value) != keepsOthers {
      for number in numbers { marked[number] = !keepsOthers }
    }
  }

  /// The names of labels that series have, in order.
  package var names: [String] { values.keys.sorted(by: String.bytesPrecede) }

  /// The values that a label has, in order.
  package func values(of name: String) -> [String] {
    values[name]?.keys.sorted(by: String.bytesPrecede) ?? []
  }
}
