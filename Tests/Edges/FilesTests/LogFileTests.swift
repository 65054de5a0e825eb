import Files
import Foundation
import Logging
import Testing

@Test func aLineOfTheLogIsOneLineAndItsOwnersOnly() throws {
  let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
  defer { try? FileManager.default.removeItem(at: folder) }
  let path = folder.path + "/state/hune/hune.log"
  let log = Logger(label: "test") { _ in LogFile(path: path) }
  log.warning("first\nforged line")
  log.info("second")
  let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
  #expect(lines.count == 2)
  #expect(lines[0].hasSuffix(" warning first⏎forged line"))
  let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
  #expect(mode == 0o600)
}

@Test func aLongLogBeginsAnew() throws {
  let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  let path = folder.path + "/hune.log"
  try Data(repeating: 0x61, count: (1 << 20) + 1).write(to: URL(filePath: path))
  Logger(label: "test") { _ in LogFile(path: path) }.info("new")
  #expect(try Data(contentsOf: URL(filePath: path)).count < 100)
  #expect(FileManager.default.fileExists(atPath: path + ".1"))
}
