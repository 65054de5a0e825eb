import Lexemes
import Patterns

/// The functions that templates know: Go's own and Prometheus's, of which some are not evaluated.
enum TemplateFunctions {
  static let names: Set<String> = [
    "humanize", "humanize1024", "humanizeDuration", "humanizePercentage", "humanizeTimestamp",
    "printf", "print", "println", "title", "toUpper", "toLower", "match", "reReplaceAll",
    "stripPort", "stripDomain", "externalURL", "pathPrefix", "safeHtml", "parseDuration",
    "eq", "ne", "lt", "le", "gt", "ge", "and", "or", "not", "len", "index",
  ]

  /// What Prometheus knows beside them: queries and what takes their results, links, templates that
  /// call others.
  static let unevaluated: Set<String> = [
    "query", "first", "label", "value", "strvalue", "sortByLabel", "graphLink", "tableLink",
    "args", "tmpl", "toTime", "now", "urlQueryEscape", "html", "js", "urlquery", "call", "slice",
  ]

  static func call(
    _ name: String, _ arguments: [TemplateValue], externalURL: String
  ) throws(TemplateError) -> TemplateValue {
    switch name {
    case "humanize": return .text(Humanize.metric(try one(name, arguments).number(for: name)))
    case "humanize1024": return .text(Humanize.binary(try one(name, arguments).number(for: name)))
    case "humanizeDuration":
      return .text(Humanize.duration(try one(name, arguments).number(for: name)))
    case "humanizePercentage":
      return .text(
        GoFormat.general(try one(name, arguments).number(for: name) * 100, precision: 4) + "%")
    case "humanizeTimestamp":
      return .text(try Humanize.timestamp(try one(name, arguments).number(for: name)))
    case "printf":
      guard case .text(let format)? = arguments.first else {
        throw TemplateError("printf: a format is expected")
      }
      return .text(GoFormat.print(format, Array(arguments.dropFirst())))
    case "print": return .text(arguments.map(\.text).joined())
    case "println": return .text(arguments.map(\.text).joined(separator: " ") + "\n")
    case "title": return .text(titled(try one(name, arguments).text))
    case "toUpper": return .text(try one(name, arguments).text.uppercased())
    case "toLower": return .text(try one(name, arguments).text.lowercased())
    case "match", "reReplaceAll": return try matching(name, arguments)
    case "stripPort": return .text(host(try one(name, arguments).text))
    case "stripDomain": return .text(withoutDomain(try one(name, arguments).text))
    case "externalURL": return .text(externalURL)
    case "pathPrefix": return .text(path(of: externalURL))
    case "safeHtml": return .text(try one(name, arguments).text)
    case "parseDuration":
      let text = try one(name, arguments).text
      do {
        return .number(Double(try DurationText.milliseconds(text)) / 1000)
      } catch {
        throw TemplateError("parseDuration: \(error.words)")
      }
    case "eq", "ne", "lt", "le", "gt", "ge", "and", "or", "not", "len", "index":
      return try logic(name, arguments)
    default: throw TemplateError("hune does not evaluate \(name)")
    }
  }

  private static func one(
    _ name: String, _ arguments: [TemplateValue]
  ) throws(TemplateError) -> TemplateValue {
    guard arguments.count == 1, let first = arguments.first else {
      throw TemplateError("wrong number of args for \(name): want 1 got \(arguments.count)")
    }
    return first
  }

  private static func matching(
    _ name: String, _ arguments: [TemplateValue]
  ) throws(TemplateError) -> TemplateValue {
    let wanted = name == "match" ? 2 : 3
    guard arguments.count == wanted else {
      throw TemplateError("wrong number of args for \(name): want \(wanted) got \(arguments.count)")
    }
    let pattern: Pattern
    do {
      pattern = try Pattern(re2: arguments[0].text)
    } catch {
      throw TemplateError("\(name): \(error)")
    }
    if name == "match" { return .bool(pattern.matches(arguments[1].text)) }
    return .text(pattern.replacingAll(in: arguments[2].text, withGoTemplate: arguments[1].text))
  }

  private static func logic(
    _ name: String, _ arguments: [TemplateValue]
  ) throws(TemplateError) -> TemplateValue {
    switch name {
    case "not": return .bool(!(try one(name, arguments)).isTrue)
    case "and": return arguments.first { !$0.isTrue } ?? arguments.last ?? .nothing
    case "or": return arguments.first { $0.isTrue } ?? arguments.last ?? .nothing
    case "len":
      switch try one(name, arguments) {
      case .text(let text): return .number(Double(text.utf8.count))
      case .list(let values): return .number(Double(values.count))
      case .map(let map): return .number(Double(map.count))
      default: throw TemplateError("len of what has no length")
      }
    case "index":
      guard arguments.count == 2, case .map(let map) = arguments[0] else {
        throw TemplateError("index: labels and a name are expected")
      }
      return .text(map[arguments[1].text] ?? "")
    case "eq":
      guard arguments.count >= 2 else { throw TemplateError("missing argument for comparison") }
      return .bool(arguments.dropFirst().contains(arguments[0]))
    default: break
    }
    guard arguments.count == 2 else { throw TemplateError("missing argument for comparison") }
    if name == "ne" { return .bool(arguments[0] != arguments[1]) }
    return .bool(try isOrdered(name, arguments[0], arguments[1]))
  }

  private static func isOrdered(
    _ name: String, _ a: TemplateValue, _ b: TemplateValue
  ) throws(TemplateError) -> Bool {
    func holds<Value: Comparable>(_ a: Value, _ b: Value) -> Bool {
      switch name {
      case "lt": a < b
      case "le": a <= b
      case "gt": a > b
      default: a >= b
      }
    }
    switch (a, b) {
    case (.number(let a), .number(let b)): return holds(a, b)
    case (.text(let a), .text(let b)): return holds(a, b)
    default: throw TemplateError("incompatible types for comparison")
    }
  }

  /// The first letter of each word in upper case, as Go's `strings.Title`.
  private static func titled(_ text: String) -> String {
    var result = ""
    var isStart = true
    for character in text {
      result += isStart ? character.uppercased() : String(character)
      isStart = !(character.isLetter || character.isNumber || character == "_" || character == "'")
    }
    return result
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
