import Cells
import LogQL
import Patterns
import Widgets

/// A text that is being written: a filter, or the query.
struct LogPrompt: Hashable, Sendable {
  enum Kind: Hashable, Sendable { case include, exclude, query }

  var kind: Kind
  var field: TextField
  /// Why it can't be taken.
  var problem: String?
  /// The problem is that the text can't be read here; a newer server may.
  var isUnread = false
  /// The text of which that was said: Enter sends it all the same.
  var warned: String?
  /// What may stand at the cursor.
  var candidates: [String] = []
  var selection: Int?

  init(_ kind: Kind, _ text: String = "") {
    self.kind = kind
    field = TextField(text)
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
    (problem, isUnread) = (nil, false)
    guard !field.isEmpty else { return }
    switch kind {
    case .include, .exclude:
      do throws(PatternError) {
        _ = try LogFilter(matching: field.text)
      } catch {
        problem = "\(error)"
      }
    case .query:
      do throws(LogQLError) {
        if case .metric = try LogQLQuery(parsing: field.text) {
          problem = "the query gives numbers, no lines"
        }
      } catch {
        problem = "\(error)"
        isUnread = true
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
  func candidates(_ texts: [String]) -> [String] {
    let wanted = prefix.lowercased()
    let fitting = texts.filter { $0 != prefix && $0.lowercased().hasPrefix(wanted) }
    let others =
      wanted.isEmpty
      ? []
      : texts.filter {
        !$0.lowercased().hasPrefix(wanted) && $0.lowercased().contains(wanted)
      }
    return Array((fitting + others).prefix(50))
  }

  /// What is written in the place of the prefix when a candidate is taken.
  func inserted(_ candidate: String) -> String {
    switch kind {
    case .selector: return "{" + candidate + "=\""
    case .labelName: return candidate + "=\""
    case .labelValue:
      let escaped = candidate.flatMap { $0 == "\"" || $0 == "\\" ? ["\\", $0] : [$0] }
      return (isQuoted ? "" : "\"") + String(escaped) + "\""
    }
  }
}
