import Frames

/// How many lines a server gives at a time: it may state a number, or refuse what is too many
/// bytes, which may cost it many seconds each time.
struct PageSize: Sendable {
  /// The most lines to ask for now.
  private(set) var most = LogTail.mostLines
  /// The number that the server states; no page has more.
  private(set) var ceiling = LogTail.mostLines
  /// The bytes that a reply may have: what Loki's own parts send one another, unless it says.
  private var room = 4 << 20
  /// Refusals since the last page.
  private var failures = 0

  /// A question for so many lines was refused, in these words.
  mutating func lower(below limit: Int, saying text: String) {
    failures += 1
    let halved = max(1, min(most, limit) / 2)
    if let stated = Self.numbers(in: text, around: ">")?.second, stated < limit {
      ceiling = max(1, Int(stated))
      most = min(most, ceiling)
    } else if let (size, allowed) = Self.numbers(in: text, around: "vs."), size > allowed {
      room = max(1, Int(allowed))
      // One long line among short ones: the share says little, so later ones go down faster.
      let share = 0.8 * Double(allowed) / Double(size) / Double(1 << min(2 * (failures - 1), 20))
      most = max(1, min(Int(Double(limit) * share), failures > 1 ? halved : limit - 1))
    } else {
      most = halved
    }
  }

  /// A page came, full where it had as many lines as were asked for: where they were short, the
  /// next may have more.
  mutating func take(_ lines: LogLines, isFull: Bool) {
    failures = 0
    guard isFull, most < ceiling, lines.count >= most, lines.byteCount <= room / 3 else { return }
    most = min(ceiling, most * 2)
  }

  /// `(7958117 vs. 4194304)`, `(999999 > 5000)`: the last such numbers of a text.
  private static func numbers(
    in text: String, around sign: String
  ) -> (first: UInt32, second: UInt32)? {
    for part in text.split(separator: "(").reversed() {
      let words = part.prefix { $0 != ")" }.split(separator: " ")
      guard words.count == 3, words[1] == sign, let first = UInt32(words[0]),
        let second = UInt32(words[2]), second > 0
      else { continue }
      return (first, second)
    }
    return nil
  }
}
