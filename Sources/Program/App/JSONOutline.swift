/// Raw JSON in lines that can be read: indented, small arrays and objects on one line.
///
/// It reads brackets and strings alone, so that text that is cut short or no JSON at all is shown
/// as far as it goes.
struct JSONOutline {
  private let bytes: [UInt8]
  private let limit: Int
  private var lines: [String] = []
  private var line: [UInt8] = []
  private var depth = 0

  /// At most `limit` lines of at most `width` bytes.
  static func lines(of bytes: [UInt8], limit: Int = 4_000) -> [String] {
    var outline = JSONOutline(bytes: bytes, limit: limit)
    outline.run()
    return outline.lines
  }

  private init(bytes: [UInt8], limit: Int) {
    self.bytes = bytes
    self.limit = limit
  }

  private mutating func run() {
    var place = 0
    while place < bytes.count, lines.count < limit {
      let byte = bytes[place]
      switch byte {
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        if let end = shortEnd(from: place) {
          line += bytes[place..<end]
          place = end
          continue
        }
        line.append(byte)
        depth += 1
        breakLine()
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        breakLine()
        depth = max(0, depth - 1)
        line.append(byte)
      case UInt8(ascii: ","):
        line.append(byte)
        breakLine()
      case UInt8(ascii: "\""):
        let end = stringEnd(from: place)
        line += bytes[place..<end]
        place = end
        continue
      case UInt8(ascii: ":"):
        line += [byte, 0x20]
      case 0x20, 0x09, 0x0a, 0x0d: break
      default: line.append(byte)
      }
      place += 1
    }
    breakLine()
  }

  private mutating func breakLine() {
    guard !line.isEmpty, lines.count < limit else { return }
    // A deep nesting moves no text out of sight.
    lines.append(
      String(repeating: "  ", count: min(depth(ofLine: line), 20))
        + String(decoding: line, as: UTF8.self))
    line = []
  }

  /// An opening bracket at the end of a line has counted already.
  private func depth(ofLine line: [UInt8]) -> Int {
    let opens = line.last == UInt8(ascii: "{") || line.last == UInt8(ascii: "[")
    return opens ? max(0, depth - 1) : depth
  }

  /// The place behind a bracket's partner, where what lies between is short and holds no other.
  private func shortEnd(from start: Int) -> Int? {
    var place = start + 1
    while place < bytes.count, place - start < 100 {
      switch bytes[place] {
      case UInt8(ascii: "{"), UInt8(ascii: "["): return nil
      case UInt8(ascii: "}"), UInt8(ascii: "]"): return place + 1
      case UInt8(ascii: "\""): place = stringEnd(from: place)
      default: place += 1
      }
    }
    return nil
  }

  /// The place behind a string's closing quote, or the end of what there is.
  private func stringEnd(from start: Int) -> Int {
    var place = start + 1
    while place < bytes.count {
      if bytes[place] == UInt8(ascii: "\\") {
        place += 2
      } else if bytes[place] == UInt8(ascii: "\"") {
        return place + 1
      } else {
        place += 1
      }
    }
    return bytes.count
  }
}
