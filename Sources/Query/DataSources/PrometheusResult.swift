import Frames
import JSON
import Times

/// The `data` of an answer to a query.
struct PrometheusResult {
  struct Series {
    var labels = Labels()
    var times: [Instant] = []
    var values: Field.Values = .numbers(NumberColumn())
    /// Native histograms, whose buckets are passed over.
    var histogramCount = 0
  }

  private(set) var series: [Series] = []
  /// A scalar or a string, which stands alone.
  private(set) var isSingle = false
  /// A `resultType` that is none of Prometheus's.
  private(set) var unknownKind: String?
  /// The times of the series before. Those of a range query are mostly the same for all its
  /// series, which then share one array: half the memory of a wide matrix.
  private var lastTimes: [Instant] = []

  /// Series that were read elsewhere.
  init(series: [Series]) { self.series = series }

  /// `inMilliseconds`: a scalar's time, as Loki writes it.
  init(from cursor: inout JSONCursor, inMilliseconds: Bool = false) throws(JSONError) {
    var kind: String?
    var single: (time: Instant, text: String)?
    try cursor.enterObject()
    while let key = try cursor.nextKey() {
      switch key {
      case "resultType": kind = try cursor.string()
      case "result": single = try readResult(&cursor, inMilliseconds)
      default: try cursor.skip()
      }
    }
    isSingle = kind == "scalar" || kind == "string"
    switch kind {
    case "matrix", "vector": break
    case "scalar":
      if let single {
        guard let number = Double(single.text) else {
          throw cursor.error("a scalar that is no number")
        }
        series = [Series(times: [single.time], values: .numbers([number]))]
      }
    case "string":
      if let single { series = [Series(times: [single.time], values: .strings([single.text]))] }
    default: unknownKind = kind ?? "none"
    }
  }

  /// A scalar or a string is a pair, series are objects, and they tell each other by their first
  /// element: `resultType` may come later.
  private mutating func readResult(
    _ cursor: inout JSONCursor, _ inMilliseconds: Bool
  ) throws(JSONError) -> (time: Instant, text: String)? {
    if try cursor.nextKind() == .null {
      try cursor.null()
      return nil
    }
    try cursor.enterArray()
    var time: Instant?
    var text: String?
    while try cursor.nextElement() {
      switch try cursor.nextKind() {
      case .number where inMilliseconds:
        time = Instant(milliseconds: Int64(exactly: try cursor.number().rounded()) ?? 0)
      case .number: time = Instant(nanoseconds: try cursor.nanoseconds())
      case .string: text = try cursor.string()
      default: series.append(try readSeries(&cursor))
      }
    }
    guard let time, let text else { return nil }
    return (time, text)
  }

  private mutating func readSeries(_ cursor: inout JSONCursor) throws(JSONError) -> Series {
    var series = Series()
    try cursor.enterObject()
    while let key = try cursor.nextKey() {
      switch key {
      case "metric": series.labels = try readLabels(&cursor)
      case "value":
        let (nanoseconds, number) = try cursor.timedNumber()
        series.times = [Instant(nanoseconds: nanoseconds)]
        series.values = .numbers([number])
      case "values": try readSamples(&cursor, into: &series)
      case "histogram":
        series.histogramCount += 1
        try cursor.skip()
      case "histograms":
        try cursor.enterArray()
        while try cursor.nextElement() {
          series.histogramCount += 1
          try cursor.skip()
        }
      default: try cursor.skip()
      }
    }
    return series
  }

  private mutating func readSamples(
    _ cursor: inout JSONCursor, into series: inout Series
  ) throws(JSONError) {
    // How many times at the start are those of the series before; `times` is made only when one
    // differs.
    var sharedCount = 0
    var times: [Instant]?
    var numbers: [Double] = []
    numbers.reserveCapacity(lastTimes.count)
    try cursor.enterArray()
    while try cursor.nextElement() {
      let (nanoseconds, number) = try cursor.timedNumber()
      numbers.append(number)
      let time = Instant(nanoseconds: nanoseconds)
      if times != nil {
        times?.append(time)
      } else if sharedCount < lastTimes.count, lastTimes[sharedCount] == time {
        sharedCount += 1
      } else {
        times = lastTimes[..<sharedCount] + [time]
      }
    }
    if let times {
      lastTimes = times
    } else if sharedCount < lastTimes.count {
      lastTimes = Array(lastTimes[..<sharedCount])
    }
    series.times = lastTimes
    series.values = .numbers(NumberColumn(numbers))
  }
}

/// The labels in an object of strings.
func readLabels(_ cursor: inout JSONCursor) throws(JSONError) -> Labels {
  var pairs: [(name: String, value: String)] = []
  try cursor.enterObject()
  while let name = try cursor.nextKey() { pairs.append((name, try cursor.string())) }
  return Labels(pairs)
}
