package import Frames
package import Times

/// Follows a query by asking for what is new, once a second: what to ask and when, and which lines
/// of an answer have not been seen.
///
/// Each question begins a little before the newest line: lines of other streams may come late, and
/// more of the newest nanosecond may have come since, or a page may have ended among them. Lines
/// already taken are told by time, stream, text and how often that occurred.
package struct LogTail: Sendable {
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
  private var size = PageSize()
  /// The longest range of a question.
  private var reach: Span?
  /// Nothing is asked for from here on.
  private let end: Instant
  /// The next line is larger than a reply may be, and is looked for.
  private var search: LongLineSearch?
  /// Since when pages were full, or refused: there is more than has been read.
  private var isBehind = false
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
  /// So many lines are read again at most; more where late ones were nearly so far back, and at
  /// first, until it is known how late they come.
  private var overlap = Self.leastOverlap
  private var learnsUntil: Instant?
  private var isLearning = false
  static let learning = Span.minutes(1)
  static let learnedLateness = Span.seconds(30)
  static let leastOverlap = 500
  static let mostOverlap = 2_500
  private static let mostOverlapBytes = 1 << 20

  /// Begins at a moment, or behind lines that were shown already, the newest of the query.
  /// `lateness`: how far behind the newest line late ones are looked for at first.
  package init(
    from start: Instant, to end: Instant = Instant(nanoseconds: .max),
    after lines: LogLines = LogLines(), limit: Int = 1_000,
    lateness: Span = LogTail.leastLateness
  ) {
    self.end = end
    self.lateness = min(max(lateness, .zero), Self.mostLateness)
    pageLimit = min(max(1, limit), Self.mostLines)
    self.limit = pageLimit
    (last, due, known) = (start, start, start)
    guard let newest = lines.times.last else { return }
    last = max(newest, start)
    // Of the first nanosecond some lines may have been left out.
    known = lines.times.first.map { min($0 + Self.instant, newest) } ?? newest
    for place in lines.indices where lines.times[place] >= known {
      recent.append(Mark(lines, at: place))
    }
    trim()
  }

  private static let instant = Span(nanoseconds: 1)

  /// The most lines that this server gives now.
  package var most: Int { size.most }

  /// How far the lines taken are behind now; `nil` while all that there is was read.
  package func delay(at now: Instant) -> Span? {
    isBehind && now - last > Self.worthSaying ? now - last : nil
  }

  private static let worthSaying = Span.seconds(5)

  /// The question that is due now, if one is.
  package func question(at now: Instant) -> Question? {
    guard now >= due, last < end else { return nil }
    let end = min(end, max(now + Self.ahead, last + Self.instant))
    if let search {
      let from = last + search.near
      let to = max(min(end, last + search.reach), from + Self.instant)
      return Question(from: from, to: to, limit: known(from: from) + 1)
    }
    let from = isNarrow ? last : min(known, last)
    let overlap = recent.count { $0.time >= from && $0.time < last }
    var count = min(size.most, limit + overlap)
    // A page of the newest nanosecond must have room for one more than is known of it.
    if from == last { count = max(count, min(size.ceiling, known(from: from) + 1)) }
    let to = reach.map { min(end, max(from + $0, last + Self.instant)) } ?? end
    return Question(from: from, to: to, limit: count)
  }

  private func known(from start: Instant) -> Int { recent.count { $0.time >= start } }

  /// Takes the answer to a question; its new lines, in order.
  package mutating func take(_ lines: LogLines, to question: Question, at now: Instant) -> Gain {
    failures = 0
    var rest: [LineDigest: Int] = [:]
    for mark in recent where mark.time >= question.from { rest[mark.digest, default: 0] += 1 }
    var fresh: [Mark] = []
    let places = lines.indices.filter { place in
      guard lines.times[place] >= question.from else { return false }
      let mark = Mark(lines, at: place)
      if let count = rest[mark.digest], count > 0 {
        rest[mark.digest] = count - 1
        return false
      }
      fresh.append(mark)
      return true
    }
    if search != nil, fresh.isEmpty { return Gain(lines: LogLines(), skip: miss(question, now)) }
    search = nil
    let isFull = lines.count >= question.limit
    size.take(lines, isFull: isFull)
    let skip = isFull && fresh.isEmpty ? makeRoom(question) : nil
    if !isFull || !fresh.isEmpty { isNarrow = false }
    // Behind, pages are as long as the server gives them.
    if !isFull {
      limit = pageLimit
    } else if !fresh.isEmpty {
      limit = min(limit * 2, size.ceiling)
    }
    isBehind = isFull
    learn(at: now)
    remember(fresh)
    if !isFull { moveOn(behind: question, at: now) }
    due = isBehind ? now : now + .seconds(1)
    return Gain(lines: lines.lines(places), skip: skip)
  }

  /// A question that could not reach up to now begins later the next time, or it never would.
  private mutating func moveOn(behind question: Question, at now: Instant) {
    guard let reach else { return }
    let lateness = min(Self.mostLateness, Span(nanoseconds: reach.nanoseconds / 2))
    let floor = min(question.to, now) - lateness
    guard floor > last else { return }
    last = floor
    known = floor
    recent = []
    isBehind = question.to < now
  }

  /// Takes note that a server answers to no longer ranges; false where they are none.
  package mutating func shorten(_ question: Question, to reach: Span, at now: Instant) -> Bool {
    guard reach > .zero, question.to - question.from > reach else { return false }
    self.reach = reach
    due = now
    return true
  }

  /// At first, while nothing is behind, more is read again: late lines show how late they come.
  private mutating func learn(at now: Instant) {
    let end = learnsUntil ?? now + Self.learning
    learnsUntil = end
    isLearning = now < end && !isBehind
  }

  /// A whole page had nothing new: the next must show what comes after.
  private mutating func makeRoom(_ question: Question) -> Skip? {
    if question.from < last {
      isNarrow = true
    } else if question.limit < size.ceiling {
      limit = min(question.limit * 2, size.ceiling)
      isNarrow = true
    } else {
      let skip = Skip(moment: last, taken: recent.count { $0.time == last })
      stepOver(to: last + Self.instant)
      return skip
    }
    return nil
  }

  /// Goes on at a moment behind lines that are not to be had.
  private mutating func stepOver(to moment: Instant) {
    last = moment
    known = moment
    recent = []
    isNarrow = false
    search = nil
  }

  private mutating func remember(_ fresh: [Mark]) {
    if let newest = fresh.last?.time {
      let isLate = recent.last.map { $0.time > fresh[0].time } ?? false
      if isLate { widen(for: fresh[0].time) }
      recent += fresh
      if isLate { recent.sort { $0.time < $1.time } }
      last = max(last, newest)
    }
    trim()
  }

  /// Takes note of lines that were found too late: for a while more is read again, to see in time
  /// those that come like them.
  package mutating func noteLate(at now: Instant) { learnsUntil = now + Self.learning }

  /// A line came late: where that was nearly too late, others may come later still.
  private mutating func widen(for time: Instant) {
    let delay = last - time
    if delay * 2 > lateness { lateness = min(Self.mostLateness, max(lateness, delay) * 2) }
    let count = recent.count { $0.time > time }
    if count * 2 > overlap { overlap = min(Self.mostOverlap, max(overlap, count) * 2) }
  }

  private mutating func trim() {
    let overlap = isLearning ? Self.mostOverlap : overlap
    let lateness = isLearning ? max(lateness, Self.learnedLateness) : lateness
    var start = max(known, last - lateness)
    if recent.count > overlap {
      start = max(start, recent[recent.count - overlap].time)
    }
    // Long lines leave no room for others in a reply.
    var bytes = 0
    if let place = recent.lastIndex(where: { mark in
      bytes += mark.byteCount
      return bytes > Self.mostOverlapBytes
    }) {
      start = max(start, recent[place].time + Self.instant)
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

  /// Takes note that a server gives fewer lines at a time than a question asked for, `text` being
  /// its words. A line that is too large even alone is looked for, and skipped.
  package mutating func lower(
    below question: Question, saying text: String = "", at now: Instant
  ) -> Skip? {
    due = now
    isBehind = true
    if search != nil {
      search?.hit(upTo: question.to - last)
      return stepOverLongLine()
    }
    size.lower(below: question.limit, saying: text)
    limit = min(limit, size.most)
    isNarrow = isNarrow || question.limit < Self.leastOverlap
    if question.from == last, question.limit <= known(from: last) + 1 { search = LongLineSearch() }
    return nil
  }

  /// Nothing new was in a stretch where a line that is too large was looked for.
  private mutating func miss(_ question: Question, _ now: Instant) -> Skip? {
    due = now
    guard let reach = search?.reach, last + reach <= question.to else {
      // All that there is was looked through: it is not there any more.
      search = nil
      due = now + .seconds(1)
      return nil
    }
    search?.miss(upTo: reach)
    return stepOverLongLine()
  }

  private mutating func stepOverLongLine() -> Skip? {
    guard let search, search.isFound, let far = search.far else { return nil }
    let (start, end) = (last + search.near, last + far)
    let skip = Skip(
      moment: end - Self.instant, taken: known(from: start), span: end - start, isTooLong: true)
    stepOver(to: end)
    return skip
  }
}
