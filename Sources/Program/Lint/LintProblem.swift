package import JSON

/// What is wrong with a file, and where.
package struct LintProblem: Hashable, Sendable {
  package enum Level: String, Hashable, Sendable { case warning, error }

  /// The file, and the entry in it when it holds several.
  package var file: String
  /// `$.panels[3].gridPos.h`, or line and column: `12:3: groups[0].name`.
  package var path: String
  /// A stable word for scripts.
  package var code: String
  package var level: Level
  package var message: String

  package init(file: String, path: String, code: String, level: Level, message: String) {
    self.file = file
    self.path = path
    self.code = code
    self.level = level
    self.message = message
  }

  package var json: JSONValue {
    .object([
      "file": .string(file), "path": .string(path), "code": .string(code),
      "level": .string(level.rawValue), "message": .string(message),
    ])
  }
}

extension LintProblem: CustomStringConvertible {
  /// `overview.json: $.panels[3].type: warning: …`
  package var description: String {
    "\(file): " + (path.isEmpty ? "" : "\(path): ") + "\(level.rawValue): \(message) (\(code))"
  }
}
