import Cells
import LogQL
import Patterns
import Widgets

/// A text that is being written: a filter, or the query.
@dynamicMemberLookup struct LogPrompt: Hashable, Sendable {
  enum Kind: Hashable, Sendable { case include, exclude, query }

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
    case .include: "only lines that match"
    case .exclude: "no lines that match"
    case .query: "query"
    }
  }

  /// Looks whether the text can be taken.
  mutating func check() {
    (text.problem, text.isUnread) = (nil, false)
    guard !text.field.isEmpty else { return }
    switch kind {
    case .include, .exclude:
      do throws(PatternError) {
        _ = try LogFilter(matching: text.field.text)
      } catch {
        text.problem = "\(error)"
      }
    case .query:
      do throws(LogQLError) {
        if case .metric = try LogQLQuery(parsing: text.field.text) {
          text.problem = "the query gives numbers, no lines"
        }
      } catch {
        text.problem = "\(error)"
        text.isUnread = true
      }
    }
  }
}

/// What is expected at a place of a query: names of labels, or values of one.
struct LogQLExpectation: Hashable, Sendable {
  enum Kind: Hashable, Sendable {
    case labelName
    /// With the selector of the conditions before, or `nil` without any.
    case labelValue(of: String, matching: String?)
    /// The text begins a query.
    case selector
  }

  var kind: Kind
  /// What of it is written.
  var prefix: String
  /// The value's quotation mark is there already.
  var isQuoted = false

  /// `nil` where nothing of the streams is expected.
  init?(before text: String) {
    let characters = Array(text)
    guard let open = Self.openBrace(characters) else {
      guard text.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "_" || $0 == " " }) else {
        return nil
      }
      kind = .selector
      prefix = text.filter { $0 != " " }
      return
    }
    var conditions: [String] = []
    var piece = ""
    var isInside = false
    for (place, character) in characters.enumerated().dropFirst(open + 1) {
      if character == "\"", place == 0 || characters[place - 1] != "\\" { isInside.toggle() }
      if character == ",", !isInside {
        conditions.append(piece)
        piece = ""
      } else {
        piece.append(character)
      }
    }
    let name = piece.drop { $0 == " " }.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
    let rest = piece.drop { $0 == " " }.dropFirst(name.count).drop { $0 == " " }
    guard let first = rest.first else {
      kind = .labelName
      prefix = String(name)
      return
    }
    guard first == "=" || first == "!" else { return nil }
    let value = rest.drop { "=!~ ".contains($0) }
    isQuoted = value.first == "\""
    let written = value.dropFirst(isQuoted ? 1 : 0)
    guard !written.contains("\""), isQuoted || written.isEmpty else { return nil }
    let selector = "{" + conditions.joined(separator: ",") + "}"
    let isSelector = (try? LogQLQuery(parsing: selector)) != nil
    kind = .labelValue(of: String(name), matching: isSelector ? selector : nil)
    prefix = String(written)
  }

  /// The brace of the selector in which the end of a text is.
  private static func openBrace(_ characters: [Character]) -> Int? {
    var open: Int?
    var isInside = false
    for (place, character) in characters.enumerated() {
      if character == "\"", place == 0 || characters[place - 1] != "\\" { isInside.toggle() }
      guard !isInside else { continue }
      if character == "{" { open = place }
      if character == "}" { open = nil }
    }
    return open
  }

  /// Those of the texts that fit what is written, the best first.
  func candidates(_ texts: [String]) -> [String] { TextPrompt.candidates(for: prefix, in: texts) }

  /// What is written in the place of the prefix when a candidate is taken.
  func inserted(_ candidate: String) -> String {
    switch kind {
    case .selector: return "{" + candidate + "=\""
    case .labelName: return candidate + "=\""
    case .labelValue:
      return (isQuoted ? "" : "\"") + TextPrompt.escaped(candidate) + "\""
    }
  }
}
