extension Matcher {
  /// Reads one matcher: `name="value"`; the quotes may be left out.
  ///
  /// What Alertmanager's older parser takes is read as that one does, which newer ones prefer when
  /// both can read a text. Beyond it a name may be any UTF-8, and quoted.
  package init(parsing text: String) throws(MatcherError) {
    var rest = text.unicodeScalars[...].trimmed
    let name = try Self.name(&rest, of: text)
    rest = rest.trimmed
    guard let operation = Self.operation(&rest) else {
      throw MatcherError(
        code: .noOperator, description: "bad matcher format: \(text) (no =, !=, =~ or !~)")
    }
    try self.init(name, operation, Self.value(String(rest.trimmed)))
  }

  private static func operation(_ rest: inout Substring.UnicodeScalarView) -> Operation? {
    for operation in [Operation.matches, .fails, .differs, .equals]
    where rest.starts(with: operation.rawValue.unicodeScalars) {
      rest = rest.dropFirst(operation.rawValue.unicodeScalars.count)
      return operation
    }
    return nil
  }

  private static func name(
    _ rest: inout Substring.UnicodeScalarView, of text: String
  ) throws(MatcherError) -> String {
    if rest.first == "\"" {
      var isEscaped = false
      for place in rest.indices.dropFirst() {
        if !isEscaped, rest[place] == "\"" {
          let quoted = String(rest[...place])
          rest = rest[place...].dropFirst()
          return try value(quoted)
        }
        isEscaped = !isEscaped && rest[place] == "\\"
      }
      throw MatcherError(code: .quote, description: "the name's quote is not closed: \(text)")
    }
    let name = rest.prefix { !$0.isReserved && !$0.properties.isWhitespace }
    rest = rest[name.endIndex...]
    // A digit begins no name, so that `5=x` is the mistake that amtool sees in it.
    guard let first = name.first, !("0"..."9").contains(first) else {
      throw MatcherError(code: .malformedName, description: "bad matcher format: \(text)")
    }
    return String(name)
  }

  /// The value that is written; an escape that means nothing stands for itself.
  private static func value(_ written: String) throws(MatcherError) -> String {
    var rest = written.unicodeScalars[...]
    var isOpen = rest.first == "\""
    if isOpen { rest.removeFirst() }
    var value = ""
    while let scalar = rest.popFirst() {
      switch scalar {
      case "\\":
        switch rest.popFirst() {
        case "n": value += "\n"
        case "\"": value += "\""
        case "\\", nil: value += "\\"
        case .some(let other):
          value += "\\"
          value.unicodeScalars.append(other)
        }
      case "\"":
        guard isOpen, rest.isEmpty else { throw strayQuote(written) }
        isOpen = false
      default: value.unicodeScalars.append(scalar)
      }
    }
    if isOpen { throw strayQuote(written) }
    return value
  }

  private static func strayQuote(_ written: String) -> MatcherError {
    MatcherError(
      code: .quote, description: "matcher value contains unescaped double quote: \(written)")
  }
}

extension Unicode.Scalar {
  /// What can't stand in a name without quotes.
  fileprivate var isReserved: Bool { "{}!=~,\\\"'`".unicodeScalars.contains(self) }
}

extension Substring.UnicodeScalarView {
  /// Without Go's `\s` at either end.
  fileprivate var trimmed: Self {
    func isSpace(_ scalar: Unicode.Scalar) -> Bool {
      " \t\n\r\u{c}".unicodeScalars.contains(scalar)
    }
    var rest = drop(while: isSpace)
    while let last = rest.last, isSpace(last) { rest.removeLast() }
    return rest
  }
}
