import ArgumentParser
import DataSources
import Files
import HTTP
import JSON
import PromQLSyntax
import Dashboards
import Queries
import Text
import Times

/// Asks one question and prints the answer.
struct QueryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "query", abstract: "Ask a PromQL expression and print the answer.",
    discussion: """
      Asks for the end of the range, or with --range for all of it. As table and csv there is a \
      line for each sample, with a column for each label; graph is drawn over the range.

      Exits 0 when there is an answer, an empty one too, 3 when the server refused the expression, \
      1 when it could not be asked.
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable { case table, json, csv, graph }

  @OptionGroup var options: SourceOptions

  @Argument(help: "The expression.")
  var expression: String

  @Flag(name: .customLong("range"), help: "Evaluate at each step of the range.")
  var isRange = false

  @Option(
    help: ArgumentHelp("The time between two steps; by the range without it.", valueName: "30s"))
  var step: String?

  @Option(help: "table, json, csv or graph.")
  var format = Format.table

  @Option(help: ArgumentHelp("Columns and rows of a graph.", valueName: "120x40"))
  var size = "120x30"

  func run() throws {
    var invocation = try options.invocation()
    // An answer has one moment.
    invocation.demo?.speed = 0
    let program = invocation.program
    guard let source = program.settings.sources.first(where: { $0.kind == .prometheus }) else {
      throw Failure(message: "hune: no source of type prometheus: give --prometheus URL or --demo")
    }
    let expression = program.settings.variables.filled(in: self.expression)
    let range = try range(now: program.clock())
    let step = try parsedStep(of: range)
    if format == .graph {
      return try QueryGraph(expression: expression, step: step, size: size)
        .draw(by: invocation)
    }
    let query = Query(
      panelID: 1, refID: "A", dataSource: .init(), expression: expression,
      mode: isRange ? .range(step: step) : .instant, range: range)
    let outcome: Result<QueryAnswer, DataSourceError> = program.wait {
      client async throws(DataSourceError) in
      try await QueryAnswer(to: query, of: source, by: client)
    }
    switch outcome {
    case .success(let answer): try StandardOutput.write(answer.text(format))
    case .failure(let error): try refuse(error, expression)
    }
  }

  private func range(now: Instant) throws -> TimeRange {
    let from = try options.from.map { try TimeExpression($0) } ?? .ago(.hours(1))
    let to = try options.to.map { try TimeExpression($0) } ?? .now
    let range = TimeRange(
      from: from.resolve(now: now, calendar: Calendar(), roundsUp: false),
      to: to.resolve(now: now, calendar: Calendar(), roundsUp: true))
    guard range.from <= range.to || !(isRange || format == .graph) else {
      throw ValidationError("--from is after --to")
    }
    return range
  }

  /// About as many steps as a screen has columns.
  private func parsedStep(of range: TimeRange) throws -> Span {
    guard let step else {
      return max(.seconds(15), Span(milliseconds: (range.to - range.from).milliseconds / 240))
    }
    guard let span = try? Span(parsing: step), span >= .milliseconds(1) else {
      throw ValidationError("--step \(step): a duration such as 30s")
    }
    return span
  }

  private func refuse(_ error: DataSourceError, _ expression: String) throws {
    StandardError.write(DisplayText("hune: \(error)").string)
    guard error.code == .rejected else { throw ExitCode(1) }
    // The server's own place is in its words; ours has an end too, and takes no words apart.
    if let place = PromQLPlace(expression) {
      for line in place.lines { StandardError.write(line) }
    }
    throw ExitCode(3)
  }
}

extension [String: [String]] {
  /// An expression with the variables of the command line in it: several values of one are a list.
  fileprivate func filled(in expression: String) -> String {
    VariableValues(
      mapValues { texts in
        VariableValues.Value(
          options: texts.map { .init(text: $0, value: $0) }, isList: texts.count > 1)
      }
    ).interpolate(promQL: expression)
  }
}
