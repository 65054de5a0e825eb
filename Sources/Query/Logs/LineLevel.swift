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

  /// The level that a line without fields says in its words: among the first ones in any case, in
  /// capitals also later.
  static func inWords(of text: ArraySlice<UInt8>) -> LineLevel? {
    var found: LineLevel?
    var count = 0
    for word in text.prefix(512).split(whereSeparator: { !isLetter($0) }) {
      count += 1
      // Single letters are levels only where a field says so.
      guard word.count > 2, let level = LineLevel(word: word) else { continue }
      if count <= 12 { return level }
      if word.allSatisfy({ (65...90).contains($0) }) { found = max(found ?? level, level) }
    }
    return found
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
