import Frames
import PromQLSyntax
import Samples

extension PromQLScript {
  /// Runs the script from an empty store: one outcome for each evaluation, and for each line that
  /// is none of a script's.
  package func run(_ engine: QueryEngine = QueryEngine()) -> [ScriptOutcome] {
    var store = SampleStore()
    var histograms: Set<String> = []
    var outcomes: [ScriptOutcome] = []
    for (line, text, command) in commands {
      switch command {
      case .clear:
        store = SampleStore()
        histograms = []
      case .load(let step, let series):
        for entry in series {
          do throws(PromQLError) {
            try Self.checked(entry.text, series, step, &store, &histograms)
          } catch {
            outcomes.append(
              ScriptOutcome(
                line: entry.line, command: entry.text, verdict: .failed(error.detail)))
          }
        }
      case .evaluation(let evaluation):
        let verdict: ScriptOutcome.Verdict =
          evaluation.mentions(histograms)
          ? .skipped("native histograms are not supported") : evaluation.verdict(engine, store)
        outcomes.append(ScriptOutcome(line: line, command: text, verdict: verdict))
      case .wrong(let reason):
        outcomes.append(ScriptOutcome(line: line, command: text, verdict: .failed(reason)))
      }
    }
    return outcomes
  }

  /// Loads one series, unless a later line of the same load has the same labels.
  private static func checked(
    _ text: String, _ all: [Command.Load], _ step: Int64, _ store: inout SampleStore,
    _ histograms: inout Set<String>
  ) throws(PromQLError) {
    let notation = try SeriesNotation(parsing: text)
    if notation.hasHistograms {
      histograms.insert(notation.labels["__name__"] ?? "")
      return
    }
    let later = all.drop { $0.text != text }.dropFirst()
    let isReplaced = later.contains { other in
      guard let description = try? SeriesDescription(prefixOf: other.text) else { return false }
      return description.metric == notation.labels
    }
    guard !isReplaced else { return }
    let id = store.series(notation.labels)
    for (index, value) in notation.values.enumerated() {
      guard let value else { continue }
      do {
        try store.append(to: id, step * Int64(index), value)
      } catch  where error.code == .duplicate {
        // A second load may say again what the first did.
        continue
      } catch {
        throw PromQLError(.badData, error.detail)
      }
    }
  }
}

extension PromQLScript.Evaluation {
  func mentions(_ names: Set<String>) -> Bool {
    if expression.contains("{{") { return true }
    if case .vector(let lines) = expectation, lines.contains(where: { $0.contains("{{") }) {
      return true
    }
    guard !names.isEmpty, let tree = try? Expression(parsing: expression) else { return false }
    return tree.names.contains { names.contains($0) }
  }

  /// Evaluates, and compares what comes with what is expected.
  func verdict(_ engine: QueryEngine, _ store: SampleStore) -> ScriptOutcome.Verdict {
    do throws(PromQLError) {
      let tree = try expression.parsed()
      if let step {
        let result = try engine.range(tree, from: start, to: end, step: step, in: store)
        return verdict(fails ? "expected an error" : try difference(ofRange: result))
      }
      let result = try engine.instant(tree, at: start, in: store)
      if fails { return .failed("expected an error, and there was none") }
      if let reason = try difference(of: result) { return .failed(reason) }
      if isOrdered || tree.type == .string || tree.type == .matrix { return .passed }
      // The same must come of the middle of a range.
      let range = try engine.range(
        tree, from: start - 60_000, to: start + 60_000, step: 60_000, in: store)
      let middle = range.elements(at: start, isScalar: tree.type == .scalar)
      return verdict(try difference(of: middle).map { "in a range: " + $0 })
    } catch {
      guard fails else { return .failed(error.detail) }
      if let failure, !error.detail.contains(failure) {
        return .failed("expected the error \(failure), not \(error.detail)")
      }
      return .passed
    }
  }

  private func verdict(_ reason: String?) -> ScriptOutcome.Verdict {
    reason.map { .failed($0) } ?? .passed
  }
}

extension String {
  fileprivate func parsed() throws(PromQLError) -> Expression {
    do {
      return try Expression(parsing: self)
    } catch {
      throw PromQLError(.badData, error.description)
    }
  }
}

extension Expression {
  /// The metrics that it names.
  fileprivate var names: [String] {
    if case .vector(let selector) = self {
      return selector.matchers.filter { $0.name == "__name__" }.map(\.value)
    }
    return children.flatMap(\.names)
  }
}
