package import Frames

/// A line with all that stands beside it as one line of logfmt: time, level, labels, metadata,
/// message and fields, each name once.
package enum LogfmtText {
  /// Lossless: what a reader decodes is what the server sent, but for bytes that are no UTF-8.
  package static func text(_ lines: LogLines, at index: Int) -> String {
    let record = LogRecord(lines, at: index)
    let bytes = lines.text(at: index)
    var pairs = [("time", "\(lines.times[index].nanoseconds)")]
    if let level = record.level { pairs.append(("level", level.rawValue)) }
    for labels in [lines.stream(at: index), lines.metadata(at: index), lines.parsed(at: index)] {
      pairs += labels.pairs.map { ($0.name, $0.value) }
    }
    // A message that was cut for a row is written in full, with all of the line.
    let isWhole = !record.isCut && record.form != .plain
    let message = isWhole ? record.message[...] : bytes
    pairs.append(("msg", String(decoding: message, as: UTF8.self)))
    if isWhole { pairs += record.fields.map { ($0.name, $0.value) } }
    var values: [String: Set<String>] = [:]
    var words: [String] = []
    for (name, value) in pairs {
      let base = key(name)
      // The same twice says nothing; another value gets another name.
      guard values[base]?.contains(value) != true else { continue }
      let isTaken = values[base] != nil
      values[base, default: []].insert(value)
      // What tells of the level is told by the level.
      if isTaken, name == "level" { continue }
      var unique = base
      var count = 1
      while isTaken, unique == base || values[unique] != nil {
        count += 1
        unique = "\(base)_\(count)"
      }
      if isTaken { values[unique] = [value] }
      words.append("\(unique)=\(quoted(value))")
    }
    return words.joined(separator: " ")
  }

  /// A name without what ends or begins a value.
  private static func key(_ name: String) -> String {
    let plain = String(
      String.UnicodeScalarView(
        name.unicodeScalars.map {
          $0.value <= 0x20 || $0 == "=" || $0 == "\"" || isControl($0) ? "_" : $0
        }))
    return plain.isEmpty ? "_" : plain
  }

  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value) || scalar.value == 0x2028
      || scalar.value == 0x2029
  }

  private static func quoted(_ value: String) -> String {
    let isPlain =
      !value.isEmpty
      && value.unicodeScalars.allSatisfy {
        $0.value > 0x20 && $0 != "\"" && $0 != "=" && $0 != "\\" && !isControl($0)
      }
    guard !isPlain else { return value }
    var text = "\""
    for scalar in value.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case "\t": text += "\\t"
      case _ where isControl(scalar):
        let digits = String(scalar.value, radix: 16)
        text += "\\u" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text + "\""
  }
}
