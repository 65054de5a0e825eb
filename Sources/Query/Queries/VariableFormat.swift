import Dashboards

/// How the values of a variable are written: the formats of `${name:format}`.
struct VariableFormat {
  private let name: Substring
  private let argument: Substring?

  init(_ format: String) {
    let parts = format.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    name = parts.first ?? ""
    argument = parts.count > 1 ? parts[1] : nil
  }

  func text(of value: VariableValues.Value) -> String {
    let texts = value.options.map(\.value)
    switch name {
    case "raw", "csv": return texts.joined(separator: ",")
    case "pipe": return texts.joined(separator: "|")
    case "regex":
      let escaped = texts.map(Self.regexEscaped)
      return escaped.count == 1 ? escaped[0] : "(" + escaped.joined(separator: "|") + ")"
    case "json":
      let quoted = texts.map { Self.quoted($0, with: "\"") }
      return quoted.count == 1 && !value.isList
        ? quoted[0] : "[" + quoted.joined(separator: ",") + "]"
    case "text":
      return value.isAll ? "All" : value.options.map(\.text).joined(separator: " + ")
    case "queryparam", "percentencode", "uriencode":
      return texts.map(Self.percentEncoded).joined(separator: ",")
    case "singlequote": return texts.map { Self.quoted($0, with: "'") }.joined(separator: ",")
    case "doublequote": return texts.map { Self.quoted($0, with: "\"") }.joined(separator: ",")
    case "sqlstring":
      return texts.map {
        "'"
          + $0.split(separator: "'", omittingEmptySubsequences: false)
          .joined(separator: "''") + "'"
      }.joined(separator: ",")
    case "join": return texts.joined(separator: argument.map(String.init) ?? ",")
    case "distributed": return texts.joined(separator: ",")
    default: return texts.count == 1 ? texts[0] : "{" + texts.joined(separator: ",") + "}"
    }
  }

  /// For a string of PromQL: one value of a variable that holds one, escaped for the string; else
  /// each escaped as an expression in that string, several as `(a|b)`.
  static func promQL(_ value: VariableValues.Value) -> String {
    let texts = value.options.map(\.value)
    guard value.isList else { return texts.map(stringEscaped).joined(separator: ",") }
    let escaped = texts.map { stringEscaped(regexEscaped($0)) }
    return escaped.count == 1 ? escaped[0] : "(" + escaped.joined(separator: "|") + ")"
  }

  private static func regexEscaped(_ text: String) -> String {
    var escaped = ""
    for character in text.unicodeScalars {
      if #"\^$*+?.()|[]{}/"#.unicodeScalars.contains(character), character != "/" {
        escaped += "\\"
      }
      escaped.unicodeScalars.append(character)
    }
    return escaped
  }

  /// Inside quotes of either kind: backslash, quotes and line ends can't end the string.
  private static func stringEscaped(_ text: String) -> String {
    var escaped = ""
    for character in text.unicodeScalars {
      switch character {
      case "\\": escaped += "\\\\"
      case "\"": escaped += "\\\""
      case "'": escaped += "\\'"
      case "\n": escaped += "\\n"
      case "\r": escaped += "\\r"
      case "`": escaped += "\\x60"
      default: escaped.unicodeScalars.append(character)
      }
    }
    return escaped
  }

  private static func quoted(_ text: String, with quote: String) -> String {
    var escaped = ""
    for character in text {
      if character == "\\" || String(character) == quote { escaped += "\\" }
      escaped.append(character)
    }
    return quote + escaped + quote
  }

  private static func percentEncoded(_ text: String) -> String {
    var encoded = ""
    for byte in text.utf8 {
      let scalar = Unicode.Scalar(byte)
      if scalar.properties.isAlphabetic && byte < 0x80 || (0x30...0x39).contains(byte)
        || "-_.~".unicodeScalars.contains(scalar)
      {
        encoded.unicodeScalars.append(scalar)
      } else {
        encoded += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
      }
    }
    return encoded
  }
}
