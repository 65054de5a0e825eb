/// Why a file could not be read or written: its path and the system's reason.
package struct FileError: Error, Hashable, Sendable {
  package enum Code: Hashable, Sendable {
    case notFound, refused, exists, tooLarge, notAFile, other
  }

  package var code: Code
  package var path: String
  package var reason: String

  package init(code: Code, path: String, reason: String) {
    self.code = code
    self.path = path
    self.reason = reason
  }
}

extension FileError: CustomStringConvertible {
  package var description: String { "\(path): \(reason)" }
}
