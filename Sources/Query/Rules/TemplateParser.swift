/// Makes steps of a template's tokens, as the parser of Go's `text/template` does; at most 1,000
/// blocks stand in one another.
struct TemplateParser {
  var tokens: ArraySlice<TemplateLexer.Token>
  /// How many parentheses are open.
  var parens = 0
  /// The functions met that are known and not evaluated here.
  var unevaluated: [String] = []
  /// Variables that are known here, so that a misspelt one is found before it is needed.
  var variables: [String]
  private var steps: [TemplateStep] = []
  private var blocks: [Block] = []
  /// What `define` and `block` have named.
  private(set) var defined: [String: [TemplateStep]] = [:]

  /// Variables that Prometheus gives every template.
  static let given = ["labels", "externalLabels", "externalURL", "value"]
  private static let mostBlocks = 1000
  private static let mostSteps = 100_000

  /// What waits for its `end`.
  private struct Block {
    enum Kind { case condition, with, range, definition(String), block(String, call: Int) }
    var kind: Kind
    /// The step that opens it.
    var start: Int
    /// Variables known before it.
    var variables: Int
    var hasElse = false
    /// The step that jumps over the part behind `else`.
    var jump: Int?
    /// An `else if`: it ends with the condition that it belongs to.
    var endsWithOuter = false
    /// Of what a definition interrupts.
    var outer: (steps: [TemplateStep], variables: [String])?
  }

  init(_ tokens: [TemplateLexer.Token]) {
    self.tokens = tokens[...]
    variables = [""] + Self.given
  }

  mutating func template() throws(TemplateError) -> [TemplateStep] {
    while let token = tokens.popFirst() {
      guard steps.count < Self.mostSteps else { throw TemplateError("too long") }
      if case .text(let text) = token {
        steps.append(.text(text))
      } else {
        try action()
      }
    }
    if let block = blocks.last {
      throw TemplateError("unexpected EOF: \(word(of: block)) has no {{end}}")
    }
    return steps
  }

  private func word(of block: Block) -> String {
    switch block.kind {
    case .condition: "{{if}}"
    case .with: "{{with}}"
    case .range: "{{range}}"
    case .definition: "{{define}}"
    case .block: "{{block}}"
    }
  }

  private mutating func action() throws(TemplateError) {
    skipSpace()
    guard case .word(let word)? = tokens.first else { return try output() }
    switch word {
    case "if", "with", "range":
      tokens.removeFirst()
      try open(word)
    case "else":
      tokens.removeFirst()
      try otherwise()
    case "end":
      tokens.removeFirst()
      try close("end")
      try end()
    case "break", "continue":
      tokens.removeFirst()
      try close("{{\(word)}}")
      guard isInRange else { throw TemplateError("{{\(word)}} outside {{range}}") }
      steps.append(word == "break" ? .stop : .proceed)
    case "template":
      tokens.removeFirst()
      let name = try name(for: "template clause")
      skipSpace()
      if tokens.first == .close {
        tokens.removeFirst()
        steps.append(.call(name, nil))
      } else {
        steps.append(.call(name, try pipeline("template clause", till: .close)))
      }
    case "define":
      tokens.removeFirst()
      guard blocks.isEmpty else { throw TemplateError("unexpected {{define}}") }
      let name = try name(for: "define clause")
      try close("define clause")
      try push(Block(kind: .definition(name), start: 0, variables: 0, outer: (steps, variables)))
      (steps, variables) = ([], [""])
    case "block":
      tokens.removeFirst()
      let name = try name(for: "block clause")
      let pipeline = try pipeline("block clause", till: .close)
      steps.append(.call(name, pipeline))
      try push(
        Block(
          kind: .block(name, call: steps.count - 1), start: 0, variables: 0,
          outer: (steps, variables)))
      (steps, variables) = ([], [""])
    default: try output()
    }
  }

  /// A `define` or `block` between it and the `range` hides the `range`.
  private var isInRange: Bool {
    for block in blocks.reversed() {
      switch block.kind {
      // Behind its `else` a range is over.
      case .range where !block.hasElse: return true
      case .definition, .block: return false
      default: break
      }
    }
    return false
  }

