import ArgumentParser
import Files
import Glibc
import RuleEvaluation
import Rules
import Text

/// `hune rules`: rules by themselves.
struct RulesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rules", abstract: "Test rules.", subcommands: [Test.self])

  /// `hune rules test`: unit tests in the format of `promtool test rules`.
  struct Test: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "test", abstract: "Run unit tests of rules, in promtool's format.",
      discussion: """
        Prints a line for each expectation that is not met, then how many passed and failed. Paths \
        of rule files are looked for from the folder of the test file.
        """)

    @Argument(help: ArgumentHelp("A file of unit tests.", valueName: "file"))
    var files: [String]

    func run() throws {
      var passed = 0
      var failed = 0
      for file in files {
        let (outcome, lines) = try outcome(of: file)
        passed += outcome
        failed += lines.count
        for line in lines { print(DisplayText("\(file):\(line)").string) }
      }
      print("\(passed) passed, \(failed) failed")
      if failed > 0 { throw ExitCode(1) }
    }

    /// What passed, and a line for each failure.
    private func outcome(of file: String) throws -> (passed: Int, failures: [String]) {
      let tests: RuleTestFile
      do {
        tests = RuleTestFile(bytes: try File.read(file))
      } catch {
        throw Failure(message: error.description)
      }
      guard tests.problems.isEmpty else { return (0, tests.problems.map(\.description)) }
      var problems: [String] = []
      var groups: [RuleGroup] = []
      for path in Self.paths(tests.ruleFiles, beside: file) {
        do {
          let rules = RuleFile(bytes: try File.read(path), name: path)
          problems += rules.problems.filter { $0.level == .error }.map { "1: \(path):\($0)" }
          groups += rules.groups
        } catch {
          problems.append("1: \(error)")
        }
      }
      guard problems.isEmpty else { return (0, problems) }
      let outcome = tests.run(over: groups)
      return (
        outcome.passed,
        outcome.failures.map { failure in
          let name = failure.test.isEmpty ? "" : "\(failure.test): "
          return "\(failure.line): \(name)\(failure.message)"
        }
      )
    }

    /// The files that the patterns find, each once.
    private static func paths(_ patterns: [String], beside file: String) -> [String] {
      let folder = file.lastIndex(of: "/").map { String(file[...$0]) } ?? ""
      var paths: [String] = []
      for pattern in patterns {
        let whole = pattern.hasPrefix("/") ? pattern : folder + pattern
        let found = matches(of: whole)
        if found.isEmpty { StandardError.write("hune: \(file): no file is \(pattern)") }
        for path in found where !paths.contains(path) { paths.append(path) }
      }
      return paths
    }

    private static func matches(of pattern: String) -> [String] {
      var found = glob_t()
      defer { globfree(&found) }
      guard glob(pattern, 0, nil, &found) == 0 else { return [] }
      return (0..<Int(found.gl_pathc)).compactMap { index in
        found.gl_pathv[index].map { String(cString: $0) }
      }
    }
  }
}
