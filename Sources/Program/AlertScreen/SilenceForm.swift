package import Alerts
package import DataSources
package import Matchers
package import Silences
package import Times
package import Widgets

/// A silence that is being written.
package struct SilenceForm: Hashable, Sendable {
  package enum Part: Int, Hashable, Sendable, CaseIterable {
    case matchers, length, comment, count
  }

  package var matchers: TextField
  package var length: TextField
  package var comment = TextField()
  /// How many alerts it holds, typed where that is more than one.
  package var count = TextField()
  package var part = Part.comment
  /// The silence that is edited; `nil` for a new one.
  package var edited: Silence?
  package var problem: String?

  package init(matchers: MatcherSet, length: Span, comment: String = "") {
    let text = matchers.matchers.map(\.description).joined(separator: ", ")
    self.matchers = TextField(text)
    self.length = TextField(length.prometheusText)
    self.comment = TextField(comment)
  }

  /// What is written, as matchers; why not, where it is none.
  package var parsed: Result<MatcherSet, MatcherError> {
    do throws(MatcherError) {
      return .success(try MatcherSet(parsing: matchers.text))
    } catch {
      return .failure(error)
    }
  }

  package var span: Span? {
    guard let span = try? Span(parsing: length.text), span >= .seconds(1) else { return nil }
    return span
  }

  /// The alerts that it would hold now.
  package func held(among alerts: [Alert]) -> [Alert] {
    guard case .success(let set) = parsed, !set.isEmpty else { return [] }
    return alerts.filter { $0.state == .firing && set.matches($0.labels) }
  }

  /// What speaks against it.
  package func refusals(among alerts: [Alert], maximum: Span) -> [SilenceGuard.Refusal] {
    guard case .success(let set) = parsed, let span else { return [] }
    let firing = alerts.filter { $0.state == .firing }.map(\.labels)
    return SilenceGuard(maximumLength: maximum).refusals(of: set, for: span, among: firing)
  }

  /// Completes the name or the value under the cursor with what the alerts have.
  package mutating func complete(from alerts: [Alert]) {
    guard part == .matchers else { return }
    let before = matchers.before
    let start = before.lastIndex(where: { $0 == "," || $0 == "{" }).map { before.index(after: $0) }
    let word = before[(start ?? before.startIndex)...].drop { $0 == " " }
    var choices: Set<String> = []
    var typed = word
    if let place = word.firstIndex(where: { "=!".contains($0) }) {
      let name = String(word[..<place]).filter { $0 != " " }
      typed = word[place...].drop { "=!~\" ".contains($0) }
      for alert in alerts { if let value = alert.labels[name] { choices.insert(value) } }
    } else {
      for alert in alerts { choices.formUnion(alert.labels.pairs.map(\.name)) }
    }
    let matching = choices.filter { $0.hasPrefix(typed) }.sorted()
    guard let first = matching.first else { return }
    let common = matching.dropFirst().reduce(first) { prefix, other in
      String(zip(prefix, other).prefix { $0 == $1 }.map(\.0))
    }
    matchers.insert(String(common.dropFirst(typed.count)))
  }
}
