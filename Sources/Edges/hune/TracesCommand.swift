import ArgumentParser
import DataSources
import Files
import Glibc
import HTTP
import Queries
import Text
import Times
import Traces

/// Prints the traces of a search, or one trace.
struct TracesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "traces", abstract: "Print the traces of a search, or one trace by its id.",
    discussion: """
      A query is TraceQL: '{ status = error }'. Jaeger, which is asked where there is no Tempo, \
      takes one {…} of a service and other conditions, or 'service=NAME error=true \
      minDuration=1s'. An id is 8 to 32 hexadecimal digits; the trace is printed as a waterfall.

      Exits 0 when there is an answer, an empty one too, 3 when the server refused the query or \
      has no such trace, 1 when it could not be asked.
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable { case table, json }

  @OptionGroup var options: SourceOptions

  @Argument(help: "The query, or the id of a trace.")
  var query: String

  @OptionGroup var past: SinceOption

  @Option(help: ArgumentHelp("The most traces.", valueName: "n"))
  var limit = Query.usualTraces

  @Option(help: "table or json.")
  var output = Format.table

  mutating func validate() throws {
    if !(1...10_000).contains(limit) { throw ValidationError("--limit \(limit): 1 to 10000") }
  }

  func run() throws {
    signal(SIGPIPE, SIG_DFL)
    var invocation = try options.invocation()
    // An answer has one moment.
    invocation.demo?.speed = 0
    let program = invocation.program
    let sources = program.settings.sources
    guard
      let source = sources.first(where: { $0.kind == .tempo })
        ?? sources.first(where: { $0.kind == .jaeger })
    else {
      throw Failure(
        message: "hune: no source of type tempo or jaeger: give --tempo URL, --jaeger URL or --demo"
      )
    }
    let text = TraceText(calendar: Calendar())
    guard let id = Tempo.traceID(query) else {
      let range = try past.range(options, now: program.clock())
      let (query, limit) = (query, limit)
      let traces = try asked(by: program) { client async throws(DataSourceError) in
        try await TraceReader(source, client).search(query, in: range, limit: limit)
      }
      return try StandardOutput.write(
        output == .json ? text.json(of: traces) : text.table(of: traces))
    }
    let trace = try asked(by: program) { client async throws(DataSourceError) in
      try await TraceReader(source, client).trace(id)
    }
    guard let trace else {
      StandardError.write("hune: \(source.name) has no trace \(id)")
      throw ExitCode(3)
    }
    try StandardOutput.write(output == .json ? text.json(of: trace) : text.waterfall(of: trace))
  }

  private func asked<Value: Sendable>(
    by program: Program,
    _ question: @escaping @Sendable (any HTTPClient) async throws(DataSourceError) -> Value
  ) throws -> Value {
    let outcome: Result<Value, DataSourceError> = program.wait(for: question)
    switch outcome {
    case .success(let value): return value
    case .failure(let error):
      StandardError.write(DisplayText("hune: \(error)").string)
      throw ExitCode(error.code == .rejected ? 3 : 1)
    }
  }
}
