package import DataSources
package import Widgets

/// What a Prometheus scrapes, as a list that can be filtered.
package struct TargetList: Hashable, Sendable {
  /// The source's name.
  package var source: String
  package var filter = TextField()
  package var targets: [ScrapeTarget]?
  package var failure: String?
  package var selection = 0

  package init(source: String) { self.source = source }

  /// Targets that have all words of the filter in what is shown of them.
  package var shown: [ScrapeTarget] {
    let words = filter.text.lowercased().split(separator: " ")
    guard !words.isEmpty else { return targets ?? [] }
    return (targets ?? []).filter { target in
      let text = "\(target.job) \(target.instance) \(target.health) \(target.lastError)"
        .lowercased()
      return words.allSatisfy { text.contains($0) }
    }
  }
}
