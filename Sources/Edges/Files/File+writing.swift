import Glibc

extension File {
  /// Writes a whole file beside its place and moves it there when it is complete, so that nobody
  /// ever reads half of it. Only its owner can read it.
  ///
  /// Without `overwrites` a file that is there already stays, and the error has the code `exists`.
  package static func write(
    _ bytes: [UInt8], to path: String, overwrites: Bool
  ) throws(FileError) {
    guard !isFolder(path) else {
      throw FileError(code: .notAFile, path: path, reason: "a folder")
    }
    let path = try place(of: path)
    // `mkstemp` takes a name that ends in six X and puts a free one in their place.
    var temporary = Array("\(path).hune-XXXXXX".utf8CString)
    let descriptor = mkstemp(&temporary)
    guard descriptor >= 0 else { throw failure(path) }
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    do throws(FileError) {
      defer { close(descriptor) }
      try write(bytes, to: descriptor, path)
      // A full disk may tell only now.
      guard fsync(descriptor) == 0 else { throw failure(path) }
    } catch {
      unlink(temporary)
      throw error
    }
    // A link fails where a name is taken; to look first would leave a moment for another writer.
    let isMoved = overwrites ? rename(temporary, path) == 0 : link(temporary, path) == 0
    guard isMoved else {
      let error = failure(path)
      unlink(temporary)
      throw error
    }
    if !overwrites { unlink(temporary) }
  }

  /// Where a file of a name goes: links are followed, and what is no file is never replaced.
  private static func place(of path: String) throws(FileError) -> String {
    var status = stat()
    guard lstat(path, &status) == 0 else { return path }
    guard let resolved = realpath(path, nil) else { throw failure(path) }
    defer { free(resolved) }
    let target = String(cString: resolved)
    guard isRegular(target) else {
      throw FileError(code: .notAFile, path: path, reason: "not a file")
    }
    // A file is replaced where its own name stands.
    return status.st_mode & S_IFMT == S_IFLNK ? target : path
  }

  static func write(
    _ bytes: [UInt8], to descriptor: Int32, _ path: String
  ) throws(FileError) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw failure(path) }
      rest = rest.dropFirst(count)
    }
  }
}
