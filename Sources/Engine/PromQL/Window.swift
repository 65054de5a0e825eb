import Samples

/// What a function over ranges sees of one series at one moment.
struct Window {
  /// Samples before and after the window are there too: its own are from `low` up to `high`.
  var run = SampleRun()
  /// Where a value is less than the one before it.
  var resets: [Int] = []
  private var firstReset = 0
  var low = 0
  var high = 0
  /// The ends of the window and the moment of the evaluation, milliseconds.
  var from: Int64 = 0
  var to: Int64 = 0
  var moment: Int64 = 0
  let span: Int64

  init(span: Int64) { self.span = span }

  var times: [Int64] { run.times }
  var values: [Double] { run.values }

  /// Begins with the samples of another series, which stand in `run`.
  mutating func begin(findingResets: Bool) {
    low = 0
    high = 0
    firstReset = 0
    resets.removeAll(keepingCapacity: true)
    guard findingResets else { return }
    for index in 1..<max(values.count, 1) where values[index] < values[index - 1] {
      resets.append(index)
    }
  }

  /// Moves on to a later window; false where it has no samples.
  mutating func move(from: Int64, to: Int64, at moment: Int64) -> Bool {
    self.from = from
    self.to = to
    self.moment = moment
    while high < times.count, times[high] <= to { high += 1 }
    while low < high, times[low] < from { low += 1 }
    return low < high
  }

  var count: Int { high - low }
  var first: Double { values[low] }
  var last: Double { values[high - 1] }
  var samples: ArraySlice<Double> { values[low..<high] }

  /// The sum of what a counter had when it began again at zero.
  mutating func addResets(to value: inout Double) {
    while firstReset < resets.count, resets[firstReset] <= low { firstReset += 1 }
    var index = firstReset
    while index < resets.count, resets[index] < high {
      value += values[resets[index] - 1]
      index += 1
    }
  }

  /// How often a counter began again.
  mutating func countResets() -> Int {
    while firstReset < resets.count, resets[firstReset] <= low { firstReset += 1 }
    var index = firstReset
    while index < resets.count, resets[index] < high { index += 1 }
    return index - firstReset
  }
}
