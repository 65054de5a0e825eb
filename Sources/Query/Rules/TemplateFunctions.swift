import Lexemes
import Patterns

/// The functions that templates know: Go's own and those of Prometheus 2.42.
enum TemplateFunctions {
  static let names: Set<String> = [
    "humanize", "humanize1024", "humanizeDuration", "humanizePercentage", "humanizeTimestamp",
    "printf", "print", "println", "title", "toUpper", "toLower", "match", "reReplaceAll",
    "stripPort", "stripDomain", "externalURL", "pathPrefix", "safeHtml", "parseDuration", "toTime",
    "first", "label", "value", "strvalue", "sortByLabel", "graphLink", "tableLink", "args",
    "eq", "ne", "lt", "le", "gt", "ge", "and", "or", "not", "len", "index", "slice", "html", "js",
    "urlquery", "call",
  ]

  /// What asks for data: it is evaluated only where there are some to ask.
  static let unevaluated: Set<String> = ["query"]

  static func call(
    _ name: String, _ arguments: [TemplateValue], in context: TemplateText.Context
  ) throws(TemplateError) -> TemplateValue {
    switch name {
    case "humanize": return .text(Humanize.metric(try number(name, arguments)))
    case "humanize1024": return .text(Humanize.binary(try number(name, arguments)))
    case "humanizeDuration": return .text(Humanize.duration(try number(name, arguments)))
    case "humanizePercentage":
      return .text(GoFormat.general(try number(name, arguments) * 100, precision: 4) + "%")
    case "humanizeTimestamp": return .text(try Humanize.timestamp(try number(name, arguments)))
    case "toTime":
      let seconds = try number(name, arguments)
      guard seconds.isFinite else { throw TemplateError("toTime: value is NaN or Inf") }
      return .time(seconds: seconds, text: try Humanize.timestamp(seconds))
    case "print": return .text(GoFormat.joined(arguments))
    case "println":
      return .text(GoFormat.spaced(arguments) + "\n")
    case "printf":
      guard let format = arguments.first else {
        throw TemplateError("wrong number of args for printf: want at least 1 got 0")
      }
      return .text(GoFormat.print(try text(format), Array(arguments.dropFirst())))
    case "html", "js", "urlquery": return .text(try escaped(name, arguments))
    case "externalURL", "pathPrefix":
      _ = try exactly(0, name, arguments)
      return .text(name == "externalURL" ? context.externalURL : path(of: context.externalURL))
    case "query":
      let text = try texts(1, name, arguments)[0]
      guard let query = context.query else { throw TemplateError("hune does not evaluate query") }
      return .list(try query(text).map(\.templateValue))
    case "first", "label", "value", "strvalue", "sortByLabel": return try ofSamples(name, arguments)
    case "args":
      // What holds itself many times over is small here and endless when it is written.
      guard !arguments.contains(where: \.isNested) else {
        throw TemplateError("hune does not evaluate args of args of args")
      }
      let pairs = arguments.enumerated().map { ("arg\($0.offset)", $0.element) }
      return .arguments(Dictionary(pairs, uniquingKeysWith: { first, _ in first }))
    case "match", "reReplaceAll": return try matching(name, arguments)
    case "eq", "ne", "lt", "le", "gt", "ge":
      return .bool(try TemplateComparison.holds(name, arguments))
    case "not": return .bool(!(try exactly(1, name, arguments)[0]).isTrue)
    case "len", "index", "slice": return try ofParts(name, arguments)
    case "call":
      guard let first = arguments.first else {
        throw TemplateError("wrong number of args for call: want at least 1 got 0")
      }
      throw TemplateError("call: non-function of type \(first.typeName)")
    default: return try ofText(name, arguments)
    }
  }

  // MARK: arguments

