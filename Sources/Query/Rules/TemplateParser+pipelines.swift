extension TemplateParser {
  private static let mostParens = 50

  /// Reads a pipeline and the token that ends it.
  mutating func pipeline(
    _ context: String, till end: TemplateLexer.Token
  ) throws(TemplateError) -> TemplateStep.Pipeline {
    var pipeline = TemplateStep.Pipeline()
    try declarations(context, &pipeline)
    while true {
      skipSpace()
      if tokens.first == end {
        tokens.removeFirst()
        break
      }
      // A pipe at the end has nothing behind it, which is no mistake to Go.
      pipeline.commands.append(try command(context))
    }
    guard !pipeline.commands.isEmpty else { throw TemplateError("missing value for \(context)") }
    for (place, command) in pipeline.commands.enumerated().dropFirst()
    where command.operands.first?.isConstant == true {
      throw TemplateError("non executable command in pipeline stage \(place + 1)")
    }
    return pipeline
  }

  /// `$x :=`, `$x =`, and in a `range` `$i, $x :=`.
  private mutating func declarations(
    _ context: String, _ pipeline: inout TemplateStep.Pipeline
  ) throws(TemplateError) {
    while true {
      skipSpace()
      guard case .variable(let name)? = tokens.first else { return }
      var ahead = tokens.dropFirst()
      if ahead.first == .space { ahead = ahead.dropFirst() }
      switch ahead.first {
      case .assign?, .declare?:
        pipeline.isAssignment = ahead.first == .assign
        pipeline.variables.append(name)
        variables.append(name)
        tokens = ahead.dropFirst()
        return
      case .other(",")?:
        guard context == "range", pipeline.variables.isEmpty else {
          throw TemplateError("too many declarations in \(context)")
        }
        pipeline.variables.append(name)
        variables.append(name)
        tokens = ahead.dropFirst()
        skipSpace()
        guard case .variable? = tokens.first else {
          throw TemplateError("range can only initialize variables")
        }
      default:
        return
      }
    }
  }

  private mutating func command(_ context: String) throws(TemplateError) -> TemplateStep.Command {
    var operands: [TemplateStep.Operand] = []
    while true {
      skipSpace()
      if let operand = try operand() { operands.append(operand) }
      switch tokens.first {
      case .space?:
        tokens.removeFirst()
        continue
      case .pipe?: tokens.removeFirst()
      case .close?, .rightParen?: break
      case let token?: throw unexpected(token, in: operands.isEmpty ? context : "operand")
      case nil: throw TemplateError("unclosed action")
      }
      break
    }
    guard !operands.isEmpty else { throw TemplateError("missing value for \(context)") }
    return TemplateStep.Command(operands: operands)
  }

  private func unexpected(_ token: TemplateLexer.Token, in context: String) -> TemplateError {
    let text =
      switch token {
      case .word(let word): word
      case .variable(let name): "$\(name)"
      case .field(let name): ".\(name)"
      case .dot: "."
      case .assign: "="
      case .declare: ":="
      case .other(let scalar): String(scalar)
      default: ""
      }
    return TemplateError(
      text.isEmpty ? "unexpected words in \(context)" : "unexpected \"\(text)\" in \(context)")
  }

  private mutating func operand() throws(TemplateError) -> TemplateStep.Operand? {
    guard let term = try term() else { return nil }
    var fields: [String] = []
    while case .field(let name)? = tokens.first {
      fields.append(name)
      tokens.removeFirst()
    }
    if fields.isEmpty { return term }
    switch term {
    case .variable(let name, _): return .variable(name, fields: fields)
    case .dot(let own) where !own.isEmpty: return .dot(fields: own + fields)
    case .function, .pipeline: return .chain(term, fields: fields)
    default: throw TemplateError("unexpected . after term")
    }
  }

  private mutating func term() throws(TemplateError) -> TemplateStep.Operand? {
    switch tokens.first {
    case .word("true")?, .word("false")?: return .bool(tokens.popFirst() == .word("true"))
    case .word("nil")?:
      tokens.removeFirst()
      return .nothing
    case .word(let word)?: return try function(word)
    case .variable(let name)?:
      tokens.removeFirst()
      guard variables.contains(name) else { throw TemplateError("undefined variable \"$\(name)\"") }
      return .variable(name, fields: [])
    case .dot?:
      tokens.removeFirst()
      return .dot(fields: [])
    case .field(let name)?:
      tokens.removeFirst()
      return .dot(fields: [name])
    case .string(let text)?:
      tokens.removeFirst()
      return .text(text)
    case .number(let number)?:
      tokens.removeFirst()
      switch number {
      case .integer(let integer): return .integer(integer)
      case .number(let number): return .number(number)
      case .unevaluated(let name):
        unevaluated.append(name)
        return .pipeline(.init(commands: [.init(operands: [.function(name)])]))
      }
    case .leftParen?:
      tokens.removeFirst()
      guard parens < Self.mostParens else { throw TemplateError("nested too deep") }
      parens += 1
      defer { parens -= 1 }
      return .pipeline(try pipeline("parenthesized pipeline", till: .rightParen))
    default: return nil
    }
  }

  private static let keywords: Set<String> = [
    "if", "else", "end", "range", "with", "define", "template", "block", "break", "continue",
  ]

  private mutating func function(_ word: String) throws(TemplateError) -> TemplateStep.Operand {
    if Self.keywords.contains(word) { throw unexpected(.word(word), in: "operand") }
    tokens.removeFirst()
    if TemplateFunctions.unevaluated.contains(word) {
      unevaluated.append(word)
    } else if !TemplateFunctions.names.contains(word) {
      throw TemplateError("function \"\(word)\" not defined")
    }
    return .function(word)
  }
}
