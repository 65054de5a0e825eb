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
  private let pageLimit: Int
  private var limit: Int
  private var size = PageSize()
  /// The longest range of a question.
  private var reach: Span?
  /// The next line is larger than a reply may be, and is looked for.
  private var search: LongLineSearch?
  package private(set) var isDone: Bool

  /// `wanted`: the most lines; pages have up to `pageLimit`.
  package init(_ range: TimeRange, wanted: Int = .max, pageLimit: Int = LogTail.mostLines) {
    (start, end) = (range.from, range.to)
    self.wanted = wanted
    self.pageLimit = min(max(1, pageLimit), LogTail.mostLines)
    limit = self.pageLimit
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
    if let search {
      let to = end - search.near
      let from = max(start, min(end - search.reach, to - Span(nanoseconds: 1)))
      return Question(from: from, to: to, limit: (search.near == .zero ? known : 0) + 1)
    }
    let count = min(size.most, min(limit, wanted) + known)
    let from = reach.map { max(start, end - $0) } ?? start
    return Question(from: from, to: end, limit: max(count, min(size.ceiling, known + 1)))
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
    if search != nil, places.isEmpty {
      return LogTail.Gain(lines: LogLines(), skip: miss(question))
    }
    search = nil
    let isFull = lines.count >= question.limit
    let isWhole = question.from <= start && !isFull
    size.take(lines, isFull: isFull)
    var skip: LogTail.Skip?
    if places.count > wanted { places.removeFirst(places.count - wanted) }
    wanted -= places.count
    if let oldest = places.first.map({ lines.times[$0] }) {
      if oldest + Span(nanoseconds: 1) < end { seen = [:] }
      end = oldest + Span(nanoseconds: 1)
      for place in places where lines.times[place] == oldest {
        seen[LineDigest(lines, at: place), default: 0] += 1
      }
      if isFull, limit < pageLimit { limit = min(limit * 2, pageLimit) }
    } else if isFull {
      if question.limit < size.ceiling {
        limit = min(size.ceiling, question.limit * 2)
      } else {
        // A whole page of one nanosecond: what is beyond it can't be asked for.
        let moment = end - Span(nanoseconds: 1)
        skip = LogTail.Skip(moment: moment, taken: seen.values.reduce(0, +))
        (end, seen) = (moment, [:])
      }
    }
    if !isFull, question.from > start, question.from < end { (end, seen) = (question.from, [:]) }
    isDone = isWhole || wanted <= 0 || end <= start
    return LogTail.Gain(lines: lines.lines(places), skip: skip)
  }

  /// Takes note that a server gives fewer lines at a time than a question asked for, `text` being
  /// its words. A line that is too large even alone is looked for, and skipped.
  package mutating func lower(
    below question: Question, saying text: String = ""
  ) -> LogTail.Skip? {
    if search != nil {
      search?.hit(upTo: end - question.from)
      return stepOverLongLine()
    }
    size.lower(below: question.limit, saying: text)
    limit = min(limit, size.most)
    if question.limit <= seen.values.reduce(0, +) + 1 { search = LongLineSearch() }
    return nil
  }

  /// Takes note that a server answers to no longer ranges; false where they are none.
  package mutating func shorten(_ question: Question, to reach: Span) -> Bool {
    guard reach > .zero, question.to - question.from > reach else { return false }
    self.reach = reach
    return true
  }

  /// Nothing new was in a stretch where a line that is too large was looked for.
  private mutating func miss(_ question: Question) -> LogTail.Skip? {
    search?.miss(upTo: end - question.from)
    if question.from <= start {
      if search?.far == nil { search = nil }
      if search == nil { isDone = true }
    }
    return stepOverLongLine()
  }

  private mutating func stepOverLongLine() -> LogTail.Skip? {
    guard let search, search.isFound, let far = search.far else { return nil }
    let isHere = search.near == .zero
    let skip = LogTail.Skip(
      moment: end - search.near - Span(nanoseconds: 1),
      taken: isHere ? seen.values.reduce(0, +) : 0,
      span: far + -search.near, isTooLong: true)
    (end, seen) = (end - far, [:])
    self.search = nil
    isDone = end <= start
    return skip
  }
}
