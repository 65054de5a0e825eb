import Frames
import LogQL
import PromQLSyntax

/// Selectors of streams.
enum LogStreams {
  /// The selector of one stream.
  static func selector(of labels: Labels) -> String {
    LogQuery(matchers: labels.pairs.map { LabelMatcher($0.name, .equal, $0.value) }).description
  }

  /// Selectors that together select each stream once: a selector must name a label that is there.
  static func all(withLabels names: [String]) -> [String] {
    // Loki gives the first to every stream since version 3; those written before have none.
    let usual = [
      "service_name", "job", "app", "service", "namespace", "container", "filename", "host",
      "instance",
    ]
    let known = usual.filter(names.contains) + names.filter { !usual.contains($0) }.sorted()
    return known.prefix(4).enumerated().map { place, name in
      let before = known.prefix(place).map { LabelMatcher($0, .equal, "") }
      return LogQuery(matchers: [LabelMatcher(name, .matches, ".+")] + before).description
    }
  }
}
