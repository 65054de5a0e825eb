import Foundation
import Synchronization
import Testing

@testable import Files

/// What a watcher told, and a way to wait for it.
private final class Reports: Sendable {
  private let topics = Mutex<[Set<Int>]>([])
  private let arrived = DispatchSemaphore(value: 0)

  func take(_ changed: Set<Int>) {
    topics.withLock { $0.append(changed) }
    arrived.signal()
  }

  /// The next report, at most 10 s from now.
  func next() -> Set<Int>? {
    guard arrived.wait(timeout: .now() + 10) == .success else { return nil }
    return topics.withLock { $0.isEmpty ? nil : $0.removeFirst() }
  }
}

@Test func savedMovedAndDeletedFilesAreTold() throws {
  let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  let (file, other) = (folder.appendingPathComponent("a"), folder.appendingPathComponent("b"))
  let reports = Reports()
  let isStarted = Watcher.start([
    Watcher.Place(path: file.path, topic: 4),
    Watcher.Place(folder: folder.path + "/none", topic: 5),
  ]) { reports.take($0) }
  #expect(isStarted)
  try Data("1".utf8).write(to: file)
  #expect(reports.next() == [4])
  // Another file of the folder is nobody's: the next report is that of the rename.
  try Data("2".utf8).write(to: other)
  try FileManager.default.removeItem(at: file)
  #expect(reports.next() == [4])
  try FileManager.default.moveItem(at: other, to: file)
  #expect(reports.next() == [4])
}

@Test func whereNothingIsThereNothingIsWatched() {
  #expect(!Watcher.start([Watcher.Place(folder: "/nowhere/at/all", topic: 1)]) { _ in })
}
