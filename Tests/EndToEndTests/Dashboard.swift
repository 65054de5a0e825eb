import Foundation
import TestSupport

/// hune in a terminal of its own, with a home of its own.
final class Dashboard {
  let window: Tmux
  private let home: TemporaryFolder

  /// Opens hune; every request goes to the server at the address.
  init(
    _ url: String, _ arguments: String..., columns: Int = 120, rows: Int = 40,
    environment: [String: String?] = [:]
  ) throws {
    home = try TemporaryFolder()
    window = try Tmux(
      [builtProgram("hune"), "--prometheus", url] + arguments, columns: columns, rows: rows,
      environment: home.environment.merging(environment) { $1 })
  }

  /// Waits until the one source is well and no panel waits for its first answer, and returns the
  /// screen.
  @discardableResult
  func filled(by seconds: Double = 15) throws -> String {
    try window.wait(for: "all panels filled", seconds: seconds) {
      $0.contains("Enter open") && $0.contains("● 1/1") && !$0.contains("loading")
    }
  }

  func waitForEnd(seconds: Double = 5) throws {
    try waitUntil("the end of hune", seconds: seconds) { try window.hasEnded() }
  }
}

extension String {
  func count(of text: String) -> Int { components(separatedBy: text).count - 1 }
}

/// The scalars that a screen of text has no use for and a terminal obeys: C1 controls, NUL, Tab,
/// the bidi controls, and the ESC of an OSC or DCS sequence.
func harmfulScalars(in text: String) -> [UInt32] {
  let scalars = text.unicodeScalars.map(\.value)
  let strings = zip(scalars, scalars.dropFirst()).filter { pair in
    pair.0 == 0x1B && [0x5D, 0x50, 0x58, 0x5E, 0x5F].contains(pair.1)
  }
  return strings.map(\.0)
    + scalars.filter {
      (0x80...0x9F).contains($0) || (0x2066...0x2069).contains($0)
        || (0x202A...0x202E).contains($0) || $0 == 0 || $0 == 9
    }
}
