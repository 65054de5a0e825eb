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
      when it could not be asked.
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

  /// The newest lines of a range, page by page.
  private func read(
    _ range: TimeRange, _ source: DataSource, _ program: Program
  ) throws -> LogLines {
    var pages = LogPages(range, wanted: limit ?? (isTail ? 10 : 1_000))
    var read: [LogLines] = []
    while let question = pages.question {
      let range = TimeRange(from: question.from, to: question.to)
      switch ask(.lines(limit: question.limit, isForward: false), range, source, program) {
      case .success(let lines):
        let gain = pages.take(lines, to: question)
        read.append(gain.lines)
        if let skip = gain.skip { sayCount(of: skip, source, program) }
      case .failure(let error) where error.isOfLineLimit && question.limit > 1:
        pages.lower(below: question)
      case .failure(let error):
        StandardError.write(DisplayText("hune: \(error)").string)
        throw ExitCode(error.code == .rejected ? 3 : 1)
      }
    }
    var lines = LogLines()
    for page in read.reversed() { lines.append(contentsOf: page) }
    return lines
  }

  /// Says how many lines of one nanosecond the server keeps for itself.
  private func sayCount(of skip: LogTail.Skip, _ source: DataSource, _ program: Program) {
    let range = TimeRange(from: skip.moment, to: skip.moment)
    let query = Query(
      panelID: 1, refID: "A", dataSource: .init(), expression: skip.countQuery(of: query),
      mode: .instant, range: range)
    var lost: Int?
    if case .success(let answer) = answer(to: query, source, program) {
      lost = skip.lostCount(in: answer.frames)
    }
    StandardError.write(
      lost.map { "hune: \($0) lines skipped" }
        ?? "hune: more lines at one moment than the server gives: some skipped")
  }

  private static let mostLines = 1_000_000

  private func ask(
    _ mode: Query.Mode, _ range: TimeRange, _ source: DataSource, _ program: Program
  ) -> Result<LogLines, DataSourceError> {
    let query = Query(
      panelID: 1, refID: "A", dataSource: .init(), expression: query, mode: mode, range: range)
    return answer(to: query, source, program).flatMap { answer in
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
    var tail = LogTail(from: lines.times.last ?? start, after: lines)
    var isDown = false
    while true {
      let now = program.clock()
      guard let question = tail.question(at: now) else {
        // The demo's clock may run faster than ours.
        let speed = Double(max(1, program.demo?.speed ?? 1))
        usleep(UInt32(min(1, max(0.01, (tail.due - now).seconds / speed)) * 1_000_000))
        continue
      }
      let range = TimeRange(from: question.from, to: question.to)
      switch ask(.lines(limit: question.limit, isForward: true), range, source, program) {
      case .success(let lines):
        isDown = false
        let gain = tail.take(lines, to: question, at: program.clock())
        if !gain.lines.isEmpty { try StandardOutput.write(text.bytes(of: gain.lines)) }
        if let skip = gain.skip { sayCount(of: skip, source, program) }
      case .failure(let error) where error.isOfLineLimit:
        tail.lower(below: question, at: program.clock())
      case .failure(let error):
        tail.fail(at: program.clock(), retryAfter: error.retryAfter)
        if !isDown { StandardError.write(DisplayText("hune: \(error); trying again").string) }
        isDown = true
      }
    }
  }
}
