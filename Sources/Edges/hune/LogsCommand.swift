import ArgumentParser
import DataSources
import Files
import Frames
import Glibc
import HTTP
import Logs
import Queries
import Text
import Times

/// Prints log lines, and follows them.
struct LogsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "logs", abstract: "Print the log lines of a LogQL query, and follow them.",
    discussion: """
      Prints the newest lines, the oldest of them first. With --tail it goes on with what comes, \
      each line once, also after the server was away.

      Exits 0 when there is an answer, an empty one too, 3 when the server refused the query, 1 \
      when it could not be asked, or failed.
      """)

  @OptionGroup var options: SourceOptions

  @Argument(help: "The query: '{app=\"api\"} |= \"error\"'.")
  var query: String

  @Flag(name: [.customLong("tail"), .customShort("f")], help: "Go on with the lines that come.")
  var isTail = false

  @OptionGroup var past: SinceOption

  @Option(
    help: ArgumentHelp("The most lines; with --tail those before.", valueName: "n"))
  var limit: Int?

  @Option(help: "raw, jsonl or logfmt.")
  var output = LogText.Format.raw

  mutating func validate() throws {
    if let limit, !(1...Self.mostLines).contains(limit) {
      throw ValidationError("--limit \(limit): 1 to \(Self.mostLines)")
    }
    if isTail, options.to != nil { throw ValidationError("--tail has no end: leave --to out") }
  }

  func run() throws {
    // A reader that goes away ends the command as it ends any other.
    signal(SIGPIPE, SIG_DFL)
    let program = try options.invocation().program
    guard let source = program.settings.sources.first(where: { $0.kind == .loki }) else {
      throw Failure(message: "hune: no source of type loki: give --loki URL or --demo")
    }
    let text = LogText(output, forTerminal: isatty(STDOUT_FILENO) == 1)
    let range = try past.range(options, now: program.clock())
    let lines = try read(range, source, program)
    try StandardOutput.write(text.bytes(of: lines))
    if isTail { try follow(after: lines, from: range.to, source, program, text) }
  }

  /// The newest lines of a range, page by page. To follow them, a server that is away is waited
  /// for.
  private func read(
    _ range: TimeRange, _ source: DataSource, _ program: Program
  ) throws -> LogLines {
    var pages = LogPages(range, wanted: limit ?? (isTail ? 10 : 1_000))
    var read: [LogLines] = []
    var failures = 0
    var isSaidSlow = false
    while let question = pages.question {
      let range = TimeRange(from: question.from, to: question.to)
      switch ask(.lines(limit: question.limit, isForward: false), range, source, program) {
      case .success(let lines):
        failures = 0
        let gain = pages.take(lines, to: question)
        read.append(gain.lines)
        if let skip = gain.skip { sayCount(of: skip, source, program) }
      case .failure(let error) where error.isOfLineLimit:
        // Each such refusal may take a server many seconds.
        if error.code == .tooLarge, !isSaidSlow {
          say("\(error); asking for fewer lines")
          isSaidSlow = true
        }
        if let skip = pages.lower(below: question, saying: error.detail) {
          sayCount(of: skip, source, program)
        }
      case .failure(let error):
        if let limit = error.rangeLimit, pages.shorten(question, to: limit) { continue }
        guard isTail, !error.isFinal else {
          say("\(error)")
          throw ExitCode(error.isRefusal ? 3 : 1)
        }
        if failures == 0 { say("\(error); trying again") }
        let wait = max(Double(1 << min(failures, 5)), error.retryAfter ?? 0)
        pause(min(wait, 3_600), program)
        failures += 1
      }
    }
    var lines = LogLines()
    for page in read.reversed() { lines.append(contentsOf: page) }
    return lines
  }

  private func say(_ text: String) {
    StandardError.write(DisplayText("hune: \(text)").string)
  }

  /// Says how many lines the server keeps to itself.
  private func sayCount(of skip: LogTail.Skip, _ source: DataSource, _ program: Program) {
    let range = TimeRange(from: skip.moment, to: skip.moment)
    let answer = answer(
      to: self.query(skip.countQuery(of: query), .instant, range), source, program)
    skip.messages((try? answer.get())?.frames ?? []).forEach(say)
  }

  /// Waits, and ends when the reader of a pipe has gone away: it would be known only with the next
  /// line, and that may never come.
  private func pause(_ seconds: Double, _ program: Program) {
    // The demo's clock may run faster than ours.
    let speed = Double(max(1, program.demo?.speed ?? 1))
    var left = seconds / speed
    while left > 0 {
      let step = min(1, max(0.01, left))
      var output = pollfd(fd: STDOUT_FILENO, events: 0, revents: 0)
      if poll(&output, 1, Int32(step * 1_000)) > 0 {
        if output.revents & Int16(POLLERR) != 0 { raise(SIGPIPE) }
        // Nothing else would make it wait.
        usleep(UInt32(step * 1_000_000))
      }
      left -= step
    }
  }

  private static let mostLines = 1_000_000

  private func query(_ expression: String, _ mode: Query.Mode, _ range: TimeRange) -> Query {
    Query(
      panelID: 1, refID: "A", dataSource: .init(), expression: expression, mode: mode, range: range)
  }

  private func ask(
    _ mode: Query.Mode, _ range: TimeRange, _ source: DataSource, _ program: Program
  ) -> Result<LogLines, DataSourceError> {
    answer(to: query(query, mode, range), source, program).flatMap { answer in
      answer.frames.first?.lines.map { .success($0) }
        ?? .failure(
          DataSourceError(
            .rejected, source: source.name, detail: "the query gives numbers, no lines"))
    }
  }

  private func answer(
    to query: Query, _ source: DataSource, _ program: Program
  ) -> Result<Answer, DataSourceError> {
    program.wait { client async throws(DataSourceError) in
      let response: HTTPResponse
      let request = try source.request(for: query)
      do throws(HTTPError) {
        response = try await client.send(request)
      } catch {
        throw DataSourceError(error, source: source.name)
      }
      return try source.answer(to: query, from: response)
    }
  }

  /// Never ends by itself.
  private func follow(
    after lines: LogLines, from start: Instant, _ source: DataSource, _ program: Program,
    _ text: LogText
  ) throws {
    var follow = LogFollow(query, after: lines, at: start)
    while true {
      let now = program.clock()
      let (question, message) = follow.question(at: now)
      if let message { say(message) }
      guard let question else {
        pause(min(1, max(0.01, (follow.due - now).seconds)), program)
        continue
      }
      let answer: Result<[Frame], DataSourceError>
      switch question {
      case .lines(let asked):
        let range = TimeRange(from: asked.from, to: asked.to)
        answer = ask(.lines(limit: asked.limit, isForward: true), range, source, program)
          .map { [Frame(lines: $0)] }
      case .count(let expression, let moment):
        let query = query(expression, .instant, TimeRange(from: moment, to: moment))
        answer = self.answer(to: query, source, program).map(\.frames)
      case .counts(let expression, let step, let range):
        let query = query(expression, .range(step: step), range)
        answer = self.answer(to: query, source, program).map(\.frames)
      }
      let answeredAt = program.clock()
      switch answer {
      case .success(let frames):
        let gain = follow.take(frames, at: answeredAt)
        if !gain.lines.isEmpty { try StandardOutput.write(text.bytes(of: gain.lines)) }
        gain.messages.forEach(say)
      case .failure(let error) where error.isOfLineLimit && question.isOfLines:
        follow.lower(saying: error.detail, at: answeredAt).forEach(say)
      case .failure(let error):
        if let limit = error.rangeLimit, follow.shorten(to: limit, at: answeredAt) { continue }
        follow.fail("\(error)", retryAfter: error.retryAfter, at: answeredAt).forEach(say)
      }
    }
  }
}

extension LogFollow.Question {
  fileprivate var isOfLines: Bool { if case .lines = self { true } else { false } }
}

extension DataSourceError {
  /// Another try would hear the same.
  fileprivate var isFinal: Bool { isRefusal || code == .unauthorised || code == .noSource }
}
