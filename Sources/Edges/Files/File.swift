import Glibc

/// Whole files as bytes.
package enum File {
  /// Reads a file, or a pipe such as a shell's `<(…)`, of at most `limit` bytes.
  ///
  /// Devices and sockets are refused. A pipe may be silent for ten seconds at a time.
  package static func read(
    _ path: String, limit: Int = 64 << 20, patience: Duration = .seconds(10)
  ) throws(FileError) -> [UInt8] {
    // Without waiting for a writer, who may never come.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw failure(path) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw failure(path) }
    switch status.st_mode & S_IFMT {
    case S_IFREG: return try read(from: descriptor, path: path, limit: limit)
    case S_IFIFO:
      return try read(from: descriptor, path: path, limit: limit, patience: patience)
    default: throw FileError(code: .notAFile, path: path, reason: "not a file")
    }
  }

  /// Reads standard input to its end.
  package static func readStandardInput(limit: Int = 64 << 20) throws(FileError) -> [UInt8] {
    try read(from: STDIN_FILENO, path: "standard input", limit: limit)
  }

  /// The permission bits of a file; `nil` when there is none.
  package static func mode(of path: String) -> UInt32? {
    var status = stat()
    return stat(path, &status) == 0 ? status.st_mode & 0o7777 : nil
  }

  /// The names in a folder, sorted; none where it can't be read.
  package static func names(in folder: String) -> [String] {
    guard let directory = opendir(folder) else { return [] }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  /// Whether a path leads to a file in the narrow sense: no folder, device, pipe or socket.
  package static func isRegular(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
  }

  package static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  private static func read(
    from descriptor: Int32, path: String, limit: Int, patience: Duration? = nil
  ) throws(FileError) -> [UInt8] {
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 64 << 10)
    while true {
      if let patience { try wait(for: descriptor, path: path, patience) }
      let count = Glibc.read(descriptor, &chunk, chunk.count)
      if count < 0 && (errno == EINTR || patience != nil && errno == EAGAIN) { continue }
      guard count >= 0 else { throw failure(path) }
      if count == 0 { return bytes }
      guard bytes.count + count <= limit else {
        throw FileError(code: .tooLarge, path: path, reason: "larger than \(limit) bytes")
      }
      bytes += chunk[..<count]
    }
  }

  /// Waits until a pipe has bytes or its end.
  private static func wait(
    for descriptor: Int32, path: String, _ patience: Duration
  ) throws(FileError) {
    var state = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    let seconds = patience.components.seconds
    let milliseconds =
      seconds * 1_000 + patience.components.attoseconds / 1_000_000_000_000_000
    while true {
      let ready = poll(&state, 1, Int32(clamping: milliseconds))
      if ready > 0 { return }
      if ready < 0, errno == EINTR { continue }
      guard ready == 0 else { throw failure(path) }
      throw FileError(code: .other, path: path, reason: "a pipe that nobody writes to")
    }
  }

  package static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  static func failure(_ path: String) -> FileError {
    let number = errno
    let code: FileError.Code =
      switch number {
      case ENOENT, ENOTDIR: .notFound
      case EACCES, EPERM, EROFS: .refused
      case EEXIST: .exists
      default: .other
      }
    return FileError(code: code, path: path, reason: String(cString: strerror(number)))
  }
}
