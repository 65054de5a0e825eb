import Frames
import JSON
import Times

/// Reads a reply to a metrics query. Values that are zero are left out.
enum TempoMetrics {
  static func read(_ cursor: inout JSONCursor) throws(JSONError) -> PrometheusResult {
    var series: [PrometheusResult.Series] = []
    try cursor.enterObject()
    while let key = try cursor.nextKey() {
      guard key == "series", try cursor.nextKind() == .array else {
        try cursor.skip()
        continue
      }
      try cursor.enterArray()
      while try cursor.nextElement() { series.append(try readSeries(&cursor)) }
    }
    return PrometheusResult(series: series)
  }

  /// The label that tells the series apart, where each has the same one and no other.
  static func onlyLabel(of result: PrometheusResult) -> String? {
    guard let name = result.series.first?.labels.pairs.first?.name,
      result.series.allSatisfy({ $0.labels.pairs.map(\.name) == [name] })
    else { return nil }
    return name
  }

  private static func readSeries(
    _ cursor: inout JSONCursor
  ) throws(JSONError) -> PrometheusResult.Series {
    var series = PrometheusResult.Series()
    var single: Double?
    var numbers: [Double] = []
    try cursor.enterObject()
    while let key = try cursor.nextKey() {
      switch (key, try cursor.nextKind()) {
      case ("labels", .array):
        series.labels = try readLabels(&cursor)
      case ("samples", .array):
        try cursor.enterArray()
        while try cursor.nextElement() {
          let (time, number) = try readSample(&cursor)
          series.times.append(time)
          numbers.append(number)
        }
      case ("value", _): single = try number(&cursor)
      case ("timestampMs", _): series.times = [try time(&cursor)]
      default: try cursor.skip()
      }
    }
    if numbers.isEmpty {
      if series.times.isEmpty { series.times = [Instant(nanoseconds: 0)] }
      numbers = [single ?? 0]
    }
    series.values = .numbers(NumberColumn(numbers))
    return series
  }

  private static func readSample(
    _ cursor: inout JSONCursor
  ) throws(JSONError) -> (Instant, Double) {
    var sample = (Instant(nanoseconds: 0), 0.0)
    try cursor.enterObject()
    while let key = try cursor.nextKey() {
      switch key {
      case "timestampMs": sample.0 = try time(&cursor)
      case "value": sample.1 = try number(&cursor)
      default: try cursor.skip()
      }
    }
    return sample
  }

  static func time(_ cursor: inout JSONCursor) throws(JSONError) -> Instant {
    try cursor.nextKind() == .string
      ? Instant(milliseconds: cursor.quotedInteger())
      : Instant(milliseconds: wholeNumber(try cursor.number()))
  }

  /// Numbers that JSON has not are words.
  static func number(_ cursor: inout JSONCursor) throws(JSONError) -> Double {
    switch try cursor.nextKind() {
    case .number: return try cursor.number()
    case .string:
      let word = try cursor.string()
      return word == "Infinity"
        ? .infinity : word == "-Infinity" ? -.infinity : Double(word) ?? .nan
    default:
      try cursor.skip()
      return 0
    }
  }
}
