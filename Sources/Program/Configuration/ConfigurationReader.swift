import DataSources
package import Times
package import YAML

/// Reads configuration files: all mistakes of a file are found in one pass, each with its place.
package struct ConfigurationReader: Sendable {
  let surroundings: Surroundings
  let now: Instant
  var inspector = YAMLInspector()
  /// The folder of layouts that the file names.
  var layoutFolder: String?
  /// Whether a secret stands in the file itself.
  var holdsSecrets = false

  package struct Outcome: Sendable {
    /// What could be read; `nil` when nothing could.
    package var configuration: Configuration?
    package var problems: [YAMLProblem]
  }

  /// `now` is what relative times in the file mean.
  package static func read(
    _ file: ConfigurationFile, in surroundings: Surroundings, now: Instant
  ) -> Outcome {
    var reader = ConfigurationReader(surroundings: surroundings, now: now)
    let documents: [YAMLValue]
    do {
      documents = try YAMLValue.documents(in: file.bytes)
    } catch {
      let problem = YAMLProblem(
        .error, "malformed", "", line: error.line, column: error.column, error.message)
      return Outcome(configuration: nil, problems: [problem])
    }
    let root = YAMLPlace(
      documents.first ?? YAMLValue(node: .null))
    if documents.count > 1 {
      reader.inspector.report(
        .warning, "several-documents", at: root, "only the first document is read")
    }
    let configuration = reader.configuration(root)
    reader.checkAccess(to: file, root)
    let problems = reader.inspector.problems.sorted {
      ($0.line, $0.column) < ($1.line, $1.column)
    }
    return Outcome(configuration: configuration, problems: problems)
  }

  /// What Grafana's provisioning files have beside what hune reads.
  private static let grafanaKeys = ["apiVersion", "deleteDatasources", "prune"]

  private static let keys = [
    "datasources", "contexts", "context", "views", "refresh", "from", "to", "variables", "rules",
    "theme", "glyphs", "color", "mouse", "kiosk", "author", "readOnly", "bell", "timezone", "keys",
    "checks", "layouts", "maxSilence", "acknowledge", "drWindows",
  ]

  private mutating func configuration(_ root: YAMLPlace) -> Configuration? {
    if case .null = root.value.node { return Configuration([Settings(sources: [])]) }
    guard inspector.isMapping(root, known: Self.keys + Self.grafanaKeys) else { return nil }
    layoutFolder = inspector.text(root["layouts"])
    let sources = sources(root["datasources"])
    let defaults = defaults(root, sources: sources)
    var configuration = Configuration(contexts(root["contexts"], defaults: defaults))
    if let name = inspector.text(root["context"]) {
      if configuration.settings(of: name) != nil {
        configuration.start = name
      } else if let place = root["context"] {
        let known = configuration.contexts.map(\.context).joined(separator: ", ")
        inspector.report(
          .error, "unknown-context", at: place, "no context is called \(name); there are \(known)")
      }
    }
    configuration.preferences = preferences(root)
    configuration.acknowledgement = acknowledgement(root)
    configuration.keys = keys(root["keys"])
    configuration.checks = addresses(root["checks"])
    configuration.recoveryWindows = recoveryWindows(
      root["drWindows"], contexts: configuration.contexts.map(\.context))
    configuration.layouts = layoutFolder
    return configuration
  }

  /// A file that holds a secret is its owner's alone.
  private mutating func checkAccess(to file: ConfigurationFile, _ root: YAMLPlace) {
    guard holdsSecrets else { return }
    if file.othersCanWrite {
      inspector.report(
        .error, "unsafe-file", at: root,
        "\(file.path) holds a secret and others can write it: chmod 600 \(file.path)")
    } else if file.othersCanRead {
      inspector.report(
        .warning, "readable-file", at: root,
        "\(file.path) holds a secret and others can read it: chmod 600 \(file.path)")
    }
  }
}
