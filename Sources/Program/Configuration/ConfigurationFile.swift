/// A file as it was found: what is in it, and who beside its owner can get at it.
package struct ConfigurationFile: Hashable, Sendable {
  package var path: String
  package var bytes: [UInt8]
  package var othersCanRead: Bool
  package var othersCanWrite: Bool

  package init(path: String, bytes: [UInt8], othersCanRead: Bool, othersCanWrite: Bool) {
    self.path = path
    self.bytes = bytes
    self.othersCanRead = othersCanRead
    self.othersCanWrite = othersCanWrite
  }
}

/// What a configuration asks of the machine: its environment, and files beside its own.
package struct Surroundings: Sendable {
  package var environment: @Sendable (String) -> String?
  /// A file's content, or why it can't be read.
  package var file: @Sendable (String) -> Result<ConfigurationFile, Unreadable>

  /// The names of themes that there are; nil where nobody knows.
  package var themes: (@Sendable () -> [String])?
  /// The names of layouts, given the folder of them that a configuration names.
  package var layouts: (@Sendable (_ folder: String?) -> [String])?

  package struct Unreadable: Error, Hashable, Sendable {
    package var reason: String
    package init(_ reason: String) { self.reason = reason }
  }

  package init(
    environment: @escaping @Sendable (String) -> String?,
    file: @escaping @Sendable (String) -> Result<ConfigurationFile, Unreadable>
  ) {
    self.environment = environment
    self.file = file
  }
}
