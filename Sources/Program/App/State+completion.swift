import Configuration
import DataSources
import Widgets

// Completion.
extension State {
  /// Shows what may be written at the cursor. The server is asked once something is written, or
  /// when told to.
  mutating func suggest(isAsked: Bool) -> [Effect] {
    guard var explore else { return [] }
    let (text, cursor) = (explore.editor.text, explore.editor.cursorByte)
    let candidates =
      exploredSource?.kind == .loki
      ? Candidates(ofLogQL: text, at: cursor) : Candidates(of: text, at: cursor)
    var texts: [String] = []
    var effects: [Effect] = []
    let wants = isAsked || !candidates.prefix.isEmpty || candidates.isAmongLabels
    if wants, let kind = candidates.asked, let source = exploredSource {
      if let known = suggestions[kind, source.name] {
        texts = known
      } else {
        let question = Suggestions(kind: kind, range: range, source: source)
        if suggestions.awaited?.kind != kind || suggestions.awaited?.source != source {
          suggestions.awaited = question
          effects.append(.suggest(question))
        }
      }
    }
    explore.list = wants ? candidates.list(with: texts) : nil
    self.explore = explore
    return effects
  }

  mutating func takeCandidate(of list: CandidateList) -> [Effect] {
    guard var explore, list.candidates.indices.contains(list.selection) else { return [] }
    explore.editor.replace(bytes: list.range, with: list.candidates[list.selection].inserted)
    explore.list = nil
    explore.problem = nil
    self.explore = explore
    return []
  }

  mutating func apply(
    _ result: Result<[String], DataSourceError>, to question: Suggestions
  ) -> [Effect] {
    if suggestions.awaited == question { suggestions.awaited = nil }
    switch result {
    case .success(let texts):
      suggestions.keep(texts, for: question)
      // What is expected may be another thing by now.
      return explore == nil ? [] : suggest(isAsked: explore?.list != nil)
    case .failure(let error):
      return error.code == .cancelled ? [] : [.log(.warning, "completion: \(error)")]
    }
  }
}
