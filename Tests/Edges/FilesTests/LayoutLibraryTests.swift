import Files
import Foundation
import Testing

private func library(_ folder: String? = nil) -> LayoutLibrary {
  LayoutLibrary(explicit: folder, paths: Paths(environment: { _ in nil }, executable: nil))
}

private func withFolder(_ work: (String) throws -> Void) throws {
  let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  try work(folder.path)
}

@Test func shippedLayoutsAreInsideTheProgram() throws {
  let layout = try library().layout(named: "ofm/ofm-social-overview.json")
  #expect(layout.origin == "built in")
  #expect(layout.bytes.first == UInt8(ascii: "{"))
}

@Test func everyShippedFileIsCompiledIn() throws {
  let root = URL(filePath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("../../..").standardized
  for folder in ["layouts", "themes"] {
    let files = FileManager.default.enumerator(atPath: root.path + "/" + folder)
    for case let name as String in try #require(files) {
      let isShipped = [".json", ".yaml", ".md"].contains { name.hasSuffix($0) }
      // The manifests say again what the layouts and rules of the system say.
      guard isShipped, !name.hasSuffix(".test.yaml"), !name.contains("/gitops/") else { continue }
      let path = folder + "/" + name
      let onDisk = try Data(contentsOf: root.appendingPathComponent(path))
      #expect(Assets.bytes(named: path) == Array(onDisk), "\(path)")
    }
  }
}

@Test func aFolderOfTheOperatorGoesBeforeTheProgram() throws {
  try withFolder { folder in
    try FileManager.default.createDirectory(
      atPath: folder + "/ofm", withIntermediateDirectories: true)
    try Data("mine".utf8).write(to: URL(filePath: folder + "/ofm/ofm-social-overview.json"))
    let layout = try library(folder).layout(named: "ofm/ofm-social-overview.json")
    #expect(layout.bytes == Array("mine".utf8))
    #expect(layout.origin == folder + "/ofm/ofm-social-overview.json")
  }
}

@Test(arguments: ["../secret.json", "ofm/../../x", "", "/etc/passwd", "a//b"])
func aNameCannotLeaveItsFolder(name: String) {
  #expect(throws: FileError.self) { try library("/").layout(named: name) }
}

@Test func aMissingLayoutIsNamed() {
  #expect {
    try library().layout(named: "none.json")
  } throws: { error in
    "\(error)" == "none.json: no such layout"
  }
}

@Test func aFolderIsNotAFile() throws {
  try withFolder { folder in
    #expect { try File.read(folder) } throws: { ($0 as? FileError)?.code == .notAFile }
    #expect { try File.read(folder + "/none") } throws: { ($0 as? FileError)?.code == .notFound }
  }
}

@Test func aFilePastItsLimitIsRefused() throws {
  try withFolder { folder in
    try Data(repeating: 0x61, count: 100).write(to: URL(filePath: folder + "/big"))
    #expect { try File.read(folder + "/big", limit: 99) } throws: {
      ($0 as? FileError)?.code == .tooLarge
    }
    #expect(try File.read(folder + "/big", limit: 100).count == 100)
  }
}

@Test func aPipeIsReadToItsEnd() throws {
  try withFolder { folder in
    let path = folder + "/pipe"
    #expect(mkfifo(path, 0o600) == 0)
    let text = String(repeating: "0123456789", count: 20_000)
    let writer = Thread {
      let handle = FileHandle(forWritingAtPath: path)
      try? handle?.write(contentsOf: Data(text.utf8))
      try? handle?.close()
    }
    writer.start()
    let bytes = try File.read(path)
    #expect(bytes == Array(text.utf8))
  }
}

@Test func aPipeIsBounded() throws {
  try withFolder { folder in
    let path = folder + "/pipe"
    #expect(mkfifo(path, 0o600) == 0)
    #expect {
      try File.read(path, patience: .milliseconds(20))
    } throws: {
      "\($0)" == "\(path): a pipe that nobody writes to"
    }
    // Open for both, so that it never ends.
    let descriptor = open(path, O_RDWR | O_NONBLOCK)
    defer { close(descriptor) }
    _ = Array(repeating: UInt8(0x61), count: 100).withUnsafeBytes {
      write(descriptor, $0.baseAddress, 100)
    }
    #expect { try File.read(path, limit: 99) } throws: { ($0 as? FileError)?.code == .tooLarge }
  }
}

@Test func aDeviceIsNotAFile() throws {
  #expect { try File.read("/dev/zero") } throws: { ($0 as? FileError)?.code == .notAFile }
}

@Test func aPipeAmongLayoutsIsNotWaitedFor() throws {
  try withFolder { folder in
    #expect(mkfifo(folder + "/pipe.json", 0o600) == 0)
    try Data("{}".utf8).write(to: URL(filePath: folder + "/mine.json"))
    let names = library(folder).names
    #expect(names.contains("mine.json") && !names.contains("pipe.json"))
  }
}

@Test func runbooksAreFoundBesideLayouts() {
  let names = library().runbooks
  #expect(names.contains("luneo-queues/runbooks/queue-saturated.md"))
  #expect(names.allSatisfy { $0.hasSuffix(".md") })
}
