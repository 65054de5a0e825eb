import Glibc

/// A file of lines that only grows: what was done to servers, and by whom.
///
/// Each line is on the disk when `append` returns. Several processes may write to one file.
package struct AuditFile: Sendable {
  package let path: String

  package init(path: String) { self.path = path }

  /// Adds a line, or nothing at all.
  package func append(_ line: String) throws(FileError) { try append([line]) }

  /// Adds all of the lines, or nothing at all.
  package func append(_ lines: [String]) throws(FileError) {
    StateFolder.ignoreSizeSignal()
    try StateFolder.makeFolder(of: path)
    let descriptor = open(path, O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw File.failure(path) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw File.failure(path) }
    guard status.st_mode & S_IFMT != S_IFDIR else {
      throw FileError(code: .notAFile, path: path, reason: "not a file")
    }
    while flock(descriptor, LOCK_EX) != 0 {
      guard errno == EINTR else { break }
    }
    guard fstat(descriptor, &status) == 0 else { throw File.failure(path) }
    do throws(FileError) {
      try File.write(lines.flatMap { $0.utf8 + [UInt8(ascii: "\n")] }, to: descriptor, path)
    } catch {
      // Half a line would spoil the next one.
      _ = ftruncate(descriptor, status.st_size)
      throw error
    }
    // A pipe or a device can't be synchronised, and does not need it.
    if fsync(descriptor) != 0, errno != EINVAL, errno != EROFS { throw File.failure(path) }
  }
}