  static func exactly(
    _ wanted: Int, _ name: String, _ arguments: [TemplateValue]
  ) throws(TemplateError) -> [TemplateValue] {
    guard arguments.count == wanted else {
      throw TemplateError("wrong number of args for \(name): want \(wanted) got \(arguments.count)")
    }
    return arguments
  }

  static func text(_ value: TemplateValue) throws(TemplateError) -> String {
    switch value {
    case .text(let text): return text
    case .nothing: throw TemplateError("cannot assign nil to string")
    default:
      throw TemplateError("wrong type for value; expected string; got \(value.typeName)")
    }
  }

  static func texts(
    _ wanted: Int, _ name: String, _ arguments: [TemplateValue]
  ) throws(TemplateError) -> [String] {
    var texts: [String] = []
    for argument in try exactly(wanted, name, arguments) { texts.append(try text(argument)) }
    return texts
  }

  private static func number(
    _ name: String, _ arguments: [TemplateValue]
  ) throws(TemplateError) -> Double {
    try exactly(1, name, arguments)[0].number(for: name)
  }

  // MARK: texts

  private static func ofText(
    _ name: String, _ arguments: [TemplateValue]
  ) throws(TemplateError) -> TemplateValue {
    guard names.contains(name) else { throw TemplateError("hune does not evaluate \(name)") }
    let text = try texts(1, name, arguments)[0]
    switch name {
    case "title": return .text(GoCase.titled(text))
    case "toUpper": return .text(GoCase.upper(text))
    case "toLower": return .text(GoCase.lower(text))
    case "stripPort": return .text(host(text))
    case "stripDomain": return .text(withoutDomain(text))
    case "graphLink": return .text("/graph?g0.expr=\(queryEscaped(text))&g0.tab=0")
    case "tableLink": return .text("/graph?g0.expr=\(queryEscaped(text))&g0.tab=1")
    case "parseDuration":
      do {
        return .number(Double(try DurationText.milliseconds(text)) / 1000)
      } catch {
        throw TemplateError("parseDuration: \(error.words)")
      }
    // What `safeHtml` keeps from being escaped is not escaped here.
    default: return .text(text)
    }
  }

  private static func matching(
    _ name: String, _ arguments: [TemplateValue]
  ) throws(TemplateError) -> TemplateValue {
    let texts = try texts(name == "match" ? 2 : 3, name, arguments)
    let pattern: Pattern
    do {
      pattern = try Pattern(re2: texts[0])
    } catch {
      throw TemplateError("\(name): \(error)")
    }
    if name == "match" { return .bool(pattern.matches(texts[1])) }
    // A match may be as short as a byte, and each reference as long as the text.
    guard
      texts[2].utf8.count.multipliedReportingOverflow(by: texts[1].utf8.count).partialValue < 1
        << 24
    else { throw TemplateError("reReplaceAll: makes more than 64 KiB") }
    return .text(pattern.replacingAll(in: texts[2], withGoTemplate: texts[1]))
  }

  private static func host(_ text: String) -> String {
    let bracket = text.lastIndex(of: "]") ?? text.startIndex
    guard let colon = text[bracket...].lastIndex(of: ":") else { return text }
    let host = text[..<colon]
    if host.hasPrefix("["), host.hasSuffix("]") { return String(host.dropFirst().dropLast()) }
    // More than one colon without brackets is no host with a port.
    return host.contains(":") ? text : String(host)
  }

  private static func withoutDomain(_ text: String) -> String {
    let host = host(text)
    let port = text.hasPrefix(host) ? text.dropFirst(host.count) : ""
    let isAddress = host.split(separator: ".").allSatisfy { Int($0) != nil } || host.contains(":")
    guard !isAddress, let dot = host.firstIndex(of: ".") else { return text }
    return String(host[..<dot] + port)
  }

  private static func path(of url: String) -> String {
    guard let scheme = url.firstRange(of: "://") else { return "" }
    return String(url[scheme.upperBound...].drop { $0 != "/" }.prefix { $0 != "?" && $0 != "#" })
  }
}
