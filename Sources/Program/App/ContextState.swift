package import Configuration
import DataSources
package import Times

/// A context: its sources and views, what it had when it was last shown, and how it does.
package struct ContextState: Sendable {
  package var settings: Settings
  /// `nil` until it has been opened.
  package var views: [ViewState]?
  package var current = 0
  package var selection: RangeSelection?
  package var hasChosenRange = false
  package var isRefreshed = true
  package var health: [String: SourceHealth]
  package var answeredAt: Instant?
  package var survey = Survey()

  package init(settings: Settings) {
    self.settings = settings
    health = Dictionary(
      settings.sources.map { ($0.name, SourceHealth(source: $0)) },
      uniquingKeysWith: { first, _ in first })
  }

  /// What cheap questions tell of a context that is not shown.
  package struct Survey: Hashable, Sendable {
    package var isAsking = false
    package var askedAt: Instant?
    package var answeredAt: Instant?
    /// Firing alerts by severity, the most severe first; `nil` while unknown.
    package var alerts: [Count]?
    /// What the first of them says of itself: its figure in words. Raw text.
    package var figure: String?
    /// Since when the server gives nothing.
    package var downSince: Instant?
    /// Why it is not known; raw text.
    package var failure: String?

    package struct Count: Hashable, Sendable {
      package var severity: String
      package var count: Int
      /// The alert of this severity that fires most, how often, and for how long already; no name
      /// where the server tells none.
      package var name = ""
      package var most = 0
      package var age: Span?
    }
  }
}
