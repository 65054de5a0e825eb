/// Makes nodes of a template's tokens; blocks stand at most 50 deep in one another.
struct TemplateParser {
  private var tokens: ArraySlice<TemplateLexer.Token>
  private var depth = 0
  /// The functions met that are known and not evaluated here.
  private(set) var unevaluated: [String] = []
  /// Variables that are known here, so that a misspelt one is found before it is needed.
  private var variables: [String] = ["", "labels", "externalLabels", "externalURL", "value"]

  init(_ tokens: [TemplateLexer.Token]) { self.tokens = tokens[...] }

  mutating func template() throws(TemplateError) -> [TemplateNode] {
    let (nodes, end) = try block()
    guard end == nil else { throw TemplateError("unexpected {{\(end ?? "")}}") }
    return nodes
  }

  /// Nodes up to an `end` or `else`, which is consumed but for what follows the word.
  private mutating func block() throws(TemplateError) -> ([TemplateNode], end: String?) {
    depth += 1
    defer { depth -= 1 }
    guard depth <= 50 else { throw TemplateError("nested too deep") }
    let known = variables.count
    defer { variables.removeSubrange(known...) }
    var nodes: [TemplateNode] = []
    while let token = tokens.popFirst() {
      if case .text(let text) = token {
        nodes.append(.text(text))
        continue
      }
      guard token == .open else { throw TemplateError("unexpected text outside of braces") }
      if case .word(let word)? = tokens.first {
        switch word {
        case "end", "else":
          tokens.removeFirst()
          return (nodes, word)
        case "if":
          tokens.removeFirst()
          nodes.append(try condition())
          continue
        case "range", "with":
          tokens.removeFirst()
          nodes.append(try loop(word))
          continue
        case "define", "template", "block", "break", "continue":
          throw TemplateError("{{\(word)}} is not supported")
        default: break
        }
      }
      nodes.append(try action())
    }
    return (nodes, nil)
  }

  private mutating func action() throws(TemplateError) -> TemplateNode {
    if case .variable(let name)? = tokens.first, tokens.dropFirst().first == .assign {
      tokens.removeFirst(2)
      let node = TemplateNode.assign(name, try pipeline())
      try close()
      variables.append(name)
      return node
    }
    let node = TemplateNode.output(try pipeline())
    try close()
    return node
  }

  private mutating func condition() throws(TemplateError) -> TemplateNode {
    let test = try pipeline()
    try close()
    let (nodes, end) = try block()
    return .condition(test, nodes, otherwise: try otherwise(end, of: "if"))
  }

  /// What stands between `else` and `end`; `else if` is a condition in it.
  private mutating func otherwise(
    _ end: String?, of word: String
  ) throws(TemplateError) -> [TemplateNode] {
    guard let end else { throw TemplateError("unexpected EOF: {{\(word)}} has no {{end}}") }
    if end == "end" {
      try close()
      return []
    }
    if tokens.first == .word("if"), word == "if" {
      tokens.removeFirst()
      return [try condition()]
    }
    try close()
    let (nodes, last) = try block()
    guard last == "end" else { throw TemplateError("{{else}} of {{\(word)}} has no {{end}}") }
    try close()
    return nodes
  }

  private mutating func loop(_ word: String) throws(TemplateError) -> TemplateNode {
    var names: [String] = []
    var ahead = tokens
    while case .variable(let name)? = ahead.first {
      ahead = ahead.dropFirst()
      names.append(name)
      if ahead.first == .comma { ahead = ahead.dropFirst() }
    }
    if !names.isEmpty, names.count <= 2, ahead.first == .assign {
      tokens = ahead.dropFirst()
    } else {
      names = []
    }
    let subject = try pipeline()
    try close()
    variables += names
    defer { variables.removeLast(names.count) }
    let (nodes, end) = try block()
    let rest = try otherwise(end, of: word)
    if word == "with" {
      return .with(variable: names.first, subject, nodes, otherwise: rest)
    }
    return .range(
      index: names.count == 2 ? names.first : nil, element: names.last, subject, nodes,
      otherwise: rest)
  }

  private mutating func close() throws(TemplateError) {
    guard tokens.popFirst() == .close else { throw TemplateError("unexpected words in action") }
  }

  private mutating func pipeline() throws(TemplateError) -> TemplateNode.Pipeline {
    depth += 1
    defer { depth -= 1 }
    guard depth <= 50 else { throw TemplateError("nested too deep") }
    var commands = [try command()]
    while tokens.first == .pipe {
      tokens.removeFirst()
      commands.append(try command())
    }
    return TemplateNode.Pipeline(commands: commands)
  }

  private mutating func command() throws(TemplateError) -> TemplateNode.Command {
    var operands: [TemplateNode.Operand] = []
    while let operand = try operand() { operands.append(operand) }
    guard !operands.isEmpty else { throw TemplateError("missing value for command") }
    return TemplateNode.Command(operands: operands)
  }

  private mutating func operand() throws(TemplateError) -> TemplateNode.Operand? {
    switch tokens.first {
    case .word(let word)?:
      tokens.removeFirst()
      switch word {
      case "true", "false": return .bool(word == "true")
      case "nil": return .nothing
      default:
        if TemplateFunctions.unevaluated.contains(word) {
          unevaluated.append(word)
        } else if !TemplateFunctions.names.contains(word) {
          throw TemplateError("function \"\(word)\" not defined")
        }
        return .function(word)
      }
    case .variable(let name)?:
      tokens.removeFirst()
      guard variables.contains(name) else { throw TemplateError("undefined variable \"$\(name)\"") }
      return .variable(name, fields: fields())
    case .dot?:
      tokens.removeFirst()
      return .dot(fields: [])
    case .field(let name, _)?:
      tokens.removeFirst()
      return .dot(fields: [name] + fields())
    case .string(let text)?:
      tokens.removeFirst()
      return .text(text)
    case .number(let number)?:
      tokens.removeFirst()
      return .number(number)
    case .leftParen?:
      tokens.removeFirst()
      let inner = try pipeline()
      guard tokens.popFirst() == .rightParen else { throw TemplateError("unclosed left paren") }
      return .pipeline(inner, fields: fields())
    case .assign?: throw TemplateError("unexpected \"=\" in operand")
    case .comma?: throw TemplateError("unexpected \",\" in operand")
    default: return nil
    }
  }

  private mutating func fields() -> [String] {
    var names: [String] = []
    while case .field(let name, isAttached: true)? = tokens.first {
      names.append(name)
      tokens.removeFirst()
    }
    return names
  }
}
