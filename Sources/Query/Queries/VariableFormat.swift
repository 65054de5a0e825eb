import Dashboards
import Times

/// How the values of a variable are written: the formats of `${name:format}`.
struct VariableFormat {
  private let name: Substring
  private let arguments: [Substring]

  init(_ format: String) {
    let parts = format.split(separator: ":", omittingEmptySubsequences: false)
    name = parts.first ?? ""
    arguments = Array(parts.dropFirst())
  }

  /// Formats that speak of All itself where a layout says what All stands for.
  var writesAll: Bool { ["text", "percentencode", "queryparam"].contains(name) }
  var isRaw: Bool { name == "raw" }
  var isText: Bool { name == "text" }

  /// The value of the variable `variable`, written.
  func text(of value: VariableValues.Value, variable: String, calendar: Calendar) -> String {
    let texts = value.options.map(\.value)
    let isArray = value.isArray || texts.count > 1
    switch name {
    case "raw", "csv": return texts.joined(separator: ",")
    case "pipe": return texts.joined(separator: "|")
    case "regex":
      let escaped = texts.map { Escapes.regex($0, slash: true) }
      return escaped.count == 1 ? escaped[0] : "(" + escaped.joined(separator: "|") + ")"
    case "json":
      return isArray
        ? "[" + texts.map(Escapes.json).joined(separator: ",") + "]" : texts.first ?? ""
    case "text":
      return value.isAll ? "All" : value.options.map(\.text).joined(separator: " + ")
    case "queryparam":
      return query("var-" + variable, value.isAll ? ["$__all"] : texts, prefix: "")
    case "customqueryparam":
      let name = arguments.first.flatMap { $0.isEmpty ? nil : String($0) } ?? "var-" + variable
      let prefix = arguments.count > 1 ? String(arguments[1]) : ""
      return query(name, texts, prefix: prefix)
    case "percentencode": return Escapes.percent(isArray ? braced(texts) : texts.first ?? "")
    case "uriencode": return Escapes.address(isArray ? braced(texts) : texts.first ?? "")
    case "singlequote":
      return texts.map { "'" + Escapes.replacing("'", by: "\\'", in: $0) + "'" }
        .joined(separator: ",")
    case "doublequote":
      return texts.map { "\"" + Escapes.replacing("\"", by: "\\\"", in: $0) + "\"" }
        .joined(separator: ",")
    case "sqlstring":
      return texts.map {
        let singles = Escapes.replacing("'", by: "''", in: $0)
        return "'" + Escapes.replacing("\"", by: "\\\"", in: singles) + "'"
      }.joined(separator: ",")
    case "lucene":
      guard isArray else { return texts.first.map(Escapes.lucene) ?? "" }
      if texts.isEmpty { return "__empty__" }
      let quoted = texts.map { "\"" + Escapes.lucene($0) + "\"" }
      return "(" + quoted.joined(separator: " OR ") + ")"
    case "html": return Escapes.html(texts.joined(separator: ", "))
    case "join": return texts.joined(separator: arguments.joined(separator: ":"))
    case "distributed": return texts.joined(separator: ",\(variable)=")
    case "date": return date(texts.first ?? "", calendar)
    default: return texts.count < 2 ? texts.first ?? "" : braced(texts)
    }
  }

  private func braced(_ texts: [String]) -> String { "{" + texts.joined(separator: ",") + "}" }

  private func query(_ name: String, _ texts: [String], prefix: String) -> String {
    texts.map { name + "=" + Escapes.percent(prefix + $0) }.joined(separator: "&")
  }

  /// Milliseconds as a date: of ISO 8601, in seconds, or by a pattern. A pattern may hold colons.
  private func date(_ text: String, _ calendar: Calendar) -> String {
    guard let milliseconds = Int64(text) else { return "NaN" }
    switch arguments.first ?? "iso" {
    case "ms": return text
    case "seconds":
      return "\(Int64((Double(milliseconds) / 1000).rounded(.toNearestOrAwayFromZero)))"
    case "iso":
      return Calendar(.utc).text(
        Instant(milliseconds: milliseconds), pattern: "YYYY-MM-DD[T]HH:mm:ss.SSS[Z]")
    default:
      return calendar.text(
        Instant(milliseconds: milliseconds), pattern: arguments.joined(separator: ":"))
    }
  }
}
