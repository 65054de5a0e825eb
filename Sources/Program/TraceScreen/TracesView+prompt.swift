package import Cells
import DataSources
import Times
import TraceQL
import Widgets

extension TracesView {
  mutating func begin(_ kind: TracePrompt.Kind, _ text: String = "") -> [TracesEffect] {
    prompt = TracePrompt(kind, text)
    suggest()
    return missing()
  }

  /// Takes a key as text. Enter takes the text, Tab what may stand at the cursor.
  package mutating func write(_ key: Key) -> [TracesEffect] {
    guard var prompt else { return [] }
    switch key {
    case .escape, .control("c"):
      self.prompt = nil
      return []
    case .enter: return accept(prompt)
    case .up, .control("p"): self.prompt?.text.choose(-1)
    case .down, .control("n"): self.prompt?.text.choose(1)
    case .tab:
      complete()
      suggest()
      return missing()
    default:
      guard prompt.field.edit(key) else { return [] }
      prompt.selection = nil
      prompt.check(isJaeger: source.kind == .jaeger)
      self.prompt = prompt
      suggest()
      return missing()
    }
    return []
  }

  private mutating func accept(_ given: TracePrompt) -> [TracesEffect] {
    var prompt = given
    if prompt.selection != nil {
      complete()
      prompt = self.prompt ?? prompt
      // A query is written on; one word is all of a condition.
      if prompt.kind == .query || prompt.kind == .attribute {
        suggest()
        return missing()
      }
    }
    prompt.check(isJaeger: source.kind == .jaeger)
    guard prompt.text.submit() else {
      self.prompt = prompt
      return []
    }
    self.prompt = nil
    switch prompt.kind {
    case .query:
      let text = prompt.field.text.trimmed
      // A pasted id opens its trace.
      if let id = Tempo.traceID(text) {
        open.append(OpenTrace(id))
        return [ask(.trace(id))]
      }
      query = text.isEmpty && source.kind != .jaeger ? "{}" : text
      selection = 0
      open = []
      return search()
    case .find:
      guard var top, var outline = top.outline else { return [] }
      outline.find(prompt.field.text)
      let row = outline.visible.indices.contains(top.selection) ? outline.visible[top.selection] : 0
      if let next = outline.next(after: row - 1, forward: true, isError: false) {
        top.selection = outline.reveal(next)
      }
      top.outline = outline
      self.top = top
      let count = outline.matches.count
      return prompt.field.isEmpty ? [] : [.say(count == 1 ? "1 span" : "\(count) spans")]
    case .service, .name, .duration, .attribute:
      guard let condition = try? prompt.condition() else { return [] }
      return add(condition)
    }
  }

  private mutating func complete() {
    guard var prompt,
      let candidate = prompt.candidates.indices.contains(prompt.selection ?? 0)
        ? prompt.candidates[prompt.selection ?? 0] : nil
    else { return }
    switch prompt.kind {
    case .query, .attribute:
      let before = (prompt.kind == .attribute ? "{" : "") + prompt.field.before
      guard let expectation = TraceExpectation(before: before) else { return }
      for _ in expectation.prefix { _ = prompt.field.edit(.backspace) }
      prompt.field.insert(inserted(candidate, for: expectation))
    case .service, .name: prompt.field = TextField(candidate)
    case .duration, .find: return
    }
    prompt.selection = nil
    prompt.candidates = []
    prompt.check(isJaeger: source.kind == .jaeger)
    self.prompt = prompt
  }

  private func inserted(_ candidate: String, for expectation: TraceExpectation) -> String {
    guard case .value(let name) = expectation.kind else { return candidate + " = " }
    let isText = values[name]?.first { $0.text == candidate }?.isText ?? true
    guard isText || expectation.isQuoted else { return candidate }
    return (expectation.isQuoted ? "" : "\"") + TextPrompt.escaped(candidate) + "\""
  }

  private static let serviceName = "resource.service.name"

  /// The name whose values are expected now.
  private var wantedName: String? {
    guard let prompt else { return nil }
    switch prompt.kind {
    case .service: return source.kind == .jaeger ? nil : Self.serviceName
    case .name: return source.kind == .jaeger ? jaegerService : "name"
    case .query, .attribute:
      guard source.kind != .jaeger else { return nil }
      let before = (prompt.kind == .attribute ? "{" : "") + prompt.field.before
      if case .value(let name)? = TraceExpectation(before: before)?.kind { return name }
      return nil
    case .duration, .find: return nil
    }
  }

  private var jaegerService: String? { try? JaegerQuery(parsing: query).service }

  /// Asks for what may be written and isn't known yet.
  private mutating func missing() -> [TracesEffect] {
    var effects: [TracesEffect] = []
    if names == nil { effects.append(ask(.names(surroundings.range))) }
    if let name = wantedName, values[name] == nil {
      effects.append(ask(.values(of: name, surroundings.range)))
    }
    return effects
  }

  mutating func suggest() {
    guard var prompt else { return }
    func texts(_ name: String) -> [String] { values[name]?.map(\.text) ?? [] }
    switch prompt.kind {
    case .query, .attribute:
      let before = (prompt.kind == .attribute ? "{" : "") + prompt.field.before
      let expectation = source.kind == .jaeger ? nil : TraceExpectation(before: before)
      switch expectation?.kind {
      case .name: prompt.candidates = expectation?.candidates(names ?? []) ?? []
      case .value(let name): prompt.candidates = expectation?.candidates(texts(name)) ?? []
      case nil: prompt.candidates = []
      }
    case .service:
      let known = source.kind == .jaeger ? names ?? [] : texts(Self.serviceName)
      prompt.candidates = TextPrompt.candidates(for: prompt.field.text, in: known)
    case .name:
      prompt.candidates = TextPrompt.candidates(
        for: prompt.field.text, in: texts(wantedName ?? ""))
    case .duration, .find: prompt.candidates = []
    }
    self.prompt = prompt
  }
}
