package import Frames

/// How bad a log line says it is.
package enum LineLevel: String, Hashable, Sendable, CaseIterable, Comparable {
  case trace, debug, info, warning, error, critical

  package static func < (left: LineLevel, right: LineLevel) -> Bool { left.rank < right.rank }

  private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }

  /// A word as loggers write it, in any case; the numbers of bunyan and pino too.
  package init?(word: some Collection<UInt8>) {
    guard (1...13).contains(word.count) else { return nil }
    let lower = String(
      decoding: word.map { $0 | ((65...90).contains($0) ? 0x20 : 0) }, as: UTF8.self)
    switch lower {
    case "critical", "crit", "fatal", "panic", "emerg", "emergency", "alert", "dpanic", "60":
      self = .critical
    case "error", "err", "eror", "severe", "e", "50": self = .error
    case "warning", "warn", "wrn", "w", "40": self = .warning
    case "info", "inf", "information", "informational", "notice", "i", "30": self = .info
    case "debug", "dbg", "fine", "d", "20": self = .debug
    case "trace", "trc", "verbose", "finest", "finer", "t", "10": self = .trace
    default: return nil
    }
  }

  /// The names under which levels stand in labels and fields, the surest first.
  static let names = [
    "level", "severity", "detected_level", "lvl", "log.level", "levelname", "log_level", "loglevel",
    "severity_text",
  ]

  /// The level that a line without fields says in its words: in capitals (the worst behind the
  /// first words), as its first word or one in brackets, or behind `level=`. Other words, and what
  /// stands in quotes, only speak of levels.
  static func inWords(of text: ArraySlice<UInt8>) -> LineLevel? {
    let text = Array(text.prefix(512))
    var found: LineLevel?
    var (count, index) = (0, 0)
    var quote: UInt8?
    while index < text.count {
      guard isLetter(text[index]) else {
        if text[index] == 0x22 { quote = quote == nil ? 0x22 : nil }
        index += 1
        continue
      }
      let start = index
      while index < text.count, isLetter(text[index]) { index += 1 }
      let word = text[start..<index]
      count += 1
      // Single letters are levels only where a field says so.
      guard word.count > 2, let level = LineLevel(word: word) else { continue }
      // As in a line of JSON that is too long to be read.
      if start > 0, text[start - 1] == 0x22, isLevelName(text[..<(start - 1)]) { return level }
      guard quote == nil else { continue }
      let before = start > 0 ? text[start - 1] : nil
      let after = index < text.count ? text[index] : nil
      if isPart(before) || isPart(after) { continue }
      let isInBrackets =
        before == UInt8(ascii: "[") && after == UInt8(ascii: "]")
        || before == UInt8(ascii: "<") && after == UInt8(ascii: ">")
      if count == 1 && isFirstWord(level, word, after) || isInBrackets { return level }
      if isLevelName(text[..<start]) { return level }
      guard word.allSatisfy({ (65...90).contains($0) }) else { continue }
      if count <= 12 { return level }
      found = max(found ?? level, level)
    }
    return found
  }

  /// `error: …`, `warning …`; not `fine`, `notice that`, `alert manager`.
  private static func isFirstWord(
    _ level: LineLevel, _ word: ArraySlice<UInt8>, _ after: UInt8?
  ) -> Bool {
    if after == UInt8(ascii: ":") { return true }
    let plain = ["error", "err", "warn", "warning", "info", "debug", "fatal", "panic", "critical"]
    return plain.contains(String(decoding: word.map { $0 | 0x20 }, as: UTF8.self))
  }

  /// A byte that makes one name with a word beside it: `error_count`, `info.go`, `/debug/`.
  private static func isPart(_ byte: UInt8?) -> Bool {
    guard let byte else { return false }
    return (48...57).contains(byte) || byte == 0x5F || byte == 0x2F || byte >= 0x80
  }

  /// Whether a text ends in `level=`, `"level": ` or the like.
  private static func isLevelName(_ before: ArraySlice<UInt8>) -> Bool {
    var rest = before
    func drop(_ isDropped: (UInt8) -> Bool) -> Int {
      let count = rest.count
      while let last = rest.last, isDropped(last) { rest.removeLast() }
      return count - rest.count
    }
    _ = drop { $0 == 0x20 }
    guard drop({ $0 == UInt8(ascii: "=") || $0 == UInt8(ascii: ":") }) == 1 else { return false }
    _ = drop { $0 == 0x22 }
    let name = rest.suffix(16).reversed().prefix { isLetter($0) || $0 == 0x5F || $0 == 0x2E }
    return names.contains(
      String(decoding: name.reversed().map { isLetter($0) ? $0 | 0x20 : $0 }, as: UTF8.self))
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (97...122).contains(byte | 0x20) }
}

extension LineLevel {
  /// The level of a line: of its labels, else of what it says.
  package init?(of lines: LogLines, at index: Int) {
    for name in Self.names {
      guard let word = lines.label(name, at: index) else { continue }
      if let level = LineLevel(word: word.utf8) {
        self = level
        return
      }
    }
    guard let level = LogRecord(lines.text(at: index)).level else { return nil }
    self = level
  }
}
