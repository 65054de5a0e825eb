import ArgumentParser

/// How large a printed frame is.
enum FrameSize {
  /// Reads columns and rows: `120x40`.
  static func parse(_ size: String) throws -> (width: Int, height: Int) {
    let parts = size.split(separator: "x").map { Int($0) }
    guard parts.count == 2, let width = parts[0], let height = parts[1],
      (1...1000).contains(width), (1...1000).contains(height)
    else { throw ValidationError("--size \(size): write columns x rows, 1 to 1000: 120x40") }
    return (width, height)
  }
}
