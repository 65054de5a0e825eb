extension TemplateEvaluation {
  mutating func value(
    of pipeline: TemplateStep.Pipeline
  ) throws(TemplateError) -> TemplateValue {
    var last: TemplateValue?
    for command in pipeline.commands { last = try value(of: command, final: last) }
    let value = last ?? .nothing
    for name in pipeline.variables {
      if !pipeline.isAssignment {
        declare(name, value)
      } else if !assign(value, to: name) {
        throw TemplateError("undefined variable: $\(name)")
      }
    }
    return value
  }

  private mutating func value(
    of command: TemplateStep.Command, final: TemplateValue?
  ) throws(TemplateError) -> TemplateValue {
    guard let first = command.operands.first else { return .nothing }
    let operands = command.operands.dropFirst()
    guard case .function(let name) = first else {
      guard operands.isEmpty, final == nil else {
        throw TemplateError("can't give argument to non-function")
      }
      if case .nothing = first { throw TemplateError("nil is not a command") }
      return try value(of: first)
    }
    if name == "and" || name == "or" { return try decision(name, operands, final) }
    var arguments: [TemplateValue] = []
    for operand in operands { arguments.append(try value(of: operand)) }
    if let final { arguments.append(final) }
    let value = try TemplateFunctions.call(name, arguments, in: context)
    // Texts may be put together again and again.
    if case .text(let text) = value, text.utf8.count > GoFormat.enough {
      throw TemplateError("\(name): makes more than 64 KiB")
    }
    return value
  }

  /// The first operand that decides; what stands behind it is not looked at.
  private mutating func decision(
    _ name: String, _ operands: ArraySlice<TemplateStep.Operand>, _ final: TemplateValue?
  ) throws(TemplateError) -> TemplateValue {
    var last = TemplateValue.nothing
    for operand in operands {
      last = try value(of: operand)
      if last.isTrue == (name == "or") { return last }
    }
    guard !operands.isEmpty || final != nil else {
      throw TemplateError("wrong number of args for \(name): want at least 1 got 0")
    }
    return final ?? last
  }

  private mutating func value(
    of operand: TemplateStep.Operand
  ) throws(TemplateError) -> TemplateValue {
    switch operand {
    case .function(let name):
      return try value(of: TemplateStep.Command(operands: [.function(name)]), final: nil)
    case .variable(let name, let fields): return try field(fields, of: try variable(name))
    case .dot(let fields): return try field(fields, of: dot)
    case .text(let text): return .text(text)
    case .number(let number): return .number(number)
    case .integer(let integer): return .integer(integer)
    case .bool(let bool): return .bool(bool)
    case .nothing: return .nothing
    case .pipeline(let pipeline): return try value(of: pipeline)
    case .chain(let operand, let fields): return try field(fields, of: try value(of: operand))
    }
  }

  private func field(
    _ names: [String], of value: TemplateValue
  ) throws(TemplateError) -> TemplateValue {
    var value = value
    for name in names { value = try value.field(name) }
    return value
  }
}
