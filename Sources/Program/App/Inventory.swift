/// What there is to choose from that no configuration names: found when the program starts, and
/// again when files change.
package struct Inventory: Hashable, Sendable {
  /// The names of themes, and the one on the screen.
  package var themes: [String]
  package var theme: String
  /// The names of all layouts, the operator's own first. A file of several dashboards is there
  /// once for each: `file.yaml#uid`.
  package var layouts: [String]
  /// The titles of their dashboards by name, as far as they have been read; raw.
  package var titles: [String: String]
  /// Runbooks: `luneo-queues/runbooks/queue-saturated.md`.
  package var runbooks: [String]

  package init(
    themes: [String] = [], theme: String = "dark", layouts: [String] = [],
    titles: [String: String] = [:], runbooks: [String] = []
  ) {
    self.themes = themes
    self.theme = theme
    self.layouts = layouts
    self.titles = titles
    self.runbooks = runbooks
  }
}
