package import Formats

/// A dashboard as its layout file means it: problems of the file are kept beside what could be
/// read, each with its JSON path.
package struct Dashboard: Hashable, Sendable {
  package var uid: String?
  package var title: String
  package var tags: [String]
  /// Panels and row headers in the file's order, those of collapsed rows inside their row.
  package var panels: [Panel]
  package var variables: [Variable]
  /// `now-1h` and `now` by default.
  package var from: String
  package var to: String
  /// `30s`; `nil` where the file gives none or switches it off.
  package var refresh: String?
  /// `browser`, `utc` or a zone's name; the machine's own when `nil`.
  package var timeZone: String?
  /// Links of the dashboard itself, raw.
  package var links: [FieldConfig.DataLink]
  /// Its links to all dashboards that bear some tags.
  package var tagLinks: [TagLink]
  package var problems: [Problem]

  package init(title: String) {
    self.title = title
    uid = nil
    tags = []
    panels = []
    variables = []
    from = "now-1h"
    to = "now"
    links = []
    tagLinks = []
    problems = []
  }

  /// A link to all dashboards that bear all of its tags.
  package struct TagLink: Hashable, Sendable {
    package var title: String
    package var tags: [String]
    /// What goes behind the address of each: range and variables, raw; may be empty.
    package var parameters: String

    package init(title: String, tags: [String], parameters: String = "") {
      self.title = title
      self.tags = tags
      self.parameters = parameters
    }
  }

  /// What could not be read, where (`$.panels[3].gridPos.h`), and how bad that is.
  package struct Problem: Hashable, Sendable {
    package enum Level: String, Hashable, Sendable { case warning, error }
    package var level: Level
    /// A stable word for scripts: `wrong-type`, `unknown-panel`, `duplicate-id`.
    package var code: String
    package var path: String
    package var message: String

    package init(_ level: Level, _ code: String, _ path: String, _ message: String) {
      self.level = level
      self.code = code
      self.path = path
      self.message = message
    }
  }
}
