import Foundation
import Testing

@testable import Files

struct StateFolderTests {
  private let folder: String

  init() throws {
    folder = NSTemporaryDirectory() + "hune-state-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  @Test func changesAreOneStepForAllWriters() throws {
    let state = StateFolder(path: folder + "/deep/er")
    DispatchQueue.concurrentPerform(iterations: 40) { number in
      try? state.update("notes") { $0 + Array("\(number)\n".utf8) }
    }
    let lines = String(decoding: try state.read("notes"), as: UTF8.self).split(separator: "\n")
    #expect(Set(lines.compactMap { Int($0) }) == Set(0..<40))
    #expect(lines.count == 40)
    #expect(File.names(in: state.path) == ["notes", "notes.lock"])
    #expect(File.mode(of: state.path + "/notes") == 0o600)
  }

  @Test func aFileInPlaceOfTheFolderIsSaid() throws {
    let path = folder + "/file"
    try Data().write(to: URL(fileURLWithPath: path))
    let error = #expect(throws: FileError.self) {
      try StateFolder(path: path).update("notes") { _ in [1] }
    }
    #expect(error?.description == "\(path): not a folder")
    #expect(throws: FileError.self) { try AuditFile(path: path + "/audit").append("x") }
  }

  @Test func aHeldLockIsSeenByOthers() throws {
    let state = StateFolder(path: folder)
    #expect(!state.isHeld("one.lock"))
    try state.holdLock("one.lock")
    #expect(state.isHeld("one.lock"))
    #expect(throws: FileError.self) { try state.holdLock("one.lock") }
  }

  @Test func theAuditGrowsByWholeLines() throws {
    let audit = AuditFile(path: folder + "/new/audit.jsonl")
    DispatchQueue.concurrentPerform(iterations: 20) { try? audit.append("line \($0)") }
    let text = try String(contentsOfFile: audit.path, encoding: .utf8)
    #expect(text.hasSuffix("\n"))
    #expect(text.split(separator: "\n").count == 20)
    #expect(File.mode(of: audit.path) == 0o600)
  }

  @Test func aFullDiskIsSaid() {
    let error = #expect(throws: FileError.self) {
      try AuditFile(path: "/dev/full").append("line")
    }
    #expect(error?.description == "/dev/full: No space left on device")
  }

  @Test func aFolderForAFileIsSaid() {
    #expect(throws: FileError.self) { try AuditFile(path: folder).append("line") }
  }
}
