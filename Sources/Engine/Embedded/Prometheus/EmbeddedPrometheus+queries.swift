import Frames
import HTTP
import PromQL
import Samples
import Times

extension EmbeddedPrometheus {
  func query(
    _ form: RequestForm, now: Instant, _ limits: HTTPLimits
  ) throws(APIError) -> [UInt8] {
    let time = try form.time("time", else: now.milliseconds)
    let engine = try engine(form, limits)
    let result: QueryResult
    do throws(PromQLError) {
      result = try engine.instant(form["query"], at: time, in: backing.source(now))
    } catch {
      throw APIError(error, parameter: "query")
    }
    return Self.answer(result)
  }

  func queryRange(
    _ form: RequestForm, now: Instant, _ limits: HTTPLimits
  ) throws(APIError) -> [UInt8] {
    let (start, end) = (try form.time("start"), try form.time("end"))
    guard end >= start else {
      throw .badParameter("end", "end timestamp must not be before start time")
    }
    let step = try form.duration("step")
    guard step > 0 else {
      throw .badParameter(
        "step",
        "zero or negative query resolution step widths are not accepted. Try a positive integer")
    }
    guard (end - start) / step <= Int64(QueryEngine.maximumSteps) else {
      throw APIError(
        .badData,
        "exceeded maximum resolution of 11,000 points per timeseries. "
          + "Try decreasing the query resolution (?step=XX)")
    }
    let engine = try engine(form, limits)
    let result: QueryResult
    do throws(PromQLError) {
      result = try engine.range(
        form["query"], from: start, to: end, step: step, in: backing.source(now))
    } catch {
      throw APIError(error, parameter: nil)
    }
    return Self.answer(result)
  }

  /// An engine that stops when nobody waits any more.
  private func engine(_ form: RequestForm, _ limits: HTTPLimits) throws(APIError) -> QueryEngine {
    var seconds = min(Self.longestSeconds, limits.totalSeconds)
    if !form["timeout"].isEmpty {
      seconds = min(seconds, Double(try form.duration("timeout")) / 1000)
    }
    var engine = QueryEngine()
    guard let uptime else { return engine }
    let end = uptime() + .seconds(seconds)
    engine.interruption = {
      if Task.isCancelled { return .canceled }
      return uptime() >= end ? .timeout : nil
    }
    return engine
  }

  /// Prometheus's `--query.timeout`.
  private static let longestSeconds = 120.0

  private static func answer(_ result: QueryResult) -> [UInt8] {
    var json = JSONBytes()
    json.write("{\"resultType\":\"")
    switch result {
    case .scalar(let sample):
      json.write("scalar\",\"result\":")
      json.writePoint(sample.time, sample.value, exponents: false)
    case .string(let text, let time):
      json.write("string\",\"result\":[")
      json.write(milliseconds: time)
      json.write(",")
      json.write(string: text)
      json.write("]")
    case .vector(let elements):
      json.write("vector\",\"result\":[")
      for (index, element) in elements.enumerated() {
        json.write(index > 0 ? ",{\"metric\":" : "{\"metric\":")
        json.write(element.labels)
        json.write(",\"value\":")
        json.writePoint(element.sample.time, element.sample.value)
        json.write("}")
      }
      json.write("]")
    case .matrix(let series):
      json.write("matrix\",\"result\":[")
      for (index, one) in series.enumerated() {
        json.write(index > 0 ? ",{\"metric\":" : "{\"metric\":")
        json.write(one.labels)
        json.write(",\"values\":[")
        for point in 0..<one.samples.count {
          if point > 0 { json.write(",") }
          json.writePoint(one.samples.times[point], one.samples.values[point])
        }
        json.write("]}")
      }
      json.write("]")
    }
    json.write("}")
    return json.bytes
  }
}

extension APIError {
  /// What the engine says, with the parameter that it is about where Prometheus names one.
  fileprivate init(_ error: PromQLError, parameter: String?) {
    switch error.code {
    case .badData:
      self = parameter.map { .badParameter($0, error.detail) } ?? APIError(.badData, error.detail)
    case .execution: self.init(.execution, error.detail)
    case .timeout: self.init(.timeout, error.detail)
    case .canceled: self.init(.canceled, error.detail)
    }
  }
}
