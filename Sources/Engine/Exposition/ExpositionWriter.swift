package import Frames
package import Times

/// Writes metrics as servers scrape them: the text format 0.0.4 of Prometheus, or OpenMetrics 1.0.
///
/// A family is begun once, and all of its samples follow; those of one series in order of time.
package struct ExpositionWriter: Sendable {
  package enum Format: Hashable, Sendable {
    case text, openMetrics

    package var contentType: String {
      switch self {
      case .text: "text/plain; version=0.0.4; charset=utf-8"
      case .openMetrics: "application/openmetrics-text; version=1.0.0; charset=utf-8"
      }
    }
  }

  package let format: Format
  /// What is written and not yet taken away.
  package private(set) var bytes: [UInt8] = []
  private var name = ""

  package init(_ format: Format) { self.format = format }

  /// Hands over what is written so far, so that a long history needs little memory.
  package mutating func takeBytes() -> [UInt8] {
    defer { bytes.removeAll(keepingCapacity: true) }
    return bytes
  }

  package mutating func begin(_ family: MetricFamily) {
    name = family.name
    // OpenMetrics names a counter's family without the ending of its series.
    let hasEnding = format == .openMetrics && family.kind == .counter && name.hasSuffix("_total")
    let familyName = hasEnding ? String(name.dropLast(6)) : name
    write("# HELP \(familyName) ")
    writeEscaped(family.help, quotes: format == .openMetrics)
    // It knows no counter without that ending, as those of old libraries are.
    let isOdd = format == .openMetrics && family.kind == .counter && !hasEnding
    let kind = isOdd ? MetricFamily.Kind.unknown : family.kind
    let isUntyped = format == .text && kind == .unknown
    write("\n# TYPE \(familyName) \(isUntyped ? "untyped" : kind.rawValue)\n")
  }

  /// Writes the value of a series; the time only where it is not the moment of the scrape.
  package mutating func add(
    _ value: MetricValue, of series: PreparedLabels, at time: Instant? = nil
  ) {
    switch value {
    case .number(let number):
      write(name)
      writeBraced(series.text)
      finish(number, time)
    case .histogram(let histogram):
      for (bound, count) in zip(histogram.bounds, histogram.counts) {
        addBucket(series, boundText(bound), count, time)
      }
      addBucket(series, "+Inf", histogram.count, time)
      write(name)
      write("_sum")
      writeBraced(series.text)
      finish(histogram.sum, time)
      write(name)
      write("_count")
      writeBraced(series.text)
      finish(histogram.count, time)
    }
  }

  /// Ends the text; nothing may follow.
  package mutating func end() {
    if format == .openMetrics { write("# EOF\n") }
  }

  private mutating func addBucket(
    _ series: PreparedLabels, _ bound: String, _ count: Double, _ time: Instant?
  ) {
    write(name)
    write("_bucket{")
    bytes += series.text
    if !series.text.isEmpty { write(",") }
    write("le=\"")
    write(bound)
    write("\"}")
    finish(count, time)
  }

  private mutating func writeBraced(_ labels: [UInt8]) {
    guard !labels.isEmpty else { return }
    write("{")
    bytes += labels
    write("}")
  }

  private mutating func finish(_ value: Double, _ time: Instant?) {
    bytes.append(UInt8(ascii: " "))
    bytes.append(value: value)
    if let time {
      bytes.append(UInt8(ascii: " "))
      // Seconds in OpenMetrics, milliseconds in the older format.
      if format == .openMetrics {
        bytes.append(seconds: time.milliseconds)
      } else {
        bytes.append(integer: time.milliseconds)
      }
    }
    bytes.append(UInt8(ascii: "\n"))
  }

  private mutating func write(_ text: String) { bytes += text.utf8 }

  private mutating func writeEscaped(_ text: String, quotes: Bool) {
    appendEscaped(text, quotes: quotes, to: &bytes)
  }
}

/// The labels of a series as they are written, made once for all of its samples.
package struct PreparedLabels: Sendable {
  fileprivate let text: [UInt8]

  package init(_ labels: Labels) {
    var text: [UInt8] = []
    for (index, pair) in labels.pairs.enumerated() {
      if index > 0 { text.append(UInt8(ascii: ",")) }
      text += pair.name.utf8
      text += "=\"".utf8
      appendEscaped(pair.value, quotes: true, to: &text)
      text.append(UInt8(ascii: "\""))
    }
    self.text = text
  }
}

private func appendEscaped(_ text: String, quotes: Bool, to bytes: inout [UInt8]) {
  for byte in text.utf8 {
    switch byte {
    case UInt8(ascii: "\\"): bytes += "\\\\".utf8
    case UInt8(ascii: "\n"): bytes += "\\n".utf8
    case UInt8(ascii: "\"") where quotes: bytes += "\\\"".utf8
    default: bytes.append(byte)
    }
  }
}
