import Glibc

/// What a command prints.
package enum StandardOutput {
  /// Writes all of a text.
  package static func write(_ text: String) throws(FileError) {
    try write(Array(text.utf8))
  }

  package static func write(_ bytes: [UInt8]) throws(FileError) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let written = rest.withUnsafeBytes { Glibc.write(STDOUT_FILENO, $0.baseAddress, $0.count) }
      if written < 0, errno == EINTR { continue }
      guard written > 0 else { throw File.failure("standard output") }
      rest = rest.dropFirst(written)
    }
  }
}
