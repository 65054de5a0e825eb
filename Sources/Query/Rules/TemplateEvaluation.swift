import Frames

/// Runs the steps of a template; at most 64 KiB of text come of it.
struct TemplateEvaluation {
  private(set) var output = ""
  let context: TemplateText.Context
  private let template: TemplateText
  private var frame: Frame
  /// The frames of the templates that called this one.
  private var callers: [Frame] = []
  private var taken = 0

  private static let mostSteps = 200_000
  private static let mostCalls = 1000

  /// Where a template is.
  private struct Frame {
    var steps: [TemplateStep]
    var place = 0
    var variables: [(name: String, value: TemplateValue)]
    var dot: TemplateValue
    var scopes: [Scope] = []
  }

  /// An open `if`, `with` or `range`, and what was before it.
  private struct Scope {
    var variables: Int
    var dot: TemplateValue
    var loop: Loop?
  }

  private struct Loop {
    var elements: [(index: TemplateValue, value: TemplateValue)]
    var next = 0
    var pipeline: TemplateStep.Pipeline
    /// Variables there are before the body has made any.
    var variables: Int
    /// The steps where the body begins and where the `range` ends.
    var body: Int
    var leave: Int
  }

  init(_ template: TemplateText, in context: TemplateText.Context) {
    self.template = template
    self.context = context
    let root = context.root
    frame = Frame(
      steps: template.steps,
      variables: [
        ("", root), ("labels", .map(context.labels.dictionary)),
        ("externalLabels", .map(context.externalLabels.dictionary)),
        ("externalURL", .text(context.externalURL)), ("value", .number(context.value)),
      ], dot: root)
  }

  var dot: TemplateValue { frame.dot }

  mutating func run() throws(TemplateError) {
    while true {
      while frame.place < frame.steps.count {
        taken += 1
        guard taken <= Self.mostSteps else {
          throw TemplateError("takes more than \(Self.mostSteps) steps")
        }
        let step = frame.steps[frame.place]
        frame.place += 1
        try take(step)
      }
      guard let caller = callers.popLast() else { return }
      frame = caller
    }
  }

  private mutating func take(_ step: TemplateStep) throws(TemplateError) {
    switch step {
    case .text(let text): try write(text)
    case .output(let pipeline):
      let value = try value(of: pipeline)
      if pipeline.variables.isEmpty { try write(value.text) }
    case .test(let pipeline, let otherwise):
      open()
      if !(try value(of: pipeline)).isTrue { frame.place = otherwise }
    case .with(let pipeline, let otherwise):
      open()
      let value = try value(of: pipeline)
      if value.isTrue { frame.dot = value } else { frame.place = otherwise }
    case .range(let pipeline, let otherwise, let leave):
      open()
      try loop(pipeline, otherwise: otherwise, leave: leave)
    case .next, .proceed: advance()
    case .stop: if let loop = innermostLoop() { frame.place = loop.leave }
    case .jump(let place): frame.place = place
    case .leave:
      guard let scope = frame.scopes.popLast() else { return }
      cut(to: scope.variables)
      frame.dot = scope.dot
    case .call(let name, let pipeline): try call(name, pipeline)
    }
  }

  private mutating func open() {
    frame.scopes.append(Scope(variables: frame.variables.count, dot: frame.dot))
  }

  private mutating func cut(to count: Int) {
    if count < frame.variables.count { frame.variables.removeSubrange(count...) }
  }

  private mutating func loop(
    _ pipeline: TemplateStep.Pipeline, otherwise: Int, leave: Int
  ) throws(TemplateError) {
    var subject = pipeline
    subject.variables = []
    let value = try value(of: subject)
    let elements: [(TemplateValue, TemplateValue)]
    switch value {
    case .list(let values): elements = values.enumerated().map { (.integer($0), $1) }
    case .map(let map):
      elements = map.sorted { $0.key < $1.key }.map { (.text($0.key), .text($0.value)) }
    case .arguments(let map):
      elements = map.sorted { $0.key < $1.key }.map { (.text($0.key), $0.value) }
    default: throw TemplateError("range can't iterate over \(value.text)")
    }
    if !pipeline.isAssignment {
      for name in pipeline.variables { frame.variables.append((name, value)) }
    }
    guard !elements.isEmpty, let scope = frame.scopes.indices.last else {
      frame.place = otherwise
      return
    }
    frame.scopes[scope].loop = Loop(
      elements: elements, pipeline: pipeline, variables: frame.variables.count, body: frame.place,
      leave: leave)
    advance()
  }

  /// Ends what is open in the innermost `range`.
  private mutating func innermostLoop() -> Loop? {
    while let scope = frame.scopes.last {
      if let loop = scope.loop { return loop }
      frame.scopes.removeLast()
    }
    return nil
  }

  /// Goes to the next element of the innermost `range`, or behind it.
  private mutating func advance() {
    guard let loop = innermostLoop(), let scope = frame.scopes.indices.last else { return }
    cut(to: loop.variables)
    guard loop.next < loop.elements.count else {
      frame.place = loop.leave
      return
    }
    let (index, element) = loop.elements[loop.next]
    let values = loop.pipeline.variables.count == 2 ? [index, element] : [element]
    for (offset, (name, value)) in zip(loop.pipeline.variables, values).enumerated() {
      if loop.pipeline.isAssignment {
        _ = assign(value, to: name)
      } else {
        frame.variables[loop.variables - values.count + offset].value = value
      }
    }
    frame.scopes[scope].loop?.next += 1
    frame.dot = element
    frame.place = loop.body
  }

  private mutating func call(
    _ name: String, _ pipeline: TemplateStep.Pipeline?
  ) throws(TemplateError) {
    guard let steps = template.defined[name] else {
      throw TemplateError("template \"\(name)\" not defined")
    }
    var dot = TemplateValue.nothing
    if let pipeline { dot = try value(of: pipeline) }
    guard callers.count < Self.mostCalls else {
      throw TemplateError("exceeded maximum template depth (\(Self.mostCalls))")
    }
    callers.append(frame)
    frame = Frame(steps: steps, variables: [("", dot)], dot: dot)
  }

  private mutating func write(_ text: String) throws(TemplateError) {
    output += text
    guard output.utf8.count <= 64 << 10 else { throw TemplateError("makes more than 64 KiB") }
  }

  // MARK: variables

  func variable(_ name: String) throws(TemplateError) -> TemplateValue {
    guard let variable = frame.variables.last(where: { $0.name == name }) else {
      throw TemplateError("undefined variable: $\(name)")
    }
    return variable.value
  }

  mutating func declare(_ name: String, _ value: TemplateValue) {
    frame.variables.append((name, value))
  }

  /// Gives a variable another value; false when there is none of the name.
  mutating func assign(_ value: TemplateValue, to name: String) -> Bool {
    guard let place = frame.variables.lastIndex(where: { $0.name == name }) else { return false }
    frame.variables[place].value = value
    return true
  }
}

extension TemplateText.Context {
  /// What `.` is.
  fileprivate var root: TemplateValue {
    .record(
      .init(
        type: "struct { Labels map[string]string; ExternalLabels map[string]string; "
          + "ExternalURL string; Value float64 }",
        isPointer: false,
        fields: [
          ("Labels", .map(labels.dictionary)), ("ExternalLabels", .map(externalLabels.dictionary)),
          ("ExternalURL", .text(externalURL)), ("Value", .number(value)),
        ]))
  }
}

extension Labels {
  var dictionary: [String: String] {
    Dictionary(pairs.map { ($0.name, $0.value) }, uniquingKeysWith: { _, last in last })
  }
}
