package import Frames
package import Times

/// Finds lines that came too late for a tail to see: it counts the lines taken in short stretches
/// of time, asks the server from time to time how many there are, and says which stretches must be
/// read again.
///
/// A tail looks back a little only, or it would read its newest lines again and again; a line that
/// an agent delivers a minute late is behind it.
package struct LogAudit: Sendable {
  /// The length of a stretch. A line belongs to the one that ends at it or behind it, as the
  /// server counts.
  package static let step = Span.seconds(5)
  /// How far back the server is asked.
  package static let reach = Span.minutes(5)
  /// Between two questions.
  package static let pause = Span.seconds(30)
  /// Pages that one stretch is read again in, at most.
  private static let mostPages = 40

  /// A stretch that is being read again.
  private struct Reading: Sendable {
    var stretch: Int64
    var from: Instant
    var pages = 0
  }

  /// The first stretch of which the tail has seen all.
  private let first: Int64
  private var taken: [Int64: Int] = [:]
  /// What the server has in stretches, as far as it was asked.
  private var known: [Int64: Int] = [:]
  /// Lines that are not to be had, of stretches that were read again.
  private var missing: [Int64: Int] = [:]
  private var wanted: [Int64] = []
  private var reading: Reading?
  private var due: Instant
  private var failures = 0
  private var size = PageSize()

  /// Of a tail that begins at a moment.
  package init(from start: Instant) {
    first = Self.stretch(of: start) + 1
    due = start + Self.pause
  }

  private static func stretch(of time: Instant) -> Int64 {
    (time.nanoseconds - 1).flooredDivision(by: step.nanoseconds)
  }

  private static func end(of stretch: Int64) -> Instant {
    Instant(nanoseconds: (stretch + 1).multipliedClamped(by: step.nanoseconds))
  }

  /// Lines have been taken.
  package mutating func note(_ times: [Instant]) {
    for time in times {
      let stretch = Self.stretch(of: time)
      if stretch >= first { taken[stretch, default: 0] += 1 }
    }
  }

  /// Lines of this moment are missing, and are counted by others.
  package mutating func exclude(_ moment: Instant) { missing[Self.stretch(of: moment)] = .max }

  /// The moments of which the server is to say the number of lines in the step before; `nil` while
  /// nothing is due. `limit`: what comes from here on the tail looks for itself.
  package mutating func question(at now: Instant, before limit: Instant) -> TimeRange? {
    guard now >= due, wanted.isEmpty, reading == nil, failures < 3 else { return nil }
    let last = Self.stretch(of: min(limit, now)) - 1
    let oldest = max(first, Self.stretch(of: now - Self.reach))
    due = now + Self.pause
    guard last >= oldest else { return nil }
    taken = taken.filter { $0.key >= oldest }
    missing = missing.filter { $0.key >= oldest }
    return TimeRange(from: Self.end(of: oldest), to: Self.end(of: last))
  }

  /// The question of how many lines there are in a step.
  package static func query(of expression: String) -> String {
    "sum(\(LogCount.query(of: expression, in: step)))"
  }

  /// Takes what the server says.
  package mutating func take(_ frames: [Frame]) {
    failures = 0
    known = [:]
    for frame in frames {
      guard let times = frame.fields.lazy.compactMap(\.times).first,
        let numbers = frame.fields.lazy.compactMap(\.numbers).first
      else { continue }
      for place in 0..<min(times.count, numbers.count) {
        let stretch = Self.stretch(of: times[place])
        // A server that moves the steps says nothing that could be compared.
        guard Self.end(of: stretch) == times[place], stretch >= first,
          let value = numbers[place], value.isFinite, value > 0
        else { continue }
        known[stretch, default: 0] += Int(min(value, 1e15))
      }
    }
    wanted = known.keys.filter { lack(of: $0) > 0 }.sorted(by: >)
  }

  /// A server that can't count is not asked for ever.
  package mutating func fail() { failures += 1 }

  /// Lines of a stretch that are not here and not known to be missing.
  private func lack(of stretch: Int64) -> Int {
    let there = missing[stretch] ?? 0
    return max(0, (known[stretch] ?? 0) - (taken[stretch] ?? 0) - min(there, Int.max / 2))
  }

  /// The lines to read again; `nil` when there are none. `oldest`: lines before are not in memory
  /// any more, and can't be told from those that were. Lines that are not to be had are counted.
  package mutating func rereading(
    oldest: Instant?, limit: Int = LogTail.mostLines
  ) -> (question: LogTail.Question?, lost: Int) {
    var lost = 0
    while reading == nil, let stretch = wanted.popLast() {
      let start = Self.end(of: stretch - 1) + Span(nanoseconds: 1)
      if let oldest, oldest <= start {
        reading = Reading(stretch: stretch, from: start)
      } else {
        lost += giveUp(stretch)
      }
    }
    guard let reading else { return (nil, lost) }
    let end = Self.end(of: reading.stretch) + Span(nanoseconds: 1)
    return (LogTail.Question(from: reading.from, to: end, limit: min(limit, size.most)), lost)
  }

  private mutating func giveUp(_ stretch: Int64) -> Int {
    let lost = lack(of: stretch)
    missing[stretch, default: 0] += lost
    return lost
  }

  /// Takes lines read again; those that are not among the lines known of the same time, and how
  /// many others are not to be had.
  package mutating func take(
    _ lines: LogLines, besides here: LogLines, to question: LogTail.Question
  ) -> (lines: LogLines, lost: Int) {
    guard var reading else { return (LogLines(), 0) }
    var rest: [LineDigest: Int] = [:]
    for index in here.indices { rest[LineDigest(here, at: index), default: 0] += 1 }
    let places = lines.indices.filter { place in
      let digest = LineDigest(lines, at: place)
      guard let count = rest[digest], count > 0 else { return true }
      rest[digest] = count - 1
      return false
    }
    let fresh = lines.lines(places)
    size.take(lines, isFull: lines.count >= question.limit)
    note(fresh.times)
    reading.pages += 1
    if lines.count >= question.limit, reading.pages < Self.mostPages, let newest = lines.times.last,
      lack(of: reading.stretch) > 0
    {
      // A page that ends where it began has no room for what comes behind.
      reading.from = newest > question.from ? newest : newest + Span(nanoseconds: 1)
      self.reading = reading
      return (fresh, 0)
    }
    self.reading = nil
    return (fresh, giveUp(reading.stretch))
  }

  /// Takes note that a server gives fewer lines at a time than a question asked for, `text` being
  /// its words. Returns how many lines are not to be had, where not even one came.
  package mutating func lower(below question: LogTail.Question, saying text: String = "") -> Int {
    size.lower(below: question.limit, saying: text)
    guard question.limit <= 1, let stretch = reading?.stretch else { return 0 }
    reading = nil
    return giveUp(stretch)
  }

  /// The lines could not be read; later, perhaps.
  package mutating func failReading() {
    reading = nil
    wanted = []
  }
}
