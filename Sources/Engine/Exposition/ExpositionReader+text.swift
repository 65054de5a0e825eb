import Times

// The rules are those of TextParser in prometheus/common (expfmt/text_parse.go), which `promtool
// check metrics` runs: blanks are spaces and tabs, anywhere between two tokens; a comment may be
// anything; the last line needs its end.
extension ExpositionReader {
  mutating func nextOfText() throws(ExpositionError) -> ExpositionEntry? {
    while true {
      skipBlanks()
      guard let byte = peek else { return nil }
      if byte == UInt8(ascii: "\n") {
        _ = takeLineEnd()
      } else if byte == UInt8(ascii: "#") {
        index += 1
        if let entry = try comment() { return entry }
      } else {
        return .sample(try sampleOfText())
      }
    }
  }

  private mutating func skipBlanks() {
    while let byte = peek, isBlank(byte) { index += 1 }
  }

  private mutating func token() throws(ExpositionError) -> Range<Int> {
    let token = run { isBlank($0) || $0 == UInt8(ascii: "\n") }
    guard peek != nil else { throw ended }
    return token
  }

  private var ended: ExpositionError { malformed("the text ends within a line") }

  private mutating func comment() throws(ExpositionError) -> ExpositionEntry? {
    skipBlanks()
    let keyword = try text(try token())
    guard keyword == "HELP" || keyword == "TYPE", peek != UInt8(ascii: "\n") else {
      _ = run { $0 == UInt8(ascii: "\n") }
      guard takeLineEnd() else { throw ended }
      return nil
    }
    skipBlanks()
    let metric = try name(colons: true)
    guard let after = peek else { throw ended }
    if takeLineEnd() { return nil }
    guard isBlank(after), !metric.isEmpty else {
      throw malformed("\(keyword) of no valid name of a metric")
    }
    skipBlanks()
    if takeLineEnd() { return nil }
    if keyword == "HELP" {
      // Prometheus takes any bytes for a help text, though for nothing else.
      return .help(
        metric: metric, String(decoding: try restOfLine(unescaping: true), as: UTF8.self))
    }
    let word = try text(try restOfLine(unescaping: false))
    guard let kind = Self.kinds[word.lowercased()] else {
      line -= 1
      throw malformed("no such type of metric: \"\(word)\"")
    }
    return .type(metric: metric, kind)
  }

  private static let kinds: [String: MetricFamily.Kind] = [
    "counter": .counter, "gauge": .gauge, "histogram": .histogram, "summary": .summary,
    "untyped": .unknown, "gauge_histogram": .gaugehistogram,
  ]

  private mutating func restOfLine(unescaping: Bool) throws(ExpositionError) -> [UInt8] {
    var rest: [UInt8] = []
    while let byte = peek {
      if takeLineEnd() {
        guard rest.count <= limits.textBytes else {
          throw tooLarge("a text of \(rest.count) bytes")
        }
        return rest
      }
      index += 1
      if byte == UInt8(ascii: "\\"), unescaping {
        try unescape(into: &rest, quotes: false, anyEscape: false)
      } else {
        rest.append(byte)
      }
    }
    throw ended
  }

  private mutating func sampleOfText() throws(ExpositionError) -> ExpositionSample {
    let metric = try name(colons: true)
    guard !metric.isEmpty else { throw malformed("expected the name of a metric, found \(here)") }
    skipBlanks()
    var pairs: [(name: String, value: String)] = []
    if take("{") {
      pairs = try labelsOfText()
      skipBlanks()
    }
    var sample = ExpositionSample(
      name: metric, labels: try labels(pairs), value: try number(try token(), "the value"))
    if !takeLineEnd() {
      skipBlanks()
      sample.time = Instant(milliseconds: try milliseconds(try token()))
      guard takeLineEnd() else { throw malformed("something follows the time") }
    }
    return sample
  }

  /// Up to and with the closing brace; a comma may stand before it.
  private mutating func labelsOfText() throws(ExpositionError) -> [(name: String, value: String)] {
    var pairs: [(name: String, value: String)] = []
    while true {
      skipBlanks()
      if take("}") { return pairs }
      let label = try name(colons: false)
      guard !label.isEmpty else { throw malformed("expected a label's name, found \(here)") }
      guard label != "__name__" else { throw malformed("label __name__ is not for the text") }
      skipBlanks()
      guard take("=") else { throw malformed("expected '=' after \(label), found \(here)") }
      skipBlanks()
      pairs.append((label, try quoted(anyEscape: false)))
      guard pairs.count <= limits.labelsOfASeries else { throw tooLarge("\(pairs.count) labels") }
      skipBlanks()
      if take("}") { return pairs }
      guard take(",") else { throw malformed("expected ',' or '}', found \(here)") }
    }
  }

  private func milliseconds(_ range: Range<Int>) throws(ExpositionError) -> Int64 {
    let word = try text(range)
    guard let time = Int64(word) else {
      throw malformed("expected whole milliseconds as the time, got \"\(word)\"")
    }
    return time
  }
}

private func isBlank(_ byte: UInt8) -> Bool {
  byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
}
