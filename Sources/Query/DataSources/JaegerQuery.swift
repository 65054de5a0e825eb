import JSON
import Lexemes
import Times
import TraceQL

/// What Jaeger can be asked for: traces of one service, by operation, tags and duration.
package struct JaegerQuery: Hashable, Sendable {
  package var service: String
  package var operation: String?
  package var tags: [(name: String, value: String)] = []
  /// As Go writes durations: `100ms`, `1.5s`.
  package var minDuration: String?
  package var maxDuration: String?

  package init(service: String) { self.service = service }

  package static func == (left: JaegerQuery, right: JaegerQuery) -> Bool { left.text == right.text }
  package func hash(into hasher: inout Hasher) { hasher.combine(text) }

  /// `service=gateway operation="POST /v1/posts" error=true minDuration=100ms`.
  package var text: String {
    var parts = [("service", service)]
    if let operation { parts.append(("operation", operation)) }
    parts += tags.map { ($0.name, $0.value) }
    if let minDuration { parts.append(("minDuration", minDuration)) }
    if let maxDuration { parts.append(("maxDuration", maxDuration)) }
    return parts.map { name, value in
      let isPlain = !value.isEmpty && !value.contains { $0 == " " || $0 == "\"" || $0 == "=" }
      return name + "=" + (isPlain ? value : QuotedString.quoted(value))
    }.joined(separator: " ")
  }

  /// Reads pairs as `text` writes them, or a TraceQL `{…}` of conditions joined by `&&`.
  package init(parsing text: String) throws(JaegerQueryError) {
    guard text.drop(while: { $0.isWhitespace }).first == "{" else {
      self.init(service: "")
      // A service's name alone is enough.
      let isWord = !text.contains("=") && !text.contains(" ") && !text.isEmpty
      for (name, value) in isWord ? [("service", text)] : Self.pairs(in: text) {
        take(name, value)
      }
      guard !service.isEmpty else { throw JaegerQueryError.noService }
      return
    }
    let query: TraceQuery
    do throws(TraceQLError) {
      query = try TraceQuery(parsing: text)
    } catch {
      throw JaegerQueryError("\(error)")
    }
    self.init(service: "")
    guard query.metrics == nil, query.pipeline.count == 1,
      case .spanset(.filter(let condition?, _)) = query.pipeline[0]
    else { throw JaegerQueryError("Jaeger takes one {…} of conditions") }
    try take(condition)
    guard !service.isEmpty else { throw JaegerQueryError.noService }
  }

  private static func pairs(in text: String) -> [(String, String)] {
    Logfmt.pairs(in: text.utf8).map { ($0.key, $0.value ?? "") }
  }

  private mutating func take(_ name: String, _ value: String) {
    switch name {
    case "service", "service.name": service = value
    case "operation", "name": operation = value
    case "minDuration": minDuration = value
    case "maxDuration": maxDuration = value
    case "status" where value == "error": tags.append(("error", "true"))
    default: tags.append((name, value))
    }
  }

  private mutating func take(_ condition: FieldExpression) throws(JaegerQueryError) {
    switch condition {
    case .and(let left, let right):
      try take(left)
      try take(right)
    case .comparison(let op, .attribute(let attribute), .literal(let literal)):
      try take(attribute, op, literal)
    default: throw JaegerQueryError("Jaeger can't search for \(condition)")
    }
  }

  private mutating func take(
    _ attribute: Attribute, _ op: FieldExpression.Comparison, _ literal: TraceLiteral
  ) throws(JaegerQueryError) {
    let words = "\(attribute) \(op.rawValue) \(literal)"
    if case .duration(let length) = literal, attribute.isDuration {
      switch op {
      case .greater, .greaterOrEqual: minDuration = FineDuration.text(length)
      case .less, .lessOrEqual: maxDuration = FineDuration.text(length)
      default: throw JaegerQueryError("Jaeger can't search for \(words)")
      }
      return
    }
    guard op == .equal else { throw JaegerQueryError("Jaeger can't search for \(words)") }
    let value: String
    switch literal {
    case .string(let text): value = text
    case .status(.error): value = "true"
    default: value = "\(literal)"
    }
    switch attribute {
    case .field(_, isOfParent: false, name: "service.name"): service = value
    case .field(_, isOfParent: false, let name): tags.append((name, value))
    case .intrinsic(.name), .intrinsic(.spanName): operation = value
    case .intrinsic(.status), .intrinsic(.spanStatus):
      tags.append(literal == .status(.error) ? ("error", value) : ("otel.status_code", value))
    case .intrinsic(.kind), .intrinsic(.spanKind): tags.append(("span.kind", value))
    case .intrinsic(.rootServiceName), .intrinsic(.scopedRootService): service = value
    default: throw JaegerQueryError("Jaeger can't search for \(words)")
    }
  }
}

/// Why Jaeger can't be asked a question.
package struct JaegerQueryError: Error, Hashable, Sendable, CustomStringConvertible {
  package var description: String

  init(_ description: String) { self.description = description }

  static let noService = JaegerQueryError(
    "Jaeger searches one service at a time: add service=NAME, or resource.service.name = \"NAME\"")
}

extension Attribute {
  fileprivate var isDuration: Bool {
    switch self {
    case .intrinsic(.duration), .intrinsic(.spanDuration), .intrinsic(.traceDuration),
      .intrinsic(.scopedTraceDuration):
      true
    default: false
    }
  }
}
