package import Frames
package import Times

/// Follows a query by asking for what is new, once a second: what to ask and when, and which lines
/// of an answer have not been seen.
///
/// Each question begins a little before the newest line: lines of other streams may come late, and
/// more of the newest nanosecond may have come since, or a page may have ended among them. Lines
/// already taken are told by time, stream, text and how often that occurred.
package struct LogTail: Sendable {
  /// Lines to ask for, oldest first; the end does not belong to the range.
  package struct Question: Hashable, Sendable {
    package var from: Instant
    package var to: Instant
    package var limit: Int
  }

  /// What an answer brought.
  package struct Gain: Sendable {
    /// In order of time; late ones are older than lines taken before.
    package var lines: LogLines
    package var skip: Skip?
  }

  /// More lines stood at one nanosecond than a server gives: those beyond are lost.
  package struct Skip: Hashable, Sendable {
    package var moment: Instant
    /// The lines of that nanosecond that were taken.
    package var taken: Int

    /// The question of how many lines stand there, for the server's end of the moment itself.
    package func countQuery(of expression: String) -> String {
      // The line break ends a comment that the query may end with.
      "sum(count_over_time(\(expression)\n[1ns]))"
    }

    /// How many lines are lost, of the answer to that question; `nil` where it does not say.
    package func lostCount(in frames: [Frame]) -> Int? {
      guard let numbers = frames.first?.fields.lazy.compactMap(\.numbers).first,
        numbers.count > 0, let count = numbers[numbers.count - 1], count.isFinite
      else { return nil }
      return Int(max(0, min(count, 1e15))) - min(taken, Int(max(0, min(count, 1e15))))
    }
  }

  /// A line that was taken.
  private struct Mark {
    var time: Instant
    var digest: LineDigest
  }

  /// The newest nanosecond of which a line was taken, or where the tail begins.
  package private(set) var last: Instant
  /// When the next question is due; at once while a page was full.
  package private(set) var due: Instant
  /// All lines taken since `known`, in order of time.
  private var recent: [Mark] = []
  /// Every line taken from here on is in `recent`; older ones are not asked for again.
  package private(set) var known: Instant
  private let pageLimit: Int
  private var limit: Int
  /// The most that this server gives.
  package private(set) var most = Self.mostLines
  /// Only the newest nanosecond is asked for, since a page had no room for more.
  private var isNarrow = false
  private var failures = 0

  /// The most lines that servers give.
  package static let mostLines = 5_000
  /// Clocks differ: lines are asked for up to so much later than now.
  static let ahead = Span.minutes(10)
  /// Lines may come so late behind those of other streams; more where some came nearly so late.
  private var lateness: Span
  package static let leastLateness = Span.seconds(10)
  static let mostLateness = Span.minutes(2)
  /// So many lines are read again at most; more where late ones were nearly so far back.
  private var overlap = Self.leastOverlap
  static let leastOverlap = 500
  static let mostOverlap = 2_500

  /// Begins at a moment, or behind lines that were shown already, the newest of the query.
  /// `lateness`: how far behind the newest line late ones are looked for at first.
  package init(
    from start: Instant, after lines: LogLines = LogLines(), limit: Int = 1_000,
    lateness: Span = LogTail.leastLateness
  ) {
    self.lateness = min(max(lateness, .zero), Self.mostLateness)
    pageLimit = min(max(1, limit), Self.mostLines)
    self.limit = pageLimit
    (last, due, known) = (start, start, start)
    guard let newest = lines.times.last else { return }
    last = max(newest, start)
    // Of the first nanosecond some lines may have been left out.
    known = lines.times.first.map { min($0 + Self.instant, newest) } ?? newest
    for place in lines.indices where lines.times[place] >= known {
      recent.append(Mark(time: lines.times[place], digest: LineDigest(lines, at: place)))
    }
    trim()
  }

  private static let instant = Span(nanoseconds: 1)

  /// The question that is due now, if one is.
  package func question(at now: Instant) -> Question? {
    guard now >= due else { return nil }
    let from = isNarrow ? last : min(known, last)
    let to = max(now + Self.ahead, last + Self.instant)
    let overlap = recent.count { $0.time >= from && $0.time < last }
    return Question(from: from, to: to, limit: min(most, limit + overlap))
  }

  /// Takes the answer to a question; its new lines, in order.
  package mutating func take(_ lines: LogLines, to question: Question, at now: Instant) -> Gain {
    failures = 0
    var rest: [LineDigest: Int] = [:]
    for mark in recent where mark.time >= question.from { rest[mark.digest, default: 0] += 1 }
    var fresh: [Mark] = []
    let places = lines.indices.filter { place in
      let time = lines.times[place]
      guard time >= question.from else { return false }
      let digest = LineDigest(lines, at: place)
      if let count = rest[digest], count > 0 {
        rest[digest] = count - 1
        return false
      }
      fresh.append(Mark(time: time, digest: digest))
      return true
    }
    let isFull = lines.count >= question.limit
    let skip = isFull && fresh.isEmpty ? makeRoom(question) : nil
    if !isFull || !fresh.isEmpty { isNarrow = false }
    // Behind, pages are as long as the server gives them.
    if !isFull { limit = pageLimit } else if !fresh.isEmpty { limit = min(limit * 2, most) }
    remember(fresh)
    due = isFull ? now : now + .seconds(1)
    return Gain(lines: lines.lines(places), skip: skip)
  }

  /// A whole page had nothing new: the next must show what comes after.
  private mutating func makeRoom(_ question: Question) -> Skip? {
    if question.from < last {
      isNarrow = true
    } else if question.limit < most {
      limit = min(question.limit * 2, most)
      isNarrow = true
    } else {
      let skip = Skip(moment: last, taken: recent.count { $0.time == last })
      last = last + Self.instant
      known = last
      recent = []
      isNarrow = false
      return skip
    }
    return nil
  }

  private mutating func remember(_ fresh: [Mark]) {
    guard let newest = fresh.last?.time else { return }
    let isLate = recent.last.map { $0.time > fresh[0].time } ?? false
    if isLate { widen(for: fresh[0].time) }
    recent += fresh
    if isLate { recent.sort { $0.time < $1.time } }
    last = max(last, newest)
    trim()
  }

  /// A line came late: where that was nearly too late, others may come later still.
  private mutating func widen(for time: Instant) {
    let delay = last - time
    if delay * 2 > lateness { lateness = min(Self.mostLateness, max(lateness, delay) * 2) }
    let count = recent.count { $0.time > time }
    if count * 2 > overlap { overlap = min(Self.mostOverlap, max(overlap, count) * 2) }
  }

  private mutating func trim() {
    var start = max(known, last - lateness)
    if recent.count > overlap {
      start = max(start, recent[recent.count - overlap].time)
    }
    // Thousands of one nanosecond would fill every page.
    if recent.count(where: { $0.time >= start }) > 2 * overlap { start = start + Self.instant }
    known = min(start, last)
    if let first = recent.firstIndex(where: { $0.time >= known }) {
      recent.removeFirst(first)
    } else {
      recent = []
    }
  }

  /// Takes note that a question had no answer: it is asked again after a second, then later and
  /// later, at most after 32 s; or when the server says.
  package mutating func fail(at now: Instant, retryAfter: Double? = nil) {
    let wait = Double(1 << min(failures, 5))
    due = now + .seconds(min(max(wait, retryAfter ?? 0), 3_600))
    failures += 1
  }

  /// Takes note that a server gives fewer lines at a time than a question asked for.
  package mutating func lower(below question: Question, at now: Instant) {
    guard question.limit > 1 else { return fail(at: now) }
    most = max(1, min(most, question.limit) / 2)
    limit = min(limit, most)
    isNarrow = isNarrow || question.limit < Self.leastOverlap
    due = now
  }
}
