import Lexemes
import Times

/// A script of Prometheus's own tests: `load`, `clear`, and evaluations with what they give.
package struct PromQLScript: Sendable {
  enum Command: Sendable {
    case clear
    case load(step: Int64, [Load])
    case evaluation(Evaluation)
    case wrong(String)

    struct Load: Sendable {
      var line: Int
      var text: String
    }
  }

  struct Evaluation: Sendable {
    enum Expectation: Sendable {
      case vector([String])
      case scalar(Double)
      case string(String)
    }

    var expression: String
    /// Milliseconds; both ends are the moment of an instant query.
    var start: Int64
    var end: Int64
    var step: Int64?
    var fails = false
    /// A part of what a failure must say.
    var failure: String?
    var isOrdered = false
    var expectation = Expectation.vector([])
  }

  /// A line without the blanks around it.
  private struct Line {
    var text: String
    /// It stands at the margin, and is a command though no blank line is before it.
    var isCommand: Bool

    init(_ line: Substring) {
      let trimmed = line.trimmed
      text = trimmed.hasPrefix("#") ? "" : trimmed
      let word = line.prefix { !$0.isWhitespace }.lowercased()
      isCommand =
        ["load", "clear", "eval", "eval_fail", "eval_ordered", "eval_warn", "eval_info"]
        .contains(word)
    }
  }

  private(set) var commands: [(line: Int, text: String, command: Command)] = []

  package init(_ text: String) {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(Line.init)[...]
    while let line = lines.first?.text {
      let number = lines.startIndex + 1
      lines.removeFirst()
      if line.isEmpty { continue }
      let word = line.prefix { $0 != " " && $0 != "\t" }.lowercased()
      let command: Command
      if word == "clear" {
        command = .clear
      } else if word == "load" {
        command = Self.load(line, &lines)
      } else if word == "eval" || word.hasPrefix("eval_") {
        command = Self.evaluation(line, &lines)
      } else {
        command = .wrong("no command of a script: \(line)")
      }
      commands.append((number, line, command))
    }
  }

  /// The lines up to the next blank one, or the next command.
  private static func block(_ lines: inout ArraySlice<Line>) -> [Command.Load] {
    var block: [Command.Load] = []
    while let line = lines.first, !line.text.isEmpty, !line.isCommand {
      block.append(.init(line: lines.startIndex + 1, text: line.text))
      lines.removeFirst()
    }
    return block
  }

  private static func load(_ line: String, _ lines: inout ArraySlice<Line>) -> Command {
    let step = line.dropFirst(4).trimmed
    let block = block(&lines)
    guard let span = try? Span(parsing: step), span > .zero else {
      return .wrong("not a duration: \(step)")
    }
    return .load(step: span.milliseconds, block)
  }

  private static func evaluation(_ line: String, _ lines: inout ArraySlice<Line>) -> Command {
    let block = block(&lines)
    guard var evaluation = Evaluation(parsing: line) else {
      return .wrong("not an evaluation: \(line)")
    }
    var expected: [String] = []
    for entry in block {
      if entry.text.hasPrefix("expect ") {
        evaluation.read(expectation: entry.text.dropFirst(7).trimmed)
      } else if entry.text.hasPrefix("expected_fail_message ") {
        evaluation.failure = entry.text.dropFirst(22).trimmed
      } else {
        expected.append(entry.text)
      }
    }
    if let first = expected.first, let value = SeriesNotation.number(first) {
      guard expected.count == 1 else { return .wrong("more than one value is expected") }
      evaluation.expectation = .scalar(value)
      return .evaluation(evaluation)
    }
    if !expected.isEmpty { evaluation.expectation = .vector(expected) }
    return .evaluation(evaluation)
  }
}

extension PromQLScript.Evaluation {
  /// Reads `eval_fail instant at 5m EXPR` or `eval range from 0 to 10m step 1m EXPR`.
  init?(parsing line: String) {
    var words = line[...]
    let command = words.nextWord().lowercased()
    let kind = words.nextWord().lowercased()
    var times: [String: Int64] = ["at": 0]
    let wanted = kind == "instant" ? ["at"] : kind == "range" ? ["from", "to", "step"] : []
    guard !wanted.isEmpty else { return nil }
    for word in wanted {
      guard words.hasPrefix(word + " ") else {
        if word == "at" { break }
        return nil
      }
      _ = words.nextWord()
      guard let span = try? Span(parsing: String(words.nextWord())) else { return nil }
      times[word] = span.milliseconds
    }
    expression = words.trimmed
    guard !expression.isEmpty else { return nil }
    start = times["from"] ?? times["at"] ?? 0
    end = times["to"] ?? start
    step = times["step"]
    fails = command == "eval_fail"
    isOrdered = command == "eval_ordered"
  }

  /// Reads what follows `expect`: `fail`, `fail msg: …`, `ordered`, `string "…"`.
  mutating func read(expectation text: String) {
    var words = text[...]
    switch words.nextWord() {
    case "fail":
      fails = true
      if words.trimmed.hasPrefix("msg:") { failure = words.trimmed.dropFirst(4).trimmed }
    case "ordered": isOrdered = true
    case "string":
      if let read = try? QuotedString.read(Array(words.trimmed.utf8), at: 0) {
        expectation = .string(read.value)
      }
    default: break
    }
  }
}

extension StringProtocol {
  /// Without the blanks at both ends.
  var trimmed: String {
    var text = Substring(self)
    while let last = text.last, last.isWhitespace { text.removeLast() }
    return String(text.drop(while: \.isWhitespace))
  }
}

extension Substring {
  /// Takes the first word and the blanks after it.
  mutating func nextWord() -> Substring {
    let word = prefix { !$0.isWhitespace }
    self = dropFirst(word.count).drop(while: \.isWhitespace)
    return word
  }
}
