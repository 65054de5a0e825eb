package import Frames
import LogQL
package import Logs
package import Patterns
import PromQLSyntax

/// What lines must have, or must not, to be shown.
package struct LogFilter: Sendable {
  package enum Subject: Hashable, Sendable {
    /// An expression of RE2 that matches somewhere in the line as it was sent.
    case line(String)
    /// A label, or a field in the line, with exactly this value.
    case field(String, String)
  }

  /// Where a field stands: names of one place may be those of another.
  package enum Origin: Hashable, Sendable {
    case stream, metadata, parsed
    /// The line itself, written so. A label of the line has the same name where `isHidden`.
    case line(LogRecord.Form, isHidden: Bool)
  }

  package var subject: Subject
  package var isExclusion: Bool
  /// One that is off stays in sight, to be switched on again.
  package var isOn = true
  let pattern: Pattern?
  /// Of a field.
  private(set) var origin = Origin.stream

  package init(matching text: String, isExclusion: Bool = false) throws(PatternError) {
    subject = .line(text)
    self.isExclusion = isExclusion
    pattern = try Pattern(re2: text)
  }

  package init(
    field name: String, value: String, of origin: Origin, isExclusion: Bool = false
  ) {
    self.origin = origin
    subject = .field(name, value)
    self.isExclusion = isExclusion
    pattern = nil
  }

  package func passes(_ lines: LogLines, at index: Int) -> Bool {
    isFound(lines, index) != isExclusion
  }

  func isFound(_ lines: LogLines, _ index: Int) -> Bool {
    switch subject {
    case .line: return pattern?.matches(utf8: lines.text(at: index)) ?? true
    case .field(let name, let value):
      switch origin {
      case .stream: return lines.stream(at: index)[name] == value
      case .metadata: return lines.metadata(at: index)[name] == value
      case .parsed: return lines.parsed(at: index)[name] == value
      case .line: break
      }
      let text = lines.text(at: index)
      // To read a line takes long: most do not hold the value at all.
      if value.utf8.allSatisfy(Self.isPlain), !value.isEmpty, !text.contains(value.utf8) {
        return false
      }
      return LogRecord.fields(of: text).contains { $0.name == name && $0.value == value }
    }
  }

  /// Bytes that no encoding writes in another way.
  private static func isPlain(_ byte: UInt8) -> Bool {
    (48...57).contains(byte) || (97...122).contains(byte | 0x20) || byte == 0x5F || byte == 0x2D
  }

  /// `+ timeout`, `- health`, `+ app = api`; raw text.
  package var title: String {
    switch subject {
    case .line(let text): (isExclusion ? "- " : "+ ") + text
    case .field(let name, let value): "+ \(name) \(isExclusion ? "!=" : "=") \(value)"
    }
  }
}

extension LogFilter: Hashable {
  package static func == (left: LogFilter, right: LogFilter) -> Bool {
    left.subject == right.subject && left.origin == right.origin
      && left.isExclusion == right.isExclusion
      && left.isOn == right.isOn
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(subject)
    hasher.combine(isExclusion)
  }
}

extension LogFilter {
  /// The query with the filter in it. A field that only the line itself says is read by a parser
  /// first, where the query has none.
  func pushed(into query: LogQLQuery) -> LogQLQuery {
    switch subject {
    case .line(let text):
      return query.adding(
        LineFilter(isExclusion ? .notMatches : .matches, [.init(text)]))
    case .field(let name, let value):
      let op: LabelMatcher.Operator = isExclusion ? .notEqual : .equal
      switch origin {
      case .stream: return query.adding(LabelMatcher(name, op, value))
      case .metadata, .parsed:
        return query.adding(LabelFilter.matcher(LabelMatcher(name, op, value)))
      case .line(let form, let isHidden):
        // What a parser reads under the name of a label gets another.
        let label = Self.labelName(name) + (isHidden ? "_extracted" : "")
        return query.reading(form).adding(LabelFilter.matcher(LabelMatcher(label, op, value)))
      }
    }
  }

  /// The name that Loki's parsers give a field.
  static func labelName(_ name: String) -> String {
    var label = ""
    for scalar in name.unicodeScalars {
      let isLetter = scalar == "_" || scalar.isASCII && scalar.properties.isAlphabetic
      let isDigit = ("0"..."9").contains(scalar)
      if label.isEmpty, isDigit { label = "_" }
      label.unicodeScalars.append(isLetter || isDigit ? scalar : "_")
    }
    return label.isEmpty ? "_" : label
  }
}

extension LogQLQuery {
  /// With a parser for lines of a form, unless there is one that reads all of the line as it is.
  fileprivate func reading(_ form: LogRecord.Form) -> LogQLQuery {
    mapLogQueries { query in
      let start = query.stages.lastIndex(where: \.changesLine).map { $0 + 1 } ?? 0
      let hasParser = query.stages[start...].contains {
        switch ($0.kind, form) {
        case (.json(let some), .json): some.isEmpty
        case (.logfmt(_, let some), .logfmt): some.isEmpty
        default: false
        }
      }
      guard !hasParser else { return query }
      var query = query
      let end =
        query.stages.firstIndex { if case .unwrap = $0.kind { true } else { false } }
        ?? query.stages.count
      switch form {
      case .json: query.stages.insert(Stage(.json([])), at: end)
      case .logfmt: query.stages.insert(Stage(.logfmt([], [])), at: end)
      case .plain: break
      }
      return query
    }
  }
}
