package import Frames
package import Times

/// Reads the lines of a range from its end to its beginning, page by page, since a server gives no
/// more than some thousand at once.
package struct LogPages: Sendable {
  /// Lines to ask for, newest first; the end does not belong to the range.
  package typealias Question = LogTail.Question

  private let start: Instant
  /// The next page ends here; lines of the nanosecond before may be known.
  private var end: Instant
  /// The lines taken of the oldest nanosecond, with how often each.
  private var seen: [LineDigest: Int] = [:]
  /// Lines still wanted.
  package private(set) var wanted: Int
  private var limit: Int
  private var most = LogTail.mostLines
  package private(set) var isDone: Bool

  /// `wanted`: the most lines; pages have up to `pageLimit`.
  package init(_ range: TimeRange, wanted: Int = .max, pageLimit: Int = LogTail.mostLines) {
    (start, end) = (range.from, range.to)
    self.wanted = wanted
    limit = min(max(1, pageLimit), LogTail.mostLines)
    isDone = wanted <= 0 || range.to <= range.from
  }

  /// Goes on before lines that are known: the oldest of them, in order.
  package init(before lines: LogLines, from start: Instant, pageLimit: Int = LogTail.mostLines) {
    let oldest = lines.times.first ?? start
    self.init(
      TimeRange(from: start, to: max(start, oldest + Span(nanoseconds: 1))), pageLimit: pageLimit)
    for place in lines.indices {
      guard lines.times[place] == oldest else { break }
      seen[LineDigest(lines, at: place), default: 0] += 1
    }
  }

  /// What to ask next; `nil` when all has been read.
  package var question: Question? {
    guard !isDone else { return nil }
    let known = seen.values.reduce(0, +)
    return Question(from: start, to: end, limit: min(most, min(limit, wanted) + known))
  }

  /// Takes a page, its lines in order of time; those that are new, all before the lines of earlier
  /// pages.
  package mutating func take(_ lines: LogLines, to question: Question) -> LogTail.Gain {
    var rest = seen
    var places = lines.indices.filter { place in
      guard lines.times[place] < question.to, lines.times[place] >= question.from else {
        return false
      }
      let digest = LineDigest(lines, at: place)
      guard let count = rest[digest], count > 0 else { return true }
      rest[digest] = count - 1
      return false
    }
    let isFull = lines.count >= question.limit
    var skip: LogTail.Skip?
    if places.count > wanted { places.removeFirst(places.count - wanted) }
    wanted -= places.count
    if let oldest = places.first.map({ lines.times[$0] }) {
      if oldest + Span(nanoseconds: 1) < end { seen = [:] }
      end = oldest + Span(nanoseconds: 1)
      for place in places where lines.times[place] == oldest {
        seen[LineDigest(lines, at: place), default: 0] += 1
      }
      limit = min(limit, most)
    } else if isFull {
      if question.limit < most {
        limit = min(most, question.limit * 2)
      } else {
        // A whole page of one nanosecond: what is beyond it can't be asked for.
        let moment = end - Span(nanoseconds: 1)
        skip = LogTail.Skip(moment: moment, taken: seen.values.reduce(0, +))
        (end, seen) = (moment, [:])
      }
    }
    isDone = !isFull || wanted <= 0 || end <= start
    return LogTail.Gain(lines: lines.lines(places), skip: skip)
  }

  /// Takes note that a server gives fewer lines at a time than a question asked for.
  package mutating func lower(below question: Question) {
    most = max(1, min(most, question.limit) / 2)
    limit = min(limit, most)
  }
}
