package import Cells
package import Widgets

/// The dialog that writes a panel to a file: what, and where to.
package struct WriteDialog: Hashable, Sendable {
  /// The panel's id in the current view.
  package var panel: Int
  package var format = Export.csv
  package var path: TextField
  /// The last try, raw text.
  package var problem: String?
  /// A file of this path is there; Enter again replaces it.
  package var confirmed: String?

  package init(panel: Int, path: String) {
    self.panel = panel
    self.path = TextField(path)
  }

  /// The format so many places on; a path that ends as the one before did follows.
  package mutating func turn(by offset: Int) {
    let all = Export.allCases
    let place = all.firstIndex(of: format) ?? 0
    let next = all[((place + offset) % all.count + all.count) % all.count]
    let ending = "." + format.suffix
    if path.text.hasSuffix(ending) {
      path = TextField(path.text.dropLast(ending.count) + "." + next.suffix)
    }
    format = next
    problem = nil
  }

  package mutating func edit(_ key: Key) {
    guard path.edit(key) else { return }
    problem = nil
    // A name that ends as another format means that one.
    let ended = Export.allCases.first { path.text.lowercased().hasSuffix("." + $0.suffix) }
    format = ended ?? format
  }
}
