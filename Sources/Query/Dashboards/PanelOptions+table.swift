package import Transforms

/// What holds for a whole table; its columns are fields with configs of their own.
package struct TableOptions: Hashable, Sendable {
  /// One row below all others.
  package struct Footer: Hashable, Sendable {
    package var reducers: [Reducer] = []
    /// The columns that are reduced, by name; all numeric ones when empty.
    package var fields: [String] = []
    /// The first column says how many rows there are.
    package var countsRows = false
    package init() {}
  }

  package var sortBy: String?
  package var sortsDescending = false
  package var showsHeader = true
  package var footer: Footer?
  /// Which of several tables is shown.
  package var frameIndex = 0
  package init() {}
}
