extension QuotedString {
  /// The text in double quotes, written as Go's `%q` does.
  package static func quoted(_ text: String) -> String {
    var written = "\""
    for scalar in text.unicodeScalars { write(scalar, to: &written) }
    return written + "\""
  }

  private static func write(_ scalar: Unicode.Scalar, to written: inout String) {
    switch scalar {
    case "\"": written += "\\\""
    case "\\": written += "\\\\"
    case "\u{7}": written += "\\a"
    case "\u{8}": written += "\\b"
    case "\u{c}": written += "\\f"
    case "\n": written += "\\n"
    case "\r": written += "\\r"
    case "\t": written += "\\t"
    case "\u{b}": written += "\\v"
    default:
      if isPrinted(scalar) {
        written.unicodeScalars.append(scalar)
      } else if scalar.value < 0x80 {
        written += "\\x" + hexadecimal(scalar, digits: 2)
      } else if scalar.value < 0x10000 {
        written += "\\u" + hexadecimal(scalar, digits: 4)
      } else {
        written += "\\U" + hexadecimal(scalar, digits: 8)
      }
    }
  }

  /// Letters, marks, numbers, punctuation, symbols, and of the spaces only ASCII's.
  private static func isPrinted(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.value < 0x80 { return scalar.value >= 0x20 && scalar.value < 0x7f }
    switch scalar.properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .spaceSeparator,
      .lineSeparator, .paragraphSeparator:
      return false
    default: return true
    }
  }

  private static func hexadecimal(_ scalar: Unicode.Scalar, digits: Int) -> String {
    let hexadecimal = String(scalar.value, radix: 16)
    return String(repeating: "0", count: max(0, digits - hexadecimal.count)) + hexadecimal
  }
}
