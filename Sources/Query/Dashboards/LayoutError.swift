/// Why a file holds no layout that could be opened, and where.
package struct LayoutError: Error, Hashable, Sendable {
  package enum Code: Hashable, Sendable {
    /// The bytes are neither JSON nor YAML.
    case malformed
    /// They are, but hold no dashboard.
    case noDashboard
  }

  package var code: Code
  /// The file, and the line and column where they are known: `overview.json:3:17`.
  package var place: String
  package var message: String

  package init(_ code: Code, _ place: String, _ message: String) {
    self.code = code
    self.place = place
    self.message = message
  }
}

extension LayoutError: CustomStringConvertible {
  package var description: String { "\(place): \(message)" }
}
