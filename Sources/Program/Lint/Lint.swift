package import Configuration
import Dashboards
import JSON
import RuleEvaluation
import Rules
import Themes
import Times
package import YAML

/// Looks for problems in files that hune reads: layouts, themes, rules, configurations, alone or
/// as manifests of a cluster. What a file is, its content says.
package struct Lint: Sendable {
  private let surroundings: Surroundings
  private let keyProblems: @Sendable ([KeySetting]) -> [YAMLProblem]

  /// `surroundings` are what a configuration refers to; `keyProblems` knows the actions and keys
  /// that it may set.
  package init(
    in surroundings: Surroundings,
    keyProblems: @escaping @Sendable ([KeySetting]) -> [YAMLProblem] = { _ in [] }
  ) {
    self.surroundings = surroundings
    self.keyProblems = keyProblems
  }

  /// The problems of a file; `othersCanRead` and so on matter to configurations alone.
  package func problems(in file: ConfigurationFile) -> [LintProblem] {
    Layouts.looksLikeJSON(file.bytes) ? problems(inJSON: file) : problems(inYAML: file)
  }

  private func problems(inJSON file: ConfigurationFile) -> [LintProblem] {
    if let value = try? JSONValue(
      parsing: file.bytes, maximumDepth: 200, skippingByteOrderMark: true)
    {
      if Layouts.isManifest(value) || value["kind"]?.string == "PrometheusRule" {
        return problems(inYAML: file)
      }
      if value["roles"] != nil, value["panels"] == nil { return problems(inTheme: file) }
    }
    do {
      return try Layouts.dashboards(in: file.bytes, name: file.path)
        .flatMap { problems(of: $0, file.path) }
    } catch {
      return [problem(error, file.path)]
    }
  }

  private func problems(inTheme file: ConfigurationFile) -> [LintProblem] {
    Palette.problems(json: file.bytes).map {
      LintProblem(
        file: file.path, path: $0.path, code: $0.isWarning ? "unknown-key" : "bad-theme",
        level: $0.isWarning ? .warning : .error, message: $0.reason)
    }
  }

  private func problems(inYAML file: ConfigurationFile) -> [LintProblem] {
    let documents: [YAMLValue]
    do {
      documents = try YAMLValue.documents(in: file.bytes)
    } catch {
      return [
        LintProblem(
          file: file.path, path: "\(error.line):\(error.column)", code: "malformed", level: .error,
          message: error.message)
      ]
    }
    let entries = documents.flatMap { Layouts.entries(of: $0, name: file.path) }
    var problems = entries.flatMap { entry in
      switch entry.dashboard {
      case .success(let dashboard): self.problems(of: dashboard, entry.name)
      case .failure(let error): [problem(error, entry.name)]
      }
    }
    let rules = documents.filter { RuleFile.holdsRules($0) || isList($0) }
    problems += RuleFile(documents: rules, name: file.path).problems.map { problem($0, file.path) }
    // promtool reads the first document of its unit tests and no more.
    if let first = documents.first, RuleTestFile.holdsTests(first) {
      return RuleTestFile(bytes: file.bytes).problems.map { problem($0, file.path) }
    }
    if problems.isEmpty, entries.isEmpty, rules.isEmpty {
      problems += self.problems(ofOther: documents, file)
    }
    return problems
  }

  /// A document that is neither a manifest nor rules.
  private func problems(
    ofOther documents: [YAMLValue], _ file: ConfigurationFile
  ) -> [LintProblem] {
    // Resources of a cluster that hune has no use for, and the configuration of other programs.
    let isOthers = documents.allSatisfy { document in
      document["kind"] != nil || document["route"] != nil || document["scrape_configs"] != nil
        || document["rule_files"] != nil
    }
    if isOthers, !documents.isEmpty { return [] }
    let outcome = ConfigurationReader.read(
      file, in: surroundings, now: Instant(milliseconds: 0))
    let problems = outcome.problems + keyProblems(outcome.configuration?.keys ?? [])
    return problems.sorted { ($0.line, $0.column) < ($1.line, $1.column) }
      .map { problem($0, file.path) }
  }

  private func isList(_ document: YAMLValue) -> Bool {
    document["kind"]?.text?.hasSuffix("List") == true
  }

  private func problems(of dashboard: Dashboard, _ file: String) -> [LintProblem] {
    dashboard.problems.map { problem in
      LintProblem(
        file: file, path: problem.path, code: problem.code,
        level: problem.level == .error ? .error : .warning, message: problem.message)
    }
      + dashboard.unknownSources.map { place, type in
        LintProblem(
          file: file, path: place, code: "unknown-source", level: .warning,
          message: "sources of type \(type) can't be asked here")
      }
      + dashboard.badQueries.map { place, reason in
        LintProblem(
          file: file, path: place, code: "bad-query", level: .warning,
          message: "no PromQL: \(reason)")
      }
  }

  private func problem(_ problem: YAMLProblem, _ file: String) -> LintProblem {
    let path = problem.path.isEmpty ? "" : ": \(problem.path)"
    return LintProblem(
      file: file, path: "\(problem.line):\(problem.column)\(path)", code: problem.code,
      level: problem.level == .error ? .error : .warning, message: problem.message)
  }

  private func problem(_ error: LayoutError, _ file: String) -> LintProblem {
    // The place begins with the file's name, and goes on with line and column where it has them.
    let rest = error.place.hasPrefix(file) ? error.place.dropFirst(file.count) : error.place[...]
    return LintProblem(
      file: file, path: String(rest.drop { $0 == ":" }),
      code: error.code == .malformed ? "malformed" : "no-dashboard", level: .error,
      message: error.message)
  }
}
