import Frames

/// JSON as Go's encoder writes it, so that an answer is the same to the byte.
struct JSONBytes {
  private(set) var bytes: [UInt8] = []

  mutating func write(_ text: StaticString) {
    text.withUTF8Buffer { bytes.append(contentsOf: $0) }
  }

  mutating func write(string text: String) {
    write("\"")
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": write("\\\"")
      case "\\": write("\\\\")
      case "\n": write("\\n")
      case "\r": write("\\r")
      case "\t": write("\\t")
      // Go escapes what could end a script in HTML.
      case "\u{0}"..."\u{1F}", "<", ">", "&", "\u{2028}", "\u{2029}":
        let digits = String(scalar.value, radix: 16)
        bytes += "\\u\(String(repeating: "0", count: 4 - digits.count))\(digits)".utf8
      default: bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
      }
    }
    write("\"")
  }

  mutating func write(_ labels: Labels) {
    write("{")
    for (index, pair) in labels.pairs.enumerated() {
      if index > 0 { write(",") }
      write(string: pair.name)
      write(":")
      write(string: pair.value)
    }
    write("}")
  }

  /// A number as it stands in an alert.
  mutating func append(goExponent value: Double) { bytes.append(goExponent: value) }

  mutating func write(integer: Int) { bytes += String(integer).utf8 }

  /// A number without quotes; 0 for what JSON has no number for.
  mutating func write(number: Double) {
    bytes.append(goNumber: number.isFinite ? number : 0, exponents: true)
  }

  mutating func write(strings: some Sequence<String>) {
    write("[")
    for (index, text) in strings.enumerated() {
      if index > 0 { write(",") }
      write(string: text)
    }
    write("]")
  }

  /// `[1795219274.958,"7"]`.
  mutating func writePoint(_ time: Int64, _ value: Double, exponents: Bool = true) {
    write("[")
    write(milliseconds: time)
    write(",\"")
    bytes.append(goNumber: value, exponents: exponents)
    write("\"]")
  }

  /// Milliseconds as seconds: with three digits after the point, or none.
  mutating func write(milliseconds time: Int64) {
    if time < 0 { write("-") }
    let (seconds, rest) = time.magnitude.quotientAndRemainder(dividingBy: 1000)
    bytes += String(seconds).utf8
    guard rest != 0 else { return }
    write(".")
    bytes += String(String(rest + 1000).dropFirst()).utf8
  }
}
