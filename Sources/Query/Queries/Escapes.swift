/// Texts made harmless for the place they go to.
enum Escapes {
  /// As part of a regular expression. Grafana's own format escapes the slash as well.
  static func regex(_ text: String, slash: Bool = false) -> String {
    escaping(text) { scalar in
      #"\^$*+?.()|[]{}"#.unicodeScalars.contains(scalar) || (slash && scalar == "/")
    }
  }

  /// Inside quotes of one kind: backslash, that quote and line ends can't end the string.
  static func string(_ text: String, quote: Unicode.Scalar) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": escaped += "\\\\"
      case "\n": escaped += "\\n"
      case "\r": escaped += "\\r"
      case quote:
        escaped += "\\"
        escaped.unicodeScalars.append(scalar)
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }

  /// A text that has its own escapes kept, inside quotes that it can't leave for all that.
  static func raw(_ text: String, quote: Unicode.Scalar) -> String {
    var escaped = ""
    var isEscaped = false
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\n", "\r":
        // A backslash before a line end stands for itself.
        escaped += (isEscaped ? "\\" : "") + (scalar == "\n" ? "\\n" : "\\r")
        isEscaped = false
        continue
      case quote where !isEscaped: escaped += "\\"
      default: break
      }
      escaped.unicodeScalars.append(scalar)
      isEscaped = scalar == "\\" && !isEscaped
    }
    return isEscaped ? escaped + "\\" : escaped
  }

  static func json(_ text: String) -> String {
    var escaped = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": escaped += "\\\\"
      case "\"": escaped += "\\\""
      case "\n": escaped += "\\n"
      case "\r": escaped += "\\r"
      case "\t": escaped += "\\t"
      case ..<" ":
        let digits = String(scalar.value, radix: 16)
        escaped += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped + "\""
  }

  static func lucene(_ text: String) -> String {
    if let number = Double(text), !number.isNaN { return text }
    return escaping(text) {
      #"!*+-=<>&|()[]{}^~?:\/""#.unicodeScalars.contains($0) || $0.properties.isWhitespace
    }
  }

  static func html(_ text: String) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      case "'": escaped += "&#39;"
      case "/": escaped += "&#47;"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }

  /// As part of an address (RFC 3986's unreserved characters stay).
  static func percent(_ text: String) -> String { percent(text, keeping: "-_.~") }

  /// As an address: what parts addresses stays.
  static func address(_ text: String) -> String { percent(text, keeping: "-_.~;,/?:@&=+$#") }

  private static func percent(_ text: String, keeping kept: String) -> String {
    var encoded: [UInt8] = []
    let digits = Array("0123456789ABCDEF".utf8)
    let kept = Set(kept.utf8)
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"):
        encoded.append(byte)
      case _ where kept.contains(byte): encoded.append(byte)
      default:
        encoded += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return String(decoding: encoded, as: UTF8.self)
  }

  static func replacing(_ mark: Unicode.Scalar, by other: String, in text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      if scalar == mark { result += other } else { result.unicodeScalars.append(scalar) }
    }
    return result
  }

  private static func escaping(_ text: String, where isSpecial: (Unicode.Scalar) -> Bool) -> String
  {
    var escaped = ""
    for scalar in text.unicodeScalars {
      if isSpecial(scalar) { escaped += "\\" }
      escaped.unicodeScalars.append(scalar)
    }
    return escaped
  }
}
