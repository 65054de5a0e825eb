import Frames
import Logs
import Times

/// How many lines there are by time and level, and the bar that the operator stands on.
struct LogVolume: Sendable {
  var from = Instant(milliseconds: 0)
  var step = Span.seconds(1)
  var barCount = 0
  /// Lines in each bar, by level; unknown ones under `nil`.
  var counts: [LineLevel?: [Double]] = [:]
  var cursor: Int?
  var mark: Int?
  var failure: String?
  /// It must be asked for.
  var isWanted = true

  /// Steps that bars may have.
  private static let steps: [Double] = [
    1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 10_800, 21_600, 43_200,
    86_400, 172_800, 604_800,
  ]

  /// The bars of a range in so many columns: round steps, whole ones.
  mutating func begin(_ range: TimeRange, columns: Int) {
    let least = range.span.seconds / Double(max(1, columns))
    let seconds = Self.steps.first { $0 >= least } ?? max(604_800, least.rounded(.up))
    step = .seconds(seconds)
    let first = range.from.nanoseconds.flooredDivision(by: step.nanoseconds)
    let last = (range.to.nanoseconds - 1).flooredDivision(by: step.nanoseconds)
    from = Instant(nanoseconds: first.multipliedClamped(by: step.nanoseconds))
    barCount = Int(clamping: max(1, min(last - first + 1, 2_000)))
    isWanted = false
  }

  /// Takes over where the operator stands on bars that these take the place of.
  mutating func keepPlaces(of other: LogVolume) {
    isWanted = other.isWanted
    cursor = other.cursor.map { bar(at: other.start(ofBar: $0)) }
    mark = other.mark.map { bar(at: other.start(ofBar: $0)) }
  }

  var range: TimeRange { TimeRange(from: from, to: from + step * Int64(barCount)) }

  /// The query whose numbers are the bars.
  func query(of expression: String) -> String {
    "sum by (level, detected_level) (\(LogCount.query(of: expression, in: step)))"
  }

  /// The moments at which numbers are asked for: the ends of the bars.
  var moments: TimeRange { TimeRange(from: from + step, to: from + step * Int64(barCount)) }

  mutating func add(_ frames: [Frame]) {
    for frame in frames {
      guard let times = frame.fields.lazy.compactMap(\.times).first,
        let field = frame.fields.first(where: { $0.numbers != nil }), let numbers = field.numbers
      else { continue }
      let words = ["level", "detected_level"].compactMap { field.labels[$0] }
      let level = words.lazy.compactMap { LineLevel(word: $0.utf8) }.first
      var bars = counts[level] ?? Array(repeating: 0, count: barCount)
      for place in 0..<min(times.count, numbers.count) {
        let bar = (times[place] - from).nanoseconds.flooredDivision(by: step.nanoseconds) - 1
        guard let value = numbers[place], value.isFinite, value > 0,
          bars.indices.contains(Int(clamping: bar))
        else { continue }
        bars[Int(clamping: bar)] += min(value, 1e15)
      }
      counts[level] = bars
    }
  }

  /// Counts lines at hand, where the server gives no numbers.
  mutating func count(_ buffer: LogBuffer) {
    counts = [:]
    for number in buffer.numbers {
      guard let (lines, index) = buffer[number] else { continue }
      let bar = (lines.times[index] - from).nanoseconds.flooredDivision(by: step.nanoseconds)
      guard (0..<Int64(barCount)).contains(bar) else { continue }
      let level = LineLevel(of: lines, at: index)
      counts[level, default: Array(repeating: 0, count: barCount)][Int(bar)] += 1
    }
  }

  var total: Double { counts.values.reduce(0) { $0 + $1.reduce(0, +) } }

  func bar(at time: Instant) -> Int {
    let bar = (time - from).nanoseconds.flooredDivision(by: step.nanoseconds)
    return max(0, min(Int(clamping: bar), barCount - 1))
  }

  func start(ofBar bar: Int) -> Instant { from + step * Int64(bar) }
}
