package import Frames
package import Times

/// Follows a query by asking for what is new, once a second: what to ask and when, and which lines
/// of an answer have not been seen.
///
/// Each question begins at the newest nanosecond known, inclusive: more lines of that nanosecond
/// may have come since, and a page may have ended among them. Lines already taken are told by time,
/// stream, text and how often that occurred.
package struct LogTail: Sendable {
  /// Lines to ask for, oldest first; the end does not belong to the range.
  package struct Question: Hashable, Sendable {
    package var from: Instant
    package var to: Instant
    package var limit: Int
  }

  /// What an answer brought.
  package struct Gain: Sendable {
    package var lines: LogLines
    /// More lines stood at one nanosecond than a server gives: some are lost.
    package var hasSkipped: Bool
  }

  private struct Key: Hashable, Sendable {
    var stream: Labels
    var metadata: Labels
    var text: [UInt8]
  }

  /// The newest nanosecond of which a line was taken, or where the tail begins.
  package private(set) var last: Instant
  /// The lines taken at that nanosecond, with how often each.
  private var seen: [Key: Int] = [:]
  /// When the next question is due; at once while a page was full.
  package private(set) var due: Instant
  private let pageLimit: Int
  private var limit: Int
  private var failures = 0

  /// The most lines that servers give.
  package static let mostLines = 5_000
  /// Clocks differ: lines are asked for up to so much later than now.
  static let ahead = Span.minutes(10)

  /// Begins at a moment, or behind lines that were shown already.
  package init(from start: Instant, after lines: LogLines = LogLines(), limit: Int = 1_000) {
    pageLimit = min(max(1, limit), Self.mostLines)
    self.limit = pageLimit
    last = start
    due = start
    guard let newest = lines.times.last, newest >= start else { return }
    last = newest
    for place in lines.indices.reversed() {
      guard lines.times[place] == newest else { break }
      seen[Self.key(lines, place), default: 0] += 1
    }
  }

  /// The question that is due now, if one is.
  package func question(at now: Instant) -> Question? {
    guard now >= due else { return nil }
    let to = max(now + Self.ahead, last + Span(nanoseconds: 1))
    return Question(from: last, to: to, limit: limit)
  }

  /// Takes the answer to a question; its new lines, in order.
  package mutating func take(_ lines: LogLines, to question: Question, at now: Instant) -> Gain {
    failures = 0
    var rest = question.from == last ? seen : [:]
    let places = lines.indices.filter { place in
      guard lines.times[place] >= last else { return false }
      guard lines.times[place] == last else { return true }
      let key = Self.key(lines, place)
      guard let count = rest[key], count > 0 else { return true }
      rest[key] = count - 1
      return false
    }
    let isFull = lines.count >= question.limit
    if let newest = places.last.map({ lines.times[$0] }) {
      if newest > last { (last, seen) = (newest, [:]) }
      for place in places.reversed() {
        guard lines.times[place] == newest else { break }
        seen[Self.key(lines, place), default: 0] += 1
      }
    }
    var hasSkipped = false
    if isFull, places.isEmpty {
      // The whole page was of one nanosecond: a longer one must show what comes after.
      if question.limit < Self.mostLines {
        limit = min(question.limit * 2, Self.mostLines)
      } else {
        last = last + Span(nanoseconds: 1)
        seen = [:]
        hasSkipped = true
      }
    } else if !isFull || limit > pageLimit && seen.count < pageLimit {
      limit = pageLimit
    }
    due = isFull ? now : now + .seconds(1)
    return Gain(lines: lines.lines(places), hasSkipped: hasSkipped)
  }

  /// Takes note that a question had no answer: it is asked again after a second, then later and
  /// later, at most after 32 s.
  package mutating func fail(at now: Instant) {
    due = now + .seconds(Double(1 << min(failures, 5)))
    failures += 1
  }

  private static func key(_ lines: LogLines, _ place: Int) -> Key {
    Key(
      stream: lines.stream(at: place), metadata: lines.metadata(at: place),
      text: Array(lines.text(at: place)))
  }
}
