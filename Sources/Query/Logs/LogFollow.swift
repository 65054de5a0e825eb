package import Frames
package import Times

/// Follows a query for a program that prints lines as they come: what to ask next, and what to
/// print and to say of the answers.
package struct LogFollow: Sendable {
  package enum Question: Hashable, Sendable {
    /// Oldest first.
    case lines(LogTail.Question)
    /// The number at one moment.
    case count(String, at: Instant)
    /// Numbers in steps.
    case counts(String, step: Span, TimeRange)
  }

  package struct Gain: Sendable {
    package var lines = LogLines()
    /// What the reader should know; raw text.
    package var messages: [String] = []
  }

  private let expression: String
  private var tail: LogTail
  private var audit: LogAudit
  /// What was printed lately: what was not is told from it.
  private var printed = LogBuffer(byteLimit: 32 << 20)
  private var skips: [LogTail.Skip] = []
  private var asked: LogTail.Question?
  private var pending: Kind?
  /// The reader knows that the server is away, and that the lines are behind.
  private var isDown = false
  private var isSaidBehind = false

  private enum Kind { case tail, late, count, audit }

  /// Goes on behind lines that were printed, the newest of the query at a moment.
  package init(_ expression: String, after lines: LogLines, at start: Instant) {
    self.expression = expression
    tail = LogTail(from: lines.times.last ?? start, after: lines)
    audit = LogAudit(from: max(start, lines.times.last ?? start))
    audit.note(lines.times)
    _ = printed.merge(lines)
  }

  /// When the next question is due.
  package var due: Instant { tail.due }

  /// What to ask now, if anything; and what to say of lines that can't be had.
  package mutating func question(
    at now: Instant
  ) -> (question: Question?, message: String?) {
    if let skip = skips.first {
      pending = .count
      return (.count(skip.countQuery(of: expression), at: skip.moment), nil)
    }
    // What is new goes first.
    if let question = tail.question(at: now) {
      pending = .tail
      asked = question
      return (.lines(question), nil)
    }
    guard !isDown, tail.delay(at: now) == nil else { return (nil, nil) }
    let (late, lost) = audit.rereading(oldest: printed.completeFrom, limit: tail.most)
    let message = Self.skipped(lost)
    if let late {
      pending = .late
      asked = late
      return (.lines(late), message)
    }
    guard let moments = audit.question(at: now, before: tail.known) else { return (nil, message) }
    pending = .audit
    return (.counts(LogAudit.query(of: expression), step: LogAudit.step, moments), message)
  }

  private static func skipped(_ count: Int) -> String? {
    switch count {
    case ...0: nil
    case 1: "1 line skipped"
    default: "\(count) lines skipped"
    }
  }
}

// Answers to the question that was asked last.
extension LogFollow {
  /// Frames of lines or of numbers.
  package mutating func take(_ frames: [Frame], at now: Instant) -> Gain {
    defer { pending = nil }
    var gain = Gain()
    switch pending {
    case .count:
      guard !skips.isEmpty else { break }
      gain.messages += say(skips.removeFirst(), frames)
    case .audit: audit.take(frames)
    case .tail:
      guard let question = asked else { break }
      isDown = false
      let new = tail.take(frames.first?.lines ?? LogLines(), to: question, at: now)
      audit.note(new.lines.times)
      gain.lines = new.lines
      note(new.skip)
      gain.messages += sayDelay(at: now)
    case .late:
      guard let question = asked else { break }
      let here = printed.lines(from: question.from, to: question.to)
      let (late, lost) = audit.take(
        frames.first?.lines ?? LogLines(), besides: here, to: question)
      if !late.isEmpty { tail.noteLate(at: now) }
      gain.lines = late
      gain.messages += Self.skipped(lost).map { [$0] } ?? []
    case nil: break
    }
    _ = printed.merge(gain.lines)
    return gain
  }

  /// Fewer lines at a time would have an answer, as `text` says.
  package mutating func lower(saying text: String, at now: Instant) -> [String] {
    defer { pending = nil }
    guard let question = asked else { return [] }
    if pending == .late {
      return Self.skipped(audit.lower(below: question, saying: text)).map { [$0] } ?? []
    }
    note(tail.lower(below: question, saying: text, at: now))
    return sayDelay(at: now)
  }

  /// The server answers to no longer ranges; false where the question has none.
  package mutating func shorten(to reach: Span, at now: Instant) -> Bool {
    guard pending == .tail, let question = asked else { return false }
    return tail.shorten(question, to: reach, at: now)
  }

  /// There was no answer; `error` says why.
  package mutating func fail(_ error: String, retryAfter: Double? = nil, at now: Instant)
    -> [String]
  {
    defer { pending = nil }
    switch pending {
    case .count:
      return skips.isEmpty ? [] : say(skips.removeFirst(), [])
    case .audit: audit.fail()
    case .late: audit.failReading()
    case .tail, nil:
      tail.fail(at: now, retryAfter: retryAfter)
      defer { isDown = true }
      return isDown ? [] : ["\(error); trying again"]
    }
    return []
  }

  private mutating func note(_ skip: LogTail.Skip?) {
    guard let skip else { return }
    audit.exclude(skip.moment)
    skips.append(skip)
  }

  /// Says once that lines come late, and once that they don't any more.
  private mutating func sayDelay(at now: Instant) -> [String] {
    let delay = tail.delay(at: now)
    guard (delay != nil) != isSaidBehind else { return [] }
    isSaidBehind = delay != nil
    guard let delay else { return ["up to date again"] }
    return ["\(Int(delay.seconds)) s behind, reading \(tail.most) lines at a time"]
  }

  private func say(_ skip: LogTail.Skip, _ frames: [Frame]) -> [String] { skip.messages(frames) }
}

extension LogTail.Skip {
  /// What a reader should know, of the answer to how many lines stand there.
  package func messages(_ frames: [Frame]) -> [String] {
    let reason =
      isTooLong
      ? "a line is larger than a reply may be" : "more lines at one moment than the server gives"
    switch lostCount(in: frames) {
    case nil: return ["\(reason): some skipped"]
    case 0?: return []
    case 1?: return ["1 line skipped: \(reason)"]
    case let count?: return ["\(count) lines skipped: \(reason)"]
    }
  }
}
