import Foundation
import Frames
import PromQL
import Samples
import Testing

private let minute: Int64 = 60_000

/// Forty series of an hour, a sample a minute.
private func store() throws -> SampleStore {
  var store = SampleStore()
  for index in 0..<40 {
    let id = store.series(["__name__": "m", "i": "\(index)", "half": "\(index % 2)"])
    for step in 0...60 { try store.append(to: id, Int64(step) * minute, Double(step * index)) }
  }
  return store
}

private func failure(_ work: () throws(PromQLError) -> QueryResult) -> PromQLError? {
  do throws(PromQLError) {
    _ = try work()
    return nil
  } catch { return error }
}

@Suite struct QueryEngineTests {
  @Test(arguments: [
    ("1 +", PromQLError.Code.badData), ("rate(m)", .badData), ("m{a=~\"(\"}", .badData),
    ("nosuch(m)", .badData), ("topk(NaN, m)", .execution), ("m + on () m", .execution),
    ("histogram_sum(m)", .execution),
  ])
  func anErrorHasTheTypeThatPrometheusGivesIt(query: String, code: PromQLError.Code) throws {
    let store = try store()
    #expect(
      failure { () throws(PromQLError) in try QueryEngine().instant(query, at: minute, in: store) }?
        .code == code)
  }

  @Test(
    arguments: [
      "0", "-3", "20719430.9378141", "20717048.478140786", "0.00001234", "1234567890123456800000",
      "1e-300", "123456789",
    ])
  func countedValuesAreWrittenWithoutExponent(number: String) throws {
    let result = try QueryEngine().instant(
      "count_values(\"v\", vector(\(number)))", at: 0, in: SampleStore())
    guard case .vector(let vector) = result else {
      Issue.record("no vector")
      return
    }
    let written =
      number == "1e-300" ? "0." + String(repeating: "0", count: 299) + "1" : number
    #expect(vector.map(\.labels) == [["v": written]])
  }

  @Test(arguments: [
    (0, -1, 1, "end timestamp must not be before start time"),
    (0, 10, 0, "zero or negative query resolution step widths are not accepted"),
    (0, 11_001, 1, "exceeded maximum resolution of 11,000 points per timeseries"),
    (Int64.min, Int64.max, 1, "exceeded maximum resolution of 11,000 points per timeseries"),
  ])
  func aRangeThatNothingCanAnswerIsRefused(
    start: Int64, end: Int64, step: Int64, words: String
  ) throws {
    let store = try store()
    let error = failure { () throws(PromQLError) in
      try QueryEngine().range("m", from: start, to: end, step: step, in: store)
    }
    #expect(error?.code == .badData)
    #expect(error?.detail.hasPrefix(words) == true)
  }

  @Test(arguments: ["m[5m]", "\"text\"", "m[5m:1m]"])
  func aRangeQueryGivesNoRangeVectorAndNoText(query: String) throws {
    let store = try store()
    let error = failure { () throws(PromQLError) in
      try QueryEngine().range(query, from: 0, to: minute, step: minute, in: store)
    }
    #expect(error?.code == .badData)
    #expect(error?.detail.hasPrefix("invalid expression type") == true)
  }

  @Test func theMostStepsAreAllowed() throws {
    var store = SampleStore()
    try store.append(["__name__": "m"], 0, 1)
    guard
      case .matrix(let matrix) = try QueryEngine().range(
        "m", from: 0, to: 11_000, step: 1, in: store)
    else { return #expect(Bool(false)) }
    #expect(matrix.first?.samples.count == 11_001)
  }

  @Test(arguments: ["m", "m[1h]", "sum(m)", "m[1h:1s]", "rate(m[1h])", "vector(1)[1000d:1ms]"])
  func aQueryHoldsNoMoreSamplesThanAllowed(query: String) throws {
    let store = try store()
    var engine = QueryEngine()
    engine.maximumSamples = 30
    let error = failure { () throws(PromQLError) in
      try engine.instant(query, at: 60 * minute, in: store)
    }
    #expect(error?.code == .execution)
    #expect(
      error?.detail
        == "query processing would load too many samples into memory in query execution")
  }

  @Test(arguments: [QueryEngine.Interruption.canceled, .timeout])
  func aQueryEndsWhenItIsToldTo(interruption: QueryEngine.Interruption) throws {
    let store = try store()
    let asked = Counter()
    var engine = QueryEngine()
    engine.interruption = { asked.next() > 2 ? interruption : nil }
    let error = failure { () throws(PromQLError) in
      try engine.range("sum(rate(m[5m])) + sum(m)", from: 0, to: 60 * minute, step: 1000, in: store)
    }
    #expect(error?.code == (interruption == .canceled ? .canceled : .timeout))
    #expect(error?.detail.hasSuffix("in expression evaluation") == true)
  }

  @Test func aCancelledTaskEndsItsQuery() async throws {
    let store = try store()
    let task = Task {
      // Cancelled from within, so that it is so before the query begins.
      withUnsafeCurrentTask { $0?.cancel() }
      return failure { () throws(PromQLError) in try QueryEngine().instant("m", at: 0, in: store) }
    }
    #expect(await task.value?.code == .canceled)
  }

  @Test(arguments: [
    ("2", "scalar"), ("\"x\"", "string"), ("m", "vector"), ("m[5m]", "matrix"),
    ("m[5m:1m]", "matrix"), ("(time())", "scalar"),
  ])
  func aResultIsOfTheKindOfItsQuery(query: String, kind: String) throws {
    let result = try QueryEngine().instant(query, at: 10 * minute, in: store())
    let name =
      switch result {
      case .scalar: "scalar"
      case .string: "string"
      case .vector: "vector"
      case .matrix: "matrix"
      }
    #expect(name == kind)
  }

  @Test func aRangeVectorComesWithItsOwnSamples() throws {
    let result = try QueryEngine().instant("m{i=\"3\"}[2m]", at: 10 * minute + 1, in: store())
    var run = SampleRun()
    run.append(9 * minute, 27)
    run.append(10 * minute, 30)
    #expect(
      result
        == .matrix([
          MatrixSeries(labels: ["__name__": "m", "i": "3", "half": "1"], samples: run)
        ]))
  }

  @Test func seriesComeInTheOrderOfTheirLabels() throws {
    guard
      case .matrix(let matrix) = try QueryEngine().range(
        "topk(3, m)", from: 0, to: 60 * minute, step: minute, in: store())
    else { return #expect(Bool(false)) }
    let labels = matrix.map { $0.labels["i"] ?? "" }
    #expect(labels.count >= 3)
    let sorted = matrix.map(\.labels).sorted(by: Labels.precede)
    #expect(matrix.map(\.labels) == sorted)
  }
}

/// Counts across threads.
private final class Counter: @unchecked Sendable {
  private let lock = NSLock()
  private var count = 0

  func next() -> Int {
    lock.withLock {
      count += 1
      return count
    }
  }
}
