import Frames
import PromQL
import PromQLSyntax
import Samples
import TestSupport
import Testing

private let metrics = [
  QueryMetric("requests_total", .counter, [("job", ["api", "web"]), ("code", ["200", "500"])]),
  QueryMetric("depth", .gauge, [("queue", ["a", "b", "c"])]),
  QueryMetric("latency_seconds", .histogram, [("job", ["api", "web"])]),
]

/// Two hours at 15 s: counters that begin again, gaps, NaN, the end of a series.
private func store() throws -> SampleStore {
  var store = SampleStore()
  func load(_ labels: Labels, _ value: (Int) -> Double?) throws {
    let id = store.series(labels)
    for step in 0..<480 {
      guard let value = value(step) else { continue }
      try store.append(to: id, Int64(step) * 15_000, value)
    }
  }
  for (index, job) in ["api", "web"].enumerated() {
    for code in ["200", "500"] {
      try load(["__name__": "requests_total", "job": job, "code": code]) { step in
        Double((step % 200) * (index + 1)) * 1.5
      }
    }
    for (place, bound) in ["0.1", "0.5", "1", "+Inf"].enumerated() {
      try load(["__name__": "latency_seconds_bucket", "job": job, "le": bound]) { step in
        Double(step * (place + 1) * (index + 2))
      }
    }
    try load(["__name__": "latency_seconds_count", "job": job]) { Double($0 * 4 * (index + 2)) }
    try load(["__name__": "latency_seconds_sum", "job": job]) { Double($0) * 1.7 }
  }
  for (index, queue) in ["a", "b", "c"].enumerated() {
    try load(["__name__": "depth", "queue": queue]) { step in
      switch step {
      case 100..<130 where index == 0: nil
      case 200 where index == 1: .nan
      case 300 where index == 2: .staleMarker
      case 301... where index == 2: nil
      default: Double((step * 37 + index * 11) % 91) - 20
      }
    }
  }
  return store
}

@Suite struct GeneratedQueryTests {
  @Test func aSeedMakesTheSameQueries() {
    var one = QueryGenerator(seed: 7, over: metrics, moments: 0...7000)
    var two = QueryGenerator(seed: 7, over: metrics, moments: 0...7000)
    var other = QueryGenerator(seed: 8, over: metrics, moments: 0...7000)
    let queries = one.queries(300)
    #expect(queries == two.queries(300))
    #expect(queries != other.queries(300))
    #expect(Set(queries).count == 300)
  }

  /// Of every generated query, each moment of a range is what an instant query gives there.
  @Test(arguments: [1, 2] as [UInt64])
  func aRangeIsInstantsOneAfterTheOther(seed: UInt64) throws {
    let store = try store()
    let engine = QueryEngine()
    var generator = QueryGenerator(seed: seed, over: metrics, moments: 0...7000)
    var compared = 0
    for query in generator.queries(300) {
      let tree = try Expression(parsing: query)
      // What is pinned to the query's ends, or slides with its steps, is not the same.
      if query.contains("@") { continue }
      guard
        let range = try? engine.range(tree, from: 600_000, to: 7_000_000, step: 400_000, in: store),
        case .matrix(let matrix) = range
      else { continue }
      for step in stride(from: Int64(600_000), through: 7_000_000, by: 400_000) {
        guard case .vector(let vector) = try engine.instant(tree, at: step, in: store) else {
          continue
        }
        var expected: [Labels: Double] = [:]
        for series in matrix {
          guard let index = series.samples.times.firstIndex(of: step) else { continue }
          expected[series.labels] = series.samples.values[index]
        }
        #expect(vector.count == expected.count, "\(query) at \(step)")
        for element in vector {
          let (a, b) = (element.sample.value, expected[element.labels] ?? .missing)
          let isClose = a == b || (a.isNaN && b.isNaN) || abs(a - b) <= 1e-9 * max(abs(a), abs(b))
          #expect(isClose, "\(query) at \(step): \(element.labels.text) \(a), in the range \(b)")
        }
        compared += 1
      }
    }
    #expect(compared > 2000)
  }
}

extension Double {
  /// Equal to nothing, and no NaN.
  fileprivate static let missing = -0.123456789e99
}
