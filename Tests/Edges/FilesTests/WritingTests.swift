import Foundation
import Testing

@testable import Files

/// A folder that is gone after the test.
private func inFolder(_ body: (String) throws -> Void) throws {
  let folder = FileManager.default.temporaryDirectory
    .appendingPathComponent("hune-writing-\(ProcessInfo.processInfo.globallyUniqueString)").path
  try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(atPath: folder) }
  try body(folder)
}

@Test func aFileIsWrittenWholeAndForItsOwnerAlone() throws {
  try inFolder { folder in
    let path = folder + "/a.csv"
    try File.write(Array("one".utf8), to: path, overwrites: false)
    #expect(try File.read(path) == Array("one".utf8))
    #expect(File.mode(of: path) == 0o600)
    #expect(File.names(in: folder) == ["a.csv"])
  }
}

@Test func aFileThatIsThereStaysUnlessToldOtherwise() throws {
  try inFolder { folder in
    let path = folder + "/a.csv"
    try File.write(Array("one".utf8), to: path, overwrites: false)
    #expect {
      try File.write(Array("two".utf8), to: path, overwrites: false)
    } throws: {
      ($0 as? FileError)?.code == .exists
    }
    #expect(try File.read(path) == Array("one".utf8))
    try File.write(Array("two".utf8), to: path, overwrites: true)
    #expect(try File.read(path) == Array("two".utf8))
    #expect(File.names(in: folder) == ["a.csv"])
  }
}

@Test func whatCannotBeWrittenSaysWhyAndLeavesNothing() throws {
  try inFolder { folder in
    #expect {
      try File.write([1], to: folder + "/none/a.csv", overwrites: false)
    } throws: {
      ($0 as? FileError)?.code == .notFound
    }
    #expect {
      try File.write([1], to: folder, overwrites: true)
    } throws: {
      "\($0)" == "\(folder): a folder"
    }
    #expect(File.names(in: folder).isEmpty)
  }
}

@Test func aLinkIsFollowedAndWhatIsNoFileIsNeverReplaced() throws {
  try inFolder { folder in
    let (target, link, pipe) = (folder + "/target.csv", folder + "/link.csv", folder + "/pipe")
    try File.write(Array("one".utf8), to: target, overwrites: false)
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: target)
    try File.write(Array("two".utf8), to: link, overwrites: true)
    #expect(try File.read(target) == Array("two".utf8))
    #expect((try? FileManager.default.destinationOfSymbolicLink(atPath: link)) == target)
    #expect(mkfifo(pipe, 0o600) == 0)
    for path in [pipe, "/dev/null"] {
      #expect {
        try File.write([1], to: path, overwrites: true)
      } throws: {
        "\($0)" == "\(path): not a file"
      }
    }
    #expect(File.names(in: folder) == ["link.csv", "pipe", "target.csv"])
  }
}
