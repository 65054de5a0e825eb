import Frames

/// Runs the nodes of a template; at most 64 KiB of text come of it.
struct TemplateEvaluation {
  private(set) var output = ""
  private let context: TemplateText.Context
  private var variables: [(name: String, value: TemplateValue)]
  private var dot = TemplateValue.root

  init(_ context: TemplateText.Context) {
    self.context = context
    variables = [
      ("", .root), ("labels", .map(context.labels.dictionary)),
      ("externalLabels", .map(context.externalLabels.dictionary)),
      ("externalURL", .text(context.externalURL)), ("value", .number(context.value)),
    ]
  }

  mutating func run(_ nodes: [TemplateNode]) throws(TemplateError) {
    let known = variables.count
    defer { variables.removeSubrange(known...) }
    for node in nodes {
      switch node {
      case .text(let text): try write(text)
      case .output(let pipeline): try write(try value(of: pipeline).text)
      case .assign(let name, let pipeline): variables.append((name, try value(of: pipeline)))
      case .condition(let test, let yes, let no): try run(try value(of: test).isTrue ? yes : no)
      case .with(let name, let subject, let yes, let no):
        let value = try value(of: subject)
        if value.isTrue { try run(yes, on: value, as: [name]) } else { try run(no) }
      case .range(let index, let element, let subject, let body, let no):
        try runAll(try value(of: subject), (index, element), body, otherwise: no)
      }
    }
  }

  private mutating func runAll(
    _ value: TemplateValue, _ names: (index: String?, element: String?), _ body: [TemplateNode],
    otherwise: [TemplateNode]
  ) throws(TemplateError) {
    let pairs: [(TemplateValue, TemplateValue)]
    switch value {
    case .list(let values): pairs = values.enumerated().map { (.number(Double($0)), $1) }
    case .map(let map):
      pairs = map.sorted { $0.key < $1.key }.map { (.text($0.key), .text($0.value)) }
    case .nothing: pairs = []
    default: throw TemplateError("range can't iterate over \(value.text)")
    }
    if pairs.isEmpty { try run(otherwise) }
    for (index, element) in pairs {
      let known = variables.count
      if let name = names.index { variables.append((name, index)) }
      try run(body, on: element, as: [names.element])
      variables.removeSubrange(known...)
    }
  }

  private mutating func run(
    _ nodes: [TemplateNode], on value: TemplateValue, as names: [String?]
  ) throws(TemplateError) {
    let (outer, known) = (dot, variables.count)
    defer {
      dot = outer
      variables.removeSubrange(known...)
    }
    dot = value
    for name in names.compactMap(\.self) { variables.append((name, value)) }
    try run(nodes)
  }

  private mutating func write(_ text: String) throws(TemplateError) {
    output += text
    guard output.utf8.count <= 64 << 10 else { throw TemplateError("makes more than 64 KiB") }
  }

  private func value(of pipeline: TemplateNode.Pipeline) throws(TemplateError) -> TemplateValue {
    var last: TemplateValue?
    for command in pipeline.commands {
      last = try value(of: command, final: last)
    }
    return last ?? .nothing
  }

  private func value(
    of command: TemplateNode.Command, final: TemplateValue?
  ) throws(TemplateError) -> TemplateValue {
    guard let first = command.operands.first else { return .nothing }
    guard case .function(let name) = first else {
      guard command.operands.count == 1, final == nil else {
        throw TemplateError("can't give argument to non-function")
      }
      return try value(of: first)
    }
    var arguments: [TemplateValue] = []
    for operand in command.operands.dropFirst() { arguments.append(try value(of: operand)) }
    if let final { arguments.append(final) }
    return try TemplateFunctions.call(name, arguments, externalURL: context.externalURL)
  }

  private func value(of operand: TemplateNode.Operand) throws(TemplateError) -> TemplateValue {
    switch operand {
    case .function(let name):
      return try TemplateFunctions.call(name, [], externalURL: context.externalURL)
    case .variable(let name, let fields):
      let value = variables.last { $0.name == name }?.value ?? .nothing
      return try field(fields, of: value)
    case .dot(let fields): return try field(fields, of: dot)
    case .text(let text): return .text(text)
    case .number(let number): return .number(number)
    case .bool(let bool): return .bool(bool)
    case .nothing: return .nothing
    case .pipeline(let pipeline, let fields): return try field(fields, of: try value(of: pipeline))
    }
  }

  private func field(
    _ names: [String], of value: TemplateValue
  ) throws(TemplateError) -> TemplateValue {
    var value = value
    for name in names {
      switch value {
      // A label that is missing is empty.
      case .map(let map): value = .text(map[name] ?? "")
      case .root:
        switch name {
        case "Labels": value = .map(context.labels.dictionary)
        case "ExternalLabels": value = .map(context.externalLabels.dictionary)
        case "ExternalURL": value = .text(context.externalURL)
        case "Value": value = .number(context.value)
        default: throw TemplateError("can't evaluate field \(name)")
        }
      default: throw TemplateError("can't evaluate field \(name) of \(value.text)")
      }
    }
    return value
  }
}

extension Labels {
  fileprivate var dictionary: [String: String] {
    Dictionary(pairs.map { ($0.name, $0.value) }, uniquingKeysWith: { _, last in last })
  }
}
