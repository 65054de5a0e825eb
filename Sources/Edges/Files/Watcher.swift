import Glibc

/// Tells when files change: one thread that sleeps in `poll` until the kernel has something to say.
///
/// Folders are watched, not files, as editors write a new file and move it into place; one that is
/// not there yet is not seen. The thread lives as long as the program.
package struct Watcher: Sendable {
  /// A folder, or a file of a folder, and a number for what it belongs to.
  package struct Place: Hashable, Sendable {
    package var folder: String
    /// Only changes of this file count.
    package var file: String?
    package var topic: Int

    package init(folder: String, file: String? = nil, topic: Int) {
      self.folder = folder
      self.file = file
      self.topic = topic
    }

    /// Volumes of Kubernetes change all their files at once, by a link of this name.
    fileprivate func concerns(_ name: String) -> Bool {
      file == nil || file == name || name == "..data"
    }

    /// A file in its folder.
    package init(path: String, topic: Int) {
      let slash = path.lastIndex(of: "/")
      let folder = slash.map { String(path[..<$0]) } ?? "."
      self.init(
        folder: folder.isEmpty ? "/" : folder,
        file: slash.map { String(path[path.index(after: $0)...]) } ?? path, topic: topic)
    }
  }

  /// What happens to files when they are saved, moved, or deleted.
  private static let events = UInt32(IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE)
  /// Several changes in so short a time are told as one, in milliseconds.
  private static let pause: Int32 = 150

  /// Starts to watch; `report` is called on the watcher's own thread with the topics that changed.
  /// False when nothing can be watched.
  @discardableResult
  package static func start(
    _ places: [Place], report: @escaping @Sendable (Set<Int>) -> Void
  ) -> Bool {
    let descriptor = inotify_init1(Int32(IN_CLOEXEC | IN_NONBLOCK))
    guard descriptor >= 0 else { return false }
    var watches: [Int32: [Place]] = [:]
    for place in places {
      let watch = inotify_add_watch(descriptor, place.folder, events)
      if watch >= 0 { watches[watch, default: []].append(place) }
    }
    guard !watches.isEmpty else {
      close(descriptor)
      return false
    }
    let job = Job(descriptor: descriptor, watches: watches, report: report)
    guard startThread(job) else {
      close(descriptor)
      return false
    }
    return true
  }

  /// What the thread does.
  fileprivate final class Job: Sendable {
    let descriptor: Int32
    let watches: [Int32: [Place]]
    let report: @Sendable (Set<Int>) -> Void

    init(
      descriptor: Int32, watches: [Int32: [Place]], report: @escaping @Sendable (Set<Int>) -> Void
    ) {
      (self.descriptor, self.watches, self.report) = (descriptor, watches, report)
    }

    func run() { Watcher.run(descriptor, watches, report) }
  }

  private static func run(
    _ descriptor: Int32, _ watches: [Int32: [Place]], _ report: (Set<Int>) -> Void
  ) {
    while wait(for: descriptor, milliseconds: -1) {
      var topics: Set<Int> = []
      repeat {
        topics.formUnion(read(descriptor, watches))
      } while wait(for: descriptor, milliseconds: pause)
      if !topics.isEmpty { report(topics) }
    }
    close(descriptor)
  }

  /// True when there is something to read; false at the timeout, or when nothing can come.
  private static func wait(for descriptor: Int32, milliseconds: Int32) -> Bool {
    var state = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    while true {
      let count = poll(&state, 1, milliseconds)
      if count < 0, errno == EINTR { continue }
      return count > 0 && state.revents & Int16(POLLIN) != 0
    }
  }

  /// The topics of the changes that are there to read.
  private static func read(_ descriptor: Int32, _ watches: [Int32: [Place]]) -> Set<Int> {
    var bytes = [UInt8](repeating: 0, count: 16 * 1024)
    let count = Glibc.read(descriptor, &bytes, bytes.count)
    var topics: Set<Int> = []
    bytes.withUnsafeBytes { raw in
      var offset = 0
      let header = MemoryLayout<inotify_event>.size
      while offset + header <= count {
        let event = raw.loadUnaligned(fromByteOffset: offset, as: inotify_event.self)
        let length = min(Int(event.len), count - offset - header)
        let name = String(
          decoding: raw[(offset + header)..<(offset + header + length)].prefix { $0 != 0 },
          as: UTF8.self)
        for place in watches[event.wd] ?? [] where place.concerns(name) {
          topics.insert(place.topic)
        }
        // Some changes were lost: all may have changed.
        if event.mask & UInt32(IN_Q_OVERFLOW) != 0 {
          topics.formUnion(watches.values.joined().map(\.topic))
        }
        offset += header + Int(event.len)
      }
    }
    return topics
  }
}

/// A free function: a closure that is made in an isolated place traps on another thread.
private func startThread(_ job: Watcher.Job) -> Bool {
  let context = Unmanaged.passRetained(job)
  var thread = pthread_t()
  let failure = pthread_create(
    &thread, nil,
    { context in
      guard let context else { return nil }
      Unmanaged<Watcher.Job>.fromOpaque(context).takeRetainedValue().run()
      return nil
    }, context.toOpaque())
  guard failure == 0 else {
    context.release()
    return false
  }
  pthread_detach(thread)
  return true
}
