import Frames

/// Reads metrics as servers expose them, line after line: the text format 0.0.4 of Prometheus, or
/// OpenMetrics 1.0, each as strictly as Prometheus's own parser of the format.
package struct ExpositionReader: Sendable {
  package let format: ExpositionWriter.Format
  let bytes: [UInt8]
  let limits: ExpositionLimits
  var index = 0
  var line = 1
  private var sampleCount = 0
  private var isAtEnd = false

  package init(
    _ format: ExpositionWriter.Format, _ bytes: [UInt8], limits: ExpositionLimits = .init()
  ) {
    self.format = format
    self.bytes = bytes
    self.limits = limits
  }

  /// The line that is read next.
  package var currentLine: Int { line }

  /// The next entry; nil after the last.
  package mutating func next() throws(ExpositionError) -> ExpositionEntry? {
    guard !isAtEnd else { return nil }
    guard bytes.count <= limits.bytes else {
      throw ExpositionError(.tooLarge, line: 1, "more than \(limits.bytes) bytes")
    }
    let entry = format == .text ? try nextOfText() : try nextOfOpenMetrics()
    guard let entry else {
      isAtEnd = true
      return nil
    }
    if case .sample = entry {
      sampleCount += 1
      guard sampleCount <= limits.samples else {
        throw ExpositionError(.tooLarge, line: line, "more than \(limits.samples) samples")
      }
    }
    return entry
  }

  // MARK: Bytes

  var peek: UInt8? { index < bytes.count ? bytes[index] : nil }

  mutating func take(_ byte: Character) -> Bool {
    guard let wanted = byte.asciiValue, peek == wanted else { return false }
    index += 1
    return true
  }

  /// Passes over a line's end and counts it.
  mutating func takeLineEnd() -> Bool {
    guard take("\n") else { return false }
    line += 1
    return true
  }

  /// The bytes up to one that ends them.
  mutating func run(until ends: (UInt8) -> Bool) -> Range<Int> {
    let start = index
    while index < bytes.count, !ends(bytes[index]) { index += 1 }
    return start..<index
  }

  /// A name of a metric or, without colons, of a label; empty when none is here.
  mutating func name(colons: Bool) throws(ExpositionError) -> String {
    let start = index
    while let byte = peek {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "_"):
        break
      case UInt8(ascii: "0")...UInt8(ascii: "9") where index > start: break
      case UInt8(ascii: ":") where colons: break
      default: return try text(start..<index)
      }
      index += 1
    }
    return try text(start..<index)
  }

  func text(_ range: Range<Int>) throws(ExpositionError) -> String {
    try text(Array(bytes[range]))
  }

  func text(_ part: [UInt8]) throws(ExpositionError) -> String {
    guard part.count <= limits.textBytes else { throw tooLarge("a text of \(part.count) bytes") }
    guard let text = String(validating: part, as: UTF8.self) else {
      throw malformed("not valid UTF-8")
    }
    return text
  }

  /// What stands here, for a message: a character, or the end.
  var here: String {
    guard let peek else { return "the end of the text" }
    return peek == UInt8(ascii: "\n")
      ? "the end of the line" : "'\(String(decoding: [peek], as: UTF8.self))'"
  }

  func malformed(_ detail: String) -> ExpositionError {
    ExpositionError(.malformed, line: line, detail)
  }

  func tooLarge(_ detail: String) -> ExpositionError {
    ExpositionError(.tooLarge, line: line, detail)
  }

  // MARK: Parts of lines

  /// A value in quotes, with `\\`, `\"` and `\n` undone; the first quote is here.
  mutating func quoted(anyEscape: Bool) throws(ExpositionError) -> String {
    guard take("\"") else { throw malformed("expected '\"' before a label's value, found \(here)") }
    var value: [UInt8] = []
    while let byte = peek {
      index += 1
      switch byte {
      case UInt8(ascii: "\""): return try text(value)
      case UInt8(ascii: "\n"):
        throw malformed("a label's value holds a line's end that is not escaped")
      case UInt8(ascii: "\\"): try unescape(into: &value, quotes: true, anyEscape: anyEscape)
      default: value.append(byte)
      }
    }
    throw malformed("a label's value has no end")
  }

  /// What follows a backslash. OpenMetrics lets any character follow, and keeps what it knows not.
  mutating func unescape(
    into value: inout [UInt8], quotes: Bool, anyEscape: Bool
  ) throws(ExpositionError) {
    guard let byte = peek else { throw malformed("the text ends in a backslash") }
    index += 1
    switch byte {
    case UInt8(ascii: "\\"): value.append(byte)
    case UInt8(ascii: "n"): value.append(UInt8(ascii: "\n"))
    case UInt8(ascii: "\"") where quotes: value.append(byte)
    case UInt8(ascii: "\n"): throw malformed("a backslash at the end of a line")
    default:
      guard anyEscape else {
        throw malformed("no such escape: '\\\(String(decoding: [byte], as: UTF8.self))'")
      }
      value += [UInt8(ascii: "\\"), byte]
    }
  }

  /// The labels without order, when none is there twice.
  func labels(_ pairs: [(name: String, value: String)]) throws(ExpositionError) -> Labels {
    guard pairs.count <= limits.labelsOfASeries else { throw tooLarge("\(pairs.count) labels") }
    let labels = Labels(pairs)
    for (one, next) in zip(labels.pairs, labels.pairs.dropFirst()) where one.name == next.name {
      throw malformed("label \(one.name) is there twice")
    }
    return labels
  }

  /// A number as Go reads it, but for hexadecimal ones and underscores.
  func number(_ range: Range<Int>, _ what: String) throws(ExpositionError) -> Double {
    guard let value = Double(exposed: bytes[range]) else {
      throw malformed("expected a number as \(what), got \"\(try text(range))\"")
    }
    return value
  }
}
