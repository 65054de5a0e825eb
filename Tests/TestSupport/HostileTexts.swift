package import Cells
import Foundation
import Text

/// Texts that would break a screen which takes them as they are, and how to see that it did not.
package enum HostileTexts {
  /// Other people's lists of them; absent without the shared folder.
  package static let isThere = FileManager.default.fileExists(atPath: list)

  private static let folder = Shared.folder + "/corpora/strings"
  private static let list = folder + "/blns.json"

  /// The big list of naughty strings, each line of the UTF-8 stress test, and our own.
  package static func all() throws -> [[UInt8]] {
    let strings = try JSONSerialization.jsonObject(with: bytes(of: "blns.json")) as? [String] ?? []
    return try own + strings.map { Array($0.utf8) } + lines(of: "utf8tests.txt")
      + lines(of: "utf8tests.bin")
  }

  /// Control sequences of each kind, directions, piles of accents, and bytes that are no text.
  package static let own: [[UInt8]] =
    [
      "a\u{1b}[2J\u{1b}[Hb", "\u{1b}]8;;http://x\u{7}link\u{1b}]8;;\u{7}",
      "\u{1b}]52;c;aGVsbG8=\u{1b}\\copied", "\u{9b}31mC1\u{9d}0;title\u{9c}", "\u{90}q\u{9c}DCS",
      "a\u{202e}gnp.exe\u{2066}x\u{2069}\u{200f}", "Z̷̧̛͎̺̘̩͚̾̓͒̈́͐̕͝a̵̡̢̛̯̗̖̝͙͌̓̍̿͒̚͜l̴̢̛̼̟͕̱̊̔̓̄g̶̢̛̹̮̈́͐̓̕o̸̧̳̍̈", "a\u{0}b\u{7f}c\rd\ne\tf\u{8}g",
      "👩‍👩‍👧‍👦🏳️‍🌈🇩🇪👍🏽 日本語 ｆｕｌｌ", "\u{feff}\u{200b}\u{2028}\u{2029}\u{ad}",
      String(repeating: "\u{301}", count: 4_000), String(repeating: "\u{1b}[31m", count: 2_000),
      String(repeating: "long ", count: 40_000),
    ].map { Array($0.utf8) } + [
      [0xFF, 0xFE, 0x80, 0xC0, 0xAF, 0xED, 0xA0, 0x80, 0xF4, 0x90, 0x80, 0x80],
      [0x61, 0xE2, 0x82], [0xC2, 0x9B, 0x32, 0x4A], [0x9B, 0x32, 0x4A],
    ]

  private static func bytes(of file: String) throws -> Data {
    try Data(contentsOf: URL(filePath: folder + "/" + file))
  }

  private static func lines(of file: String) throws -> [[UInt8]] {
    try bytes(of: file).split(separator: 0x0A).map { Array($0) }
  }

  /// What in a drawn screen would act on a terminal, or stand in more or fewer columns than it
  /// says; empty for a good one.
  package static func faults(in buffer: Buffer) -> [String] {
    var faults: [String] = []
    for y in 0..<buffer.area.height {
      for x in 0..<buffer.area.width {
        let cell = buffer[x, y]
        let text = String(cell.glyph.character)
        if text.unicodeScalars.contains(where: isActive) {
          faults.append("\(x),\(y) acts: \(text.unicodeScalars.map(\.value))")
        }
        if !cell.isContinuation, DisplayText(text).width != cell.glyph.width {
          faults.append("\(x),\(y) is not \(cell.glyph.width) wide: \(text)")
        }
        if cell.glyph.width == 2, !buffer[x + 1, y].isContinuation {
          faults.append("\(x),\(y) is half a glyph: \(text)")
        }
      }
    }
    return faults
  }

  /// Controls, and what turns the direction of a line.
  private static func isActive(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F..<0xA0, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069, 0x2028, 0x2029:
      true
    default: false
    }
  }
}
