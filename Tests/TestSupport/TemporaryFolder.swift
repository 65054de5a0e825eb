import Foundation

/// A folder that is gone with its owner.
package final class TemporaryFolder {
  package let path: String

  package init() throws {
    path =
      FileManager.default.temporaryDirectory
      .appendingPathComponent("hune-\(ProcessInfo.processInfo.globallyUniqueString)").path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// The variables that make it the home of a program.
  package var environment: [String: String?] {
    var variables: [String: String?] = ["HOME": path, "TZ": "UTC"]
    for kind in ["STATE", "CONFIG", "DATA", "CACHE"] {
      variables["XDG_\(kind)_HOME"] = path + "/" + kind.lowercased()
    }
    return variables
  }

  /// Writes a file and returns its path.
  package func write(_ text: String, to name: String) throws -> String {
    let file = path + "/" + name
    let folder = URL(filePath: file).deletingLastPathComponent()
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try text.write(toFile: file, atomically: true, encoding: .utf8)
    return file
  }

  package func read(_ name: String) throws -> String {
    try String(contentsOfFile: path + "/" + name, encoding: .utf8)
  }
}
