import DataSources
import TraceQL
import Widgets

/// A text that is being written: a query, or one condition of it, or what is looked for.
@dynamicMemberLookup struct TracePrompt: Hashable, Sendable {
  enum Kind: Hashable, Sendable { case query, service, name, duration, attribute, find }

  var kind: Kind
  var text: TextPrompt

  init(_ kind: Kind, _ text: String = "") {
    self.kind = kind
    self.text = TextPrompt(text)
  }

  subscript<Value>(dynamicMember path: WritableKeyPath<TextPrompt, Value>) -> Value {
    get { text[keyPath: path] }
    set { text[keyPath: path] = newValue }
  }

  var title: String {
    switch kind {
    case .query: "query"
    case .service: "service"
    case .name: "name of a span"
    case .duration: "longer than"
    case .attribute: "attribute"
    case .find: "find"
    }
  }

  /// The condition that the text stands for; an empty text stands for none.
  func condition() throws(TracePromptProblem) -> FieldExpression? {
    let text = self.text.field.text.trimmed
    guard !text.isEmpty else { return nil }
    switch kind {
    case .query, .find: return nil
    case .service:
      return .comparison(
        .equal, .attribute(.field(.resource, isOfParent: false, name: "service.name")),
        .literal(.string(text)))
    case .name:
      return .comparison(.equal, .attribute(.intrinsic(.name)), .literal(.string(text)))
    case .duration: return try Self.condition(reading: "{duration > \(text)}")
    case .attribute:
      let isWhole = text.contains { "=<>!".contains($0) }
      return try Self.condition(reading: isWhole ? "{\(text)}" : "{\(text) != nil}")
    }
  }

  private static func condition(
    reading text: String
  ) throws(TracePromptProblem) -> FieldExpression? {
    do throws(TraceQLError) {
      return try TraceQuery(parsing: text).filters.first?.condition
    } catch {
      throw TracePromptProblem(text: error.detail)
    }
  }

  /// Looks whether the text can be taken. Jaeger has a form of its own beside TraceQL.
  mutating func check(isJaeger: Bool) {
    (text.problem, text.isUnread) = (nil, false)
    if kind == .query {
      // An id is taken too, and opens its trace.
      guard !text.field.isEmpty, !isJaeger || text.field.text.contains("{"),
        Tempo.traceID(text.field.text) == nil
      else { return }
      do throws(TraceQLError) {
        if try TraceQuery(parsing: text.field.text).metrics != nil {
          text.problem = "the query gives numbers, no traces"
        }
      } catch {
        text.problem = "\(error)"
        text.isUnread = !isJaeger
      }
      return
    }
    do throws(TracePromptProblem) { _ = try condition() } catch { text.problem = error.text }
  }
}

struct TracePromptProblem: Error { var text: String }

/// What is expected at a place of a query: a name, or a value of one.
struct TraceExpectation: Hashable, Sendable {
  enum Kind: Hashable, Sendable {
    case name
    case value(of: String)
  }

  var kind: Kind
  /// What of it is written.
  var prefix: String
  var isQuoted = false

  /// `nil` where nothing of the spans is expected.
  init?(before text: String) {
    var piece = ""
    var isInside = false
    var depth = 0
    var last: Character?
    for character in text {
      if character == "\"", last != "\\" { isInside.toggle() }
      last = character
      if !isInside {
        if character == "{" { depth += 1 }
        if character == "}" { depth -= 1 }
        if "{}&|(".contains(character) {
          piece = ""
          continue
        }
      }
      piece.append(character)
    }
    guard depth > 0 else { return nil }
    let rest = piece.drop { $0 == " " || $0 == "!" }
    let name = rest.prefix { !" =!<>~\"".contains($0) }
    let behind = rest.dropFirst(name.count).drop { $0 == " " }
    guard let first = behind.first else {
      guard rest.count == name.count else { return nil }
      kind = .name
      prefix = String(name)
      return
    }
    guard "=!<>".contains(first) else { return nil }
    let value = behind.drop { "=!<>~ ".contains($0) }
    isQuoted = value.first == "\""
    let written = value.dropFirst(isQuoted ? 1 : 0)
    guard !written.contains("\"") else { return nil }
    kind = .value(of: String(name))
    prefix = String(written)
  }

  /// Those of the texts that fit what is written, the best first.
  func candidates(_ texts: [String]) -> [String] { TextPrompt.candidates(for: prefix, in: texts) }
}

extension String {
  var trimmed: String {
    let start = drop { $0.isWhitespace }
    guard let last = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
    return String(start[...last])
  }
}
