import Glibc

/// Whole files as bytes.
package enum File {
  /// Reads a regular file of at most `limit` bytes.
  package static func read(_ path: String, limit: Int = 64 << 20) throws(FileError) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw failure(path) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw failure(path) }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw FileError(code: .notAFile, path: path, reason: "not a regular file")
    }
    return try read(from: descriptor, path: path, limit: limit)
  }

  /// Reads standard input to its end.
  package static func readStandardInput(limit: Int = 64 << 20) throws(FileError) -> [UInt8] {
    try read(from: STDIN_FILENO, path: "-", limit: limit)
  }

  package static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  private static func read(
    from descriptor: Int32, path: String, limit: Int
  ) throws(FileError) -> [UInt8] {
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 64 << 10)
    while true {
      let count = Glibc.read(descriptor, &chunk, chunk.count)
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { throw failure(path) }
      if count == 0 { return bytes }
      guard bytes.count + count <= limit else {
        throw FileError(code: .tooLarge, path: path, reason: "larger than \(limit) bytes")
      }
      bytes += chunk[..<count]
    }
  }

  static func failure(_ path: String) -> FileError {
    let number = errno
    let code: FileError.Code =
      switch number {
      case ENOENT, ENOTDIR: .notFound
      case EACCES, EPERM: .refused
      default: .other
      }
    return FileError(code: code, path: path, reason: String(cString: strerror(number)))
  }
}
