import Frames
package import Matchers
import YAML

/// A rule of an Alertmanager by which one alert keeps others from being told: `inhibit_rules`.
package struct Inhibition: Hashable, Sendable {
  package var source: MatcherSet
  package var target: MatcherSet
  /// The labels that both have alike; one that both lack is alike.
  package var equal: [String]

  /// The rules of an Alertmanager's configuration; one that can't be read is none.
  package static func rules(inConfiguration bytes: [UInt8]) -> [Inhibition] {
    guard let root = (try? YAMLValue.documents(in: bytes))?.first else { return [] }
    return (root["inhibit_rules"]?.elements ?? []).compactMap { rule in
      guard let source = matchers(rule["source_matchers"]),
        let target = matchers(rule["target_matchers"])
      else { return nil }
      return Inhibition(
        source: source, target: target, equal: rule["equal"]?.elements.compactMap(\.text) ?? [])
    }
  }

  private static func matchers(_ value: YAMLValue?) -> MatcherSet? {
    guard let texts = value?.elements.compactMap(\.text), !texts.isEmpty else { return nil }
    var matchers: [Matcher] = []
    for text in texts {
      guard let set = try? MatcherSet(parsing: text) else { return nil }
      matchers += set.matchers
    }
    return MatcherSet(matchers)
  }

  /// Whether an alert that fires inhibits another. One that is source and target of a rule is not
  /// inhibited by another such, or two would silence each other.
  func holds(_ alert: Labels, because other: Labels) -> Bool {
    guard target.matches(alert), source.matches(other) else { return false }
    if source.matches(alert), target.matches(other) { return false }
    return equal.allSatisfy { (alert[$0] ?? "") == (other[$0] ?? "") }
  }
}
