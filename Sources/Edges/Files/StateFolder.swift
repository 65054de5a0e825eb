import Glibc

/// hune's own files on this machine, shared by all hunes of a user.
package struct StateFolder: Sendable {
  package let path: String

  package init(path: String) { self.path = path }

  /// The content of a file; empty where there is none yet.
  package func read(_ name: String) throws(FileError) -> [UInt8] {
    do {
      return try File.read(path + "/" + name)
    } catch {
      guard error.code == .notFound else { throw error }
      return []
    }
  }

  /// Changes a file as one step: no other hune changes it meanwhile, and whoever reads it sees it
  /// before or after, never between.
  package func update(
    _ name: String, _ change: ([UInt8]) -> [UInt8]
  ) throws(FileError) {
    Self.ignoreSizeSignal()
    let file = path + "/" + name
    try Self.makeFolder(of: file)
    let lock = open(file + ".lock", O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard lock >= 0 else { throw File.failure(file + ".lock") }
    defer { close(lock) }
    while flock(lock, LOCK_EX) != 0 {
      guard errno == EINTR else { throw File.failure(file + ".lock") }
    }
    let before = try read(name)
    let after = change(before)
    if after != before { try File.write(after, to: file, overwrites: true) }
  }

  /// Holds a lock for as long as this process lives, under a name of its own, so that others can
  /// see whether it does.
  package func holdLock(_ name: String) throws(FileError) {
    let file = path + "/" + name
    try Self.makeFolder(of: file)
    for _ in 0..<8 {
      let descriptor = open(file, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
      guard descriptor >= 0 else { throw File.failure(file) }
      guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
        let error = File.failure(file)
        close(descriptor)
        throw error
      }
      // Somebody who looked whether it is held may have removed it in between.
      var (own, named) = (stat(), stat())
      let isNamed =
        fstat(descriptor, &own) == 0 && stat(file, &named) == 0 && own.st_ino == named.st_ino
      // It stays open: the end of the process closes it.
      if isNamed { return }
      close(descriptor)
    }
    throw FileError(code: .notAFile, path: file, reason: "the lock is removed again and again")
  }

  /// Whether some process holds the lock. One that nobody holds is removed.
  package func isHeld(_ name: String) -> Bool {
    let file = path + "/" + name
    let descriptor = open(file, O_RDWR | O_CLOEXEC | O_NOFOLLOW)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else { return true }
    unlink(file)
    return false
  }

  /// A file that may not grow is an error like another, not the end of the program.
  static func ignoreSizeSignal() { signal(SIGXFSZ, SIG_IGN) }

  static func makeFolder(of path: String) throws(FileError) {
    var folder = ""
    for part in path.split(separator: "/").dropLast() {
      folder += "/" + part
      if mkdir(folder, 0o700) != 0, errno != EEXIST, errno != EROFS, errno != EACCES {
        throw File.failure(folder)
      }
    }
    if !folder.isEmpty, !File.isFolder(folder) {
      throw FileError(code: .notAFile, path: folder, reason: "not a folder")
    }
  }
}
