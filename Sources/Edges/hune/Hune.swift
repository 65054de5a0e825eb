import ArgumentParser
import Files
import Glibc
import Text

/// The root command: without a subcommand it opens the dashboard.
struct Hune: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "hune",
    abstract: "A terminal dashboard for live observability.",
    discussion: """
      Shows queues, budgets, workflow failures, logs, traces and alerts from Prometheus and its \
      kin, refreshed every 30 s. Keys: ? for help, q to quit.
      """,
    version: "0.1.0",
    subcommands: [
      AlertsCommand.self, AckCommand.self, SilenceCommand.self, RecoveryCommand.self,
      CheckCommand.self, LintCommand.self, LogsCommand.self, TracesCommand.self,
      RunCommand.self, DemoCommand.self, PromQLCommand.self, RulesCommand.self, QueryCommand.self,
      RenderCommand.self,
      WorldCommand.self,
    ],
    defaultSubcommand: RunCommand.self)
}

@main
enum Main {
  static func main() {
    do {
      var command = try Hune.parseAsRoot()
      try command.run()
      end(with: 0)
    } catch {
      leave(with: error)
    }
  }

  /// Ends with the message of an error: 2 for a wrong command line, else the error's own code.
  private static func leave(with error: any Error) -> Never {
    if let failure = error as? Failure {
      for line in failure.message.split(separator: "\n") {
        StandardError.write(DisplayText(String(line)).string)
      }
      end(with: failure.code)
    }
    let code = Hune.exitCode(for: error)
    let message = Hune.fullMessage(for: error)
    if code == .success {
      print(message)
    } else if !message.isEmpty {
      // It repeats what stood on the command line, which may come from anywhere.
      let lines = message.split(separator: "\n", omittingEmptySubsequences: false)
      StandardError.write(lines.map { DisplayText($0).string }.joined(separator: "\n"))
    }
    end(with: code == .validationFailure ? 2 : code.rawValue)
  }

  /// Ends at once, once what was printed is out: `exit` takes down what threads still use.
  private static func end(with code: Int32) -> Never {
    fflush(nil)
    _exit(code)
  }
}
