package import Cells
import DataSources
import LogQL
import Patterns
import Times
import Widgets

// Texts: filters, and the query with what may be written in it.
extension LogsView {
  /// Opens the query for writing, with the labels that the server has at hand.
  mutating func beginQuery() -> [LogsEffect] {
    prompt = LogPrompt(.query, listing.legs.first?.query ?? "{")
    suggest()
    return [askLabelNames()] + askValues()
  }

  /// Hands a key to the text that is being written.
  package mutating func write(_ key: Key) -> [LogsEffect] {
    guard var prompt else { return [] }
    switch key {
    case .escape, .control("c"):
      self.prompt = nil
      return []
    case .enter:
      if let selection = prompt.selection {
        take(candidate: selection)
        return askValues()
      }
      return finish(prompt)
    case .tab where prompt.kind == .query:
      take(candidate: prompt.selection ?? 0)
      return askValues()
    case .tab:
      prompt.kind = prompt.kind == .include ? .exclude : .include
      self.prompt = prompt
      return []
    case .up, .down:
      self.prompt?.text.choose(key == .down ? 1 : -1)
      return []
    default:
      guard prompt.field.edit(key) else { return [] }
      prompt.selection = nil
      prompt.check()
      self.prompt = prompt
      suggest()
      return askValues()
    }
  }

  private mutating func finish(_ prompt: LogPrompt) -> [LogsEffect] {
    guard !prompt.field.isEmpty else {
      self.prompt = nil
      return []
    }
    var prompt = prompt
    prompt.check()
    let isTaken = prompt.text.submit()
    self.prompt = prompt
    guard isTaken else { return [] }
    switch prompt.kind {
    case .include, .exclude:
      let isExclusion = prompt.kind == .exclude
      guard let filter = try? LogFilter(matching: prompt.field.text, isExclusion: isExclusion)
      else { return [] }
      self.prompt = nil
      return changeFilters { if !$0.contains(filter) { $0.append(filter) } }
    case .query:
      self.prompt = nil
      show(query: prompt.field.text)
      return asks()
    }
  }

  /// Shows the lines of another query, with the filters that there are.
  mutating func show(query: String) {
    isChoosingStreams = false
    detail = nil
    if listings.count > 1, listing.title != nil { listings.removeLast(listings.count - 1) }
    listing.legs = [LogLeg(query: query)]
    listing.reload()
  }

  private mutating func take(candidate place: Int) {
    guard var prompt, prompt.candidates.indices.contains(place),
      let expectation = LogQLExpectation(before: prompt.field.before)
    else { return }
    let end = prompt.field.cursorByte
    let start = end - expectation.prefix.utf8.count
    prompt.field.replace(
      bytes: max(0, start)..<end, with: expectation.inserted(prompt.candidates[place]))
    prompt.selection = nil
    prompt.check()
    self.prompt = prompt
    suggest()
  }

  /// Fills in what may be written at the cursor, as far as it is known.
  mutating func suggest() {
    guard var prompt, prompt.kind == .query else { return }
    prompt.candidates = []
    if let expectation = LogQLExpectation(before: prompt.field.before) {
      switch expectation.kind {
      case .selector, .labelName: prompt.candidates = expectation.candidates(labelNames ?? [])
      case .labelValue(let label, let selector):
        prompt.candidates = expectation.candidates(
          labelValues[Self.key(label, selector)] ?? [])
      }
    }
    if let selection = prompt.selection, selection >= prompt.candidates.count {
      prompt.selection = nil
    }
    self.prompt = prompt
  }

  static func key(_ label: String, _ selector: String?) -> String { label + (selector ?? "") }

  /// Asks for the values of the label at the cursor, once.
  private mutating func askValues() -> [LogsEffect] {
    guard let prompt, prompt.kind == .query,
      let expectation = LogQLExpectation(before: prompt.field.before),
      case .labelValue(let label, let selector) = expectation.kind,
      case let key = Self.key(label, selector), labelValues[key] == nil
    else { return [] }
    labelValues[key] = []
    return [
      .ask(
        LogsRequest(
          id: .init(listing: 0, kind: .labelValues(key), serial: 0),
          question: .labelValues(of: label, matching: selector, surroundings.range),
          source: source))
    ]
  }

  func askLabelNames() -> LogsEffect {
    .ask(
      LogsRequest(
        id: .init(listing: 0, kind: .labelNames, serial: 0),
        question: .labelNames(surroundings.range), source: source))
  }

  mutating func takeLabelNames(
    _ result: Result<LogsReply, DataSourceError>
  ) -> [LogsEffect] {
    switch result {
    case .success(.texts(let names)):
      labelNames = names
      problem = nil
      suggest()
      guard isChoosingStreams else { return [] }
      let queries = LogStreams.all(withLabels: names)
      guard !queries.isEmpty else {
        // Nobody has written a line yet.
        labelRetry = surroundings.now + .seconds(15)
        return []
      }
      isChoosingStreams = false
      listings[0].legs = queries.map { LogLeg(query: $0) }
      listings[0].reload()
      return asks()
    case .success: return []
    case .failure(let error):
      problem = error
      if isChoosingStreams { labelRetry = surroundings.now + .seconds(5) }
      return []
    }
  }
}
