import Configuration
package import DataSources
package import Queries

/// A query that is to be sent, and the panel that waits for it.
package struct Fetch: Hashable, Sendable {
  package var id: ID
  package var query: Query
  package var source: DataSource
  /// The name of the value column in table format.
  package var valueName: String

  package init(id: ID, query: Query, source: DataSource, valueName: String = "Value") {
    self.id = id
    self.query = query
    self.source = source
    self.valueName = valueName
  }

  /// Whose answer it is. A later fetch with the same place supersedes an earlier one.
  package struct ID: Hashable, Sendable {
    package var place: Place
    /// Counts the refreshes of the program; an older answer never replaces a newer one.
    package var refresh: Int

    package init(place: Place, refresh: Int) {
      self.place = place
      self.refresh = refresh
    }
  }

  /// A target of a panel of a view; instant and range forms of one target are two.
  package struct Place: Hashable, Sendable {
    package var view: Int
    package var panel: Int
    /// The target's place in the panel: letters may stand there twice.
    package var target: Int
    package var isInstant: Bool

    package init(view: Int, panel: Int, target: Int, isInstant: Bool) {
      self.view = view
      self.panel = panel
      self.target = target
      self.isInstant = isInstant
    }
  }
}
