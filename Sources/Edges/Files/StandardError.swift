import Glibc

/// Lines for the person at the command line.
package enum StandardError {
  /// Writes a line; one that can't be written is lost.
  package static func write(_ line: String) {
    let bytes = Array((line + "\n").utf8)
    _ = bytes.withUnsafeBytes { Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count) }
  }
}
