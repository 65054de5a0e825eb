import Frames
import Times

// The grammar is that of OpenMetrics 1.0 as Prometheus's parser has it: one space between two
// tokens, none elsewhere, no empty lines, and `# EOF` at the end.
extension ExpositionReader {
  mutating func nextOfOpenMetrics() throws(ExpositionError) -> ExpositionEntry? {
    guard peek != nil else { throw malformed("the text does not end with # EOF") }
    guard take("#") else { return .sample(try sampleOfOpenMetrics()) }
    guard take(" ") else { throw malformed("expected a space after '#', found \(here)") }
    let keyword = try text(run { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\n") })
    if keyword == "EOF" {
      if peek != nil, !takeLineEnd() { throw malformed("something follows # EOF") }
      guard peek == nil else { throw malformed("something follows # EOF") }
      return nil
    }
    guard ["HELP", "TYPE", "UNIT"].contains(keyword) else {
      throw malformed("expected HELP, TYPE, UNIT or EOF after '#', got \"\(keyword)\"")
    }
    guard take(" ") else { throw malformed("expected a space after \(keyword)") }
    let metric = try name(colons: true)
    guard !metric.isEmpty else { throw malformed("\(keyword) of no valid name of a metric") }
    // The text may be empty, and then lack its space.
    guard take(" ") || peek == UInt8(ascii: "\n") else {
      throw malformed("expected a space after \(metric), found \(here)")
    }
    return try metadata(keyword, of: metric)
  }

  private mutating func metadata(
    _ keyword: String, of metric: String
  ) throws(ExpositionError) -> ExpositionEntry {
    let range = run { $0 == UInt8(ascii: "\n") }
    guard peek != nil else { throw malformed("the text does not end with # EOF") }
    let entry: ExpositionEntry
    switch keyword {
    case "HELP": entry = .help(metric: metric, try unescapedHelp(range))
    case "TYPE":
      let word = try text(range)
      guard let kind = MetricFamily.Kind(rawValue: word) else {
        throw malformed("no such type of metric: \"\(word)\"")
      }
      entry = .type(metric: metric, kind)
    default:
      let unit = try text(range)
      guard unit.isEmpty || metric.hasSuffix("_\(unit)") && metric.utf8.count > unit.utf8.count + 1
      else { throw malformed("unit \"\(unit)\" is not how \(metric) ends") }
      entry = .unit(metric: metric, unit)
    }
    _ = takeLineEnd()
    return entry
  }

  private func unescapedHelp(_ range: Range<Int>) throws(ExpositionError) -> String {
    var help: [UInt8] = []
    var index = range.lowerBound
    while index < range.upperBound {
      let byte = bytes[index]
      let next = index + 1 < range.upperBound ? bytes[index + 1] : nil
      index += 1
      switch (byte, next) {
      case (UInt8(ascii: "\\"), UInt8(ascii: "n")): help.append(UInt8(ascii: "\n"))
      case (UInt8(ascii: "\\"), .some(UInt8(ascii: "\\"))),
        (UInt8(ascii: "\\"), .some(UInt8(ascii: "\""))):
        help.append(next ?? byte)
      default:
        help.append(byte)
        continue
      }
      index += 1
    }
    return try text(help)
  }

  private mutating func sampleOfOpenMetrics() throws(ExpositionError) -> ExpositionSample {
    let metric = try name(colons: true)
    guard !metric.isEmpty else { throw malformed("expected the name of a metric, found \(here)") }
    let pairs = take("{") ? try labelsOfOpenMetrics() : []
    guard take(" ") else { throw malformed("expected a space before the value, found \(here)") }
    var sample = ExpositionSample(
      name: metric, labels: try labels(pairs), value: try number(word(), "the value"))
    if peek == UInt8(ascii: " "), !isExemplar {
      index += 1
      sample.time = try time(word())
    }
    if isExemplar { sample.exemplar = try exemplar() }
    guard takeLineEnd() else {
      throw malformed("expected the end of the line, found \(here)")
    }
    return sample
  }

  private mutating func word() -> Range<Int> {
    run { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\n") }
  }

  /// Whether ` # {` stands here.
  private var isExemplar: Bool {
    bytes[index...].prefix(4).elementsEqual(" # {".utf8)
  }

  private mutating func exemplar() throws(ExpositionError) -> ExpositionSample.Exemplar {
    index += 4
    let pairs = try labelsOfOpenMetrics()
    let length = pairs.reduce(0) {
      $0 + $1.name.unicodeScalars.count + $1.value.unicodeScalars.count
    }
    guard length <= 128 else {
      throw malformed("an exemplar's labels have more than 128 characters")
    }
    guard take(" ") else { throw malformed("expected a space before the value, found \(here)") }
    var exemplar = ExpositionSample.Exemplar(
      labels: try labels(pairs), value: try number(word(), "the exemplar's value"))
    if take(" ") { exemplar.time = try time(word()) }
    return exemplar
  }

  /// Up to and with the closing brace.
  private mutating func labelsOfOpenMetrics() throws(ExpositionError)
    -> [(name: String, value: String)]
  {
    var pairs: [(name: String, value: String)] = []
    while true {
      if take("}") {
        guard pairs.isEmpty else { throw malformed("expected a label's name, found '}'") }
        return pairs
      }
      let label = try name(colons: false)
      guard !label.isEmpty else { throw malformed("expected a label's name, found \(here)") }
      guard label != "__name__" else { throw malformed("label __name__ is not for the text") }
      guard take("=") else { throw malformed("expected '=' after \(label), found \(here)") }
      pairs.append((label, try quoted(anyEscape: true)))
      guard pairs.count <= limits.labelsOfASeries else { throw tooLarge("\(pairs.count) labels") }
      if take("}") { return pairs }
      guard take(",") else { throw malformed("expected ',' or '}', found \(here)") }
    }
  }

  /// Seconds, to the nanosecond where they are written so.
  private func time(_ range: Range<Int>) throws(ExpositionError) -> Instant {
    let seconds = try number(range, "the time")
    guard seconds.isFinite else { throw malformed("a time that is not finite") }
    return Instant(seconds: seconds)
  }
}
