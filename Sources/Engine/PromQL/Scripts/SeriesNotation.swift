package import Frames
import Lexemes
package import PromQLSyntax
import Samples

/// A series as scripts write it: `up{job="a"} 1 2 _ 0+10x5 stale`.
package struct SeriesNotation {
  package var labels: Labels
  /// One for each step; `nil` where there is no sample.
  package var values: [Double?]
  /// True where there are native histograms among the values, which are not kept.
  package var hasHistograms = false

  /// The most values that one notation may stand for.
  private static let limit = 1_000_000

  package init(parsing line: String) throws(PromQLError) {
    // `{{` begins a histogram and no labels.
    let histogram = line.firstPlace(of: "{{")
    hasHistograms = histogram != nil
    let line = histogram.map { String(line[..<$0]) } ?? line
    let description: SeriesDescription
    do {
      description = try SeriesDescription(prefixOf: line)
    } catch {
      throw PromQLError(.badData, error.description)
    }
    labels = description.metric
    values = []
    let rest = String(decoding: Array(line.utf8).dropFirst(description.range.end), as: UTF8.self)
    guard !hasHistograms else { return }
    for item in rest.split(whereSeparator: { $0 == " " || $0 == "\t" }) {
      guard let read = Self.values(String(item)), values.count + read.count <= Self.limit else {
        throw PromQLError(.badData, "not a value of a series: \(item)")
      }
      values += read
    }
  }

  /// The values of one item: `1`, `_`, `stale`, `_x3`, `1x3`, `0+10x5`.
  private static func values(_ item: String) -> [Double?]? {
    if item == "stale" { return [.staleMarker] }
    if item == "_" { return [nil] }
    if item.hasPrefix("_x") {
      guard let count = Int(item.dropFirst(2)), (0...limit).contains(count) else { return nil }
      return [Double?](repeating: nil, count: count)
    }
    var rest = item[...]
    guard let first = number(&rest) else { return nil }
    if rest.isEmpty { return [first] }
    var step = 0.0
    if let sign = rest.first, sign == "+" || sign == "-" {
      guard let difference = number(&rest) else { return nil }
      step = difference
    }
    guard rest.popFirst() == "x", let count = Int(rest), (0..<limit).contains(count) else {
      return nil
    }
    // One more than the count: that of the start.
    var value = first
    return (0...count).map { index in
      if index > 0 { value += step }
      return value
    }
  }

  /// Takes a number with its sign from the front; `0x10` is eleven zeros here, not sixteen.
  private static func number(_ rest: inout Substring) -> Double? {
    var sign = 1.0
    while let character = rest.first, character == "+" || character == "-" {
      if character == "-" { sign = -sign }
      rest.removeFirst()
    }
    var end = rest.startIndex
    var last: Character = " "
    while end < rest.endIndex {
      let character = rest[end]
      if character == "x" { break }
      if character == "+" || character == "-", last != "e", last != "E" { break }
      last = character
      end = rest.index(after: end)
    }
    guard let value = NumberText.value(String(rest[..<end])) else { return nil }
    rest = rest[end...]
    return sign * value
  }

  /// The number that is all of a text.
  static func number(_ text: String) -> Double? {
    let digits = text.drop { $0 == "+" || $0 == "-" }
    guard let value = NumberText.value(String(digits)) else { return nil }
    let isNegative = text.dropLast(digits.count).filter { $0 == "-" }.count % 2 == 1
    return isNegative ? -value : value
  }
}

extension String {
  /// Where another text first stands in this one.
  fileprivate func firstPlace(of text: String) -> Index? {
    indices.first { self[$0...].hasPrefix(text) }
  }
}

extension SeriesDescription {
  /// The labels, with the name among them.
  package var metric: Labels {
    var pairs = labels.map { (name: $0.name, value: $0.value) }
    if let name { pairs.append((name: "__name__", value: name)) }
    return Labels(pairs).withoutEmptyValues
  }
}
