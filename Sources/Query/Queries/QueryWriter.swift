import Dashboards
import Times

/// Writes a query piece by piece and knows in which string of it the next piece stands.
struct QueryWriter {
  private enum Place { case outside, comment, double, single, backquote(start: Int) }

  let language: TextLanguage
  private var bytes: [UInt8] = []
  private var place = Place.outside
  private var isEscaped = false
  /// A value holds the mark that ends the string with backquotes it stands in.
  private var mustRequote = false

  init(language: TextLanguage) { self.language = language }

  var text: String {
    // A string that the layout never closes must not be closed by a value.
    var copy = self
    if case .backquote(let start) = place, mustRequote {
      copy.bytes.append(UInt8(ascii: "`"))
      copy.requote(from: start)
      copy.bytes.removeLast()
    }
    return String(decoding: copy.bytes, as: UTF8.self)
  }

  /// A piece of the layout's own.
  mutating func append(_ text: String) {
    guard language.isQuery else {
      bytes += text.utf8
      return
    }
    for byte in text.utf8 {
      bytes.append(byte)
      read(byte)
    }
  }

  private mutating func read(_ byte: UInt8) {
    switch place {
    case .outside:
      switch byte {
      case UInt8(ascii: "\""): place = .double
      case UInt8(ascii: "'") where language == .promQL: place = .single
      case UInt8(ascii: "`"): place = .backquote(start: bytes.count - 1)
      case UInt8(ascii: "#") where language != .traceQL: place = .comment
      default: break
      }
    case .comment:
      if byte == UInt8(ascii: "\n") { place = .outside }
    case .double, .single:
      var mark = UInt8(ascii: "'")
      if case .double = place { mark = UInt8(ascii: "\"") }
      if isEscaped {
        isEscaped = false
      } else if byte == UInt8(ascii: "\\") {
        isEscaped = true
      } else if byte == mark {
        place = .outside
      }
    case .backquote(let start):
      guard byte == UInt8(ascii: "`") else { return }
      if mustRequote { requote(from: start) }
      (place, mustRequote) = (.outside, false)
    }
  }

  /// Strings with backquotes know no escapes: one that must hold the mark gets other quotes.
  private mutating func requote(from start: Int) {
    let inside = String(decoding: bytes[(start + 1)..<(bytes.count - 1)], as: UTF8.self)
    bytes.removeSubrange(start...)
    bytes += ("\"" + Escapes.string(inside, quote: "\"") + "\"").utf8
  }

  /// The values of a variable.
  mutating func append(
    _ value: VariableValues.Value, of name: String, as format: VariableFormat?, _ calendar: Calendar
  ) {
    guard language.isQuery else {
      let format = format ?? VariableFormat(language == .pattern ? "regex" : "glob")
      bytes += format.text(of: value, variable: name, calendar: calendar).utf8
      return
    }
    let text =
      format.map { $0.text(of: value, variable: name, calendar: calendar) } ?? standard(value)
    bytes +=
      escaped(text, isRaw: format?.isRaw ?? false, isList: format == nil && value.isList).utf8
  }

  /// One value of a variable that holds one as it is; else each as an expression, several as
  /// `(a|b)`, and for Loki without the brackets.
  private func standard(_ value: VariableValues.Value) -> String {
    let texts = value.options.map(\.value)
    guard value.isList else { return texts.joined(separator: ",") }
    // Grafana writes these as they are.
    if language == .traceQL { return texts.joined(separator: "|") }
    let escaped = texts.map { Escapes.regex($0) }
    if escaped.count == 1 { return escaped[0] }
    let alternatives = escaped.joined(separator: "|")
    return language == .logQL ? alternatives : "(" + alternatives + ")"
  }

  private mutating func escaped(_ text: String, isRaw: Bool, isList: Bool) -> String {
    // A backslash of the layout right before the value would take its first character along.
    let lead = isEscaped ? "\\" : ""
    isEscaped = false
    switch place {
    case .double:
      return lead
        + (isRaw ? Escapes.raw(text, quote: "\"") : Escapes.string(text, quote: "\""))
    case .single:
      return lead + (isRaw ? Escapes.raw(text, quote: "'") : Escapes.string(text, quote: "'"))
    case .backquote:
      if text.utf8.contains(UInt8(ascii: "`")) { mustRequote = true }
      return text
    case .comment:
      return String(text.map { $0.isNewline ? " " : $0 })
    case .outside:
      // Grafana writes lists for a string wherever they stand.
      return isList ? Escapes.string(text, quote: "\"") : text
    }
  }
}
