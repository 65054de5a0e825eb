import App
import ArgumentParser
import Configuration
import Files
import JSON
import Lint
import Text

/// Prints the problems of files.
struct LintCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lint",
    abstract: "Find problems in layouts, rules, themes and configurations.",
    discussion: """
      Reads files as they are, manifests of a cluster too (ConfigMap, PrometheusRule, List, several \
      documents): kustomize build . | hune lint -
      Exits 0 when all is well or there are only warnings, 1 on an error.
      """)

  @Argument(help: ArgumentHelp("Files; - is standard input.", valueName: "file"))
  var files: [String]

  @Flag(help: "Warnings count as errors.")
  var strict = false

  @Flag(help: "Print the problems as JSON.")
  var json = false

  func run() throws {
    let lint = Lint(in: .current(layouts: nil)) { KeyMap.adjusted(by: $0).problems }
    var problems: [LintProblem] = []
    for path in files {
      switch ConfigurationFile.read(path) {
      case .success(let file): problems += lint.problems(in: file)
      case .failure(let error):
        problems.append(
          LintProblem(
            file: path, path: "", code: "unreadable", level: .error,
            message: "can't be read: \(error.reason)"))
      }
    }
    if json {
      print(JSONValue.array(problems.map(\.json)).text(indent: 2))
    } else {
      for problem in problems { print(DisplayText(problem.description).string) }
    }
    if problems.contains(where: { $0.level == .error || strict }) { throw ExitCode(1) }
  }
}
