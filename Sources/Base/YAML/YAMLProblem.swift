/// Something wrong in a YAML text, and where. What can't be read is left out, the rest stands.
package struct YAMLProblem: Hashable, Sendable {
  package enum Level: String, Hashable, Sendable { case warning, error }

  package var level: Level
  /// A stable word for scripts: `unknown-key`, `wrong-type`, `missing`.
  package var code: String
  /// Where in the document's tree: `datasources[1].url`.
  package var path: String
  /// Counted from 1.
  package var line: Int
  package var column: Int
  /// What is wrong and what to do about it.
  package var message: String

  package init(
    _ level: Level, _ code: String, _ path: String, line: Int, column: Int, _ message: String
  ) {
    self.level = level
    self.code = code
    self.path = path
    self.line = line
    self.column = column
    self.message = message
  }
}

extension YAMLProblem: CustomStringConvertible {
  /// `12:3: datasources[1].url: …`
  package var description: String {
    "\(line):\(column): " + (path.isEmpty ? "" : "\(path): ") + message
  }
}
