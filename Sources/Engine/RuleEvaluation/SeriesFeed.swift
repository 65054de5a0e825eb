import Frames
import PromQL
import PromQLSyntax
import Samples

/// The series of a unit test, given to a store as its time goes on: a rule sees no sample of later.
struct SeriesFeed {
  private var series: [(labels: Labels, values: [Double?], next: Int)] = []
  private let step: Int64

  init(_ test: RuleTestFile.Test) throws(RuleTestFailure) {
    step = max(1, test.interval.milliseconds)
    for one in test.series {
      do throws(PromQLError) {
        let notation = try SeriesNotation(parsing: one.name + " " + one.values)
        guard !notation.hasHistograms else {
          throw PromQLError(.badData, "native histograms are not supported")
        }
        // A later definition of a series takes the place of an earlier one.
        series.removeAll { $0.labels == notation.labels }
        series.append((notation.labels, notation.values, 0))
      } catch {
        throw RuleTestFailure(
          line: one.line, test: test.name, message: "series \(one.name): \(error.detail)")
      }
    }
  }

  /// Gives what there is up to a moment (milliseconds, inclusive).
  mutating func feed(_ store: inout SampleStore, till time: Int64) {
    for place in series.indices {
      var next = series[place].next
      while next < series[place].values.count, Int64(next) * step <= time {
        if let value = series[place].values[next] {
          // A rule may have written the same series: what was first stands.
          try? store.append(series[place].labels, Int64(next) * step, value)
        }
        next += 1
      }
      series[place].next = next
    }
  }
}

extension SeriesDescription {
  /// The labels of a text that is one series and nothing else.
  static func labels(of text: String) throws(PromQLSyntaxError) -> Labels {
    if text.isEmpty { return Labels() }
    let description = try SeriesDescription(prefixOf: text)
    guard text.utf8.dropFirst(description.range.end).allSatisfy({ $0 == 0x20 }) else {
      // Another selector or an operator follows: read as an expression it says where.
      let whole = try VectorSelector(parsing: text)
      return Labels(whole.matchers.map { ($0.name, $0.value) })
    }
    return description.metric
  }
}
