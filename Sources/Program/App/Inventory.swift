/// What there is to choose from that no configuration names: found when the program starts, and
/// again when files change.
package struct Inventory: Hashable, Sendable {
  /// The names of themes, and the one on the screen.
  package var themes: [String]
  package var theme: String
  /// The names of all layouts, the operator's own first.
  package var layouts: [String]

  package init(themes: [String] = [], theme: String = "dark", layouts: [String] = []) {
    self.themes = themes
    self.theme = theme
    self.layouts = layouts
  }
}