  private mutating func push(_ block: Block) throws(TemplateError) {
    guard blocks.count < Self.mostBlocks else { throw TemplateError("nested too deep") }
    blocks.append(block)
  }

  private mutating func output() throws(TemplateError) {
    steps.append(.output(try pipeline("command", till: .close)))
  }

  private mutating func name(for context: String) throws(TemplateError) -> String {
    skipSpace()
    guard case .string(let name)? = tokens.popFirst() else {
      throw TemplateError("unexpected words in \(context)")
    }
    return name
  }

  private mutating func open(_ word: String) throws(TemplateError) {
    let known = variables.count
    let pipeline = try pipeline(word, till: .close)
    let start = steps.count
    switch word {
    case "if":
      steps.append(.test(pipeline, otherwise: 0))
      try push(Block(kind: .condition, start: start, variables: known))
    case "with":
      steps.append(.with(pipeline, otherwise: 0))
      try push(Block(kind: .with, start: start, variables: known))
    default:
      steps.append(.range(pipeline, otherwise: 0, leave: 0))
      try push(Block(kind: .range, start: start, variables: known))
    }
  }

  private mutating func otherwise() throws(TemplateError) {
    guard var block = blocks.last, !block.hasElse else {
      throw TemplateError("unexpected {{else}}")
    }
    switch block.kind {
    case .definition, .block: throw TemplateError("unexpected {{else}} in \(word(of: block))")
    case .condition, .with, .range: break
    }
    skipSpace()
    var isCondition = false
    if case .condition = block.kind, tokens.first == .word("if") { isCondition = true }
    if !isCondition { try close("else") }
    if case .range = block.kind { steps.append(.next) }
    block.jump = steps.count
    steps.append(.jump(0))
    block.hasElse = true
    patch(block, otherwise: steps.count)
    blocks[blocks.count - 1] = block
    guard isCondition else { return }
    tokens.removeFirst()
    try open("if")
    blocks[blocks.count - 1].endsWithOuter = true
  }

  private mutating func end() throws(TemplateError) {
    while true {
      guard let block = blocks.popLast() else { throw TemplateError("unexpected {{end}}") }
      switch block.kind {
      case .definition(let name): return try define(name, block)
      case .block(let name, _): return try define(name, block)
      case .range where !block.hasElse: steps.append(.next)
      case .condition, .with, .range: break
      }
      if let jump = block.jump {
        steps[jump] = .jump(steps.count)
      } else {
        patch(block, otherwise: steps.count)
      }
      if case .range(let pipeline, let otherwise, _) = steps[block.start] {
        steps[block.start] = .range(pipeline, otherwise: otherwise, leave: steps.count)
      }
      steps.append(.leave)
      variables.removeSubrange(block.variables...)
      if !block.endsWithOuter { return }
    }
  }

  /// Says where a block goes on when there is nothing in it.
  private mutating func patch(_ block: Block, otherwise: Int) {
    switch steps[block.start] {
    case .test(let pipeline, _): steps[block.start] = .test(pipeline, otherwise: otherwise)
    case .with(let pipeline, _): steps[block.start] = .with(pipeline, otherwise: otherwise)
    case .range(let pipeline, _, let leave):
      steps[block.start] = .range(pipeline, otherwise: otherwise, leave: leave)
    default: break
    }
  }

  private mutating func define(_ name: String, _ block: Block) throws(TemplateError) {
    let isEmpty = Self.isEmpty(steps)
    if let known = defined[name], !Self.isEmpty(known) {
      guard isEmpty else { throw TemplateError("multiple definition of template \"\(name)\"") }
    } else {
      defined[name] = steps
    }
    if let outer = block.outer { (steps, variables) = outer }
  }

  /// Whether there is nothing but space in it: such a definition may be made again.
  private static func isEmpty(_ steps: [TemplateStep]) -> Bool {
    steps.allSatisfy { step in
      guard case .text(let text) = step else { return false }
      return text.allSatisfy(\.isWhitespace)
    }
  }

  mutating func skipSpace() { if tokens.first == .space { tokens.removeFirst() } }

  mutating func close(_ context: String) throws(TemplateError) {
    skipSpace()
    guard tokens.popFirst() == .close else { throw TemplateError("unexpected words in \(context)") }
  }
}
