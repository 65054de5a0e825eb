import ArgumentParser
import Files
import PromQL
import Text

/// `hune promql`: the query language by itself.
struct PromQLCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "promql", abstract: "Test the engine that evaluates PromQL.",
    subcommands: [Test.self])

  /// `hune promql test`: runs scripts of the kind that Prometheus tests itself with.
  struct Test: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "test", abstract: "Run test scripts in Prometheus's notation.",
      discussion: """
        A script has load, clear and eval commands. Prints a line for each evaluation that fails, \
        then how many passed, failed and were skipped.
        """)

    @Argument(help: ArgumentHelp("A script; - reads one from standard input.", valueName: "file"))
    var files: [String]

    func run() throws {
      var passed = 0
      var failed = 0
      var skipped = 0
      for file in files {
        for outcome in PromQLScript(try text(of: file)).run() {
          switch outcome.verdict {
          case .passed: passed += 1
          case .skipped: skipped += 1
          case .failed(let reason):
            failed += 1
            print(DisplayText("\(file):\(outcome.line): \(outcome.command): \(reason)").string)
          }
        }
      }
      print("\(passed) passed, \(failed) failed, \(skipped) skipped")
      if failed > 0 { throw ExitCode(1) }
    }

    private func text(of file: String) throws -> String {
      do {
        let bytes = file == "-" ? try File.readStandardInput() : try File.read(file)
        return String(decoding: bytes, as: UTF8.self)
      } catch {
        throw Failure(message: error.description)
      }
    }
  }
}
