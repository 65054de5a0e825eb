import Glibc

/// Where hune looks for its files and keeps its own, by the XDG base directory rules.
package struct Paths: Sendable {
  /// `$XDG_CONFIG_HOME/hune`, or `~/.config/hune`.
  package var configuration: String?
  /// `$XDG_STATE_HOME/hune`, or `~/.local/state/hune`.
  package var state: String?
  /// `../share/hune` beside the executable.
  package var share: String?

  /// The operator's own folder.
  package var home: String?

  /// A path as people write it, `~/` for the operator's folder.
  package func expanded(_ path: String) -> String {
    guard path.hasPrefix("~/"), let home else { return path }
    return home + path.dropFirst()
  }

  /// Relative values are ignored, as the rules ask.
  package init(environment: (String) -> String?, executable: String?) {
    func folder(_ variable: String, under fallback: String) -> String? {
      if let value = environment(variable), value.hasPrefix("/") { return value + "/hune" }
      guard let home = environment("HOME"), home.hasPrefix("/") else { return nil }
      return home + fallback + "/hune"
    }
    home = environment("HOME").flatMap { $0.hasPrefix("/") ? $0 : nil }
    configuration = folder("XDG_CONFIG_HOME", under: "/.config")
    state = folder("XDG_STATE_HOME", under: "/.local/state")
    share = executable.flatMap { path in
      path.lastIndex(of: "/").map { path[..<$0] + "/../share/hune" }
    }
  }

  /// The paths of this process.
  package static func current() -> Paths {
    var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
    let count = readlink("/proc/self/exe", &buffer, buffer.count - 1)
    let executable =
      count > 0
      ? String(decoding: buffer[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self) : nil
    return Paths(
      environment: { name in getenv(name).map { String(cString: $0) } }, executable: executable)
  }
}
