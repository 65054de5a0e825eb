/// What lies behind a panel, one section at a time.
package struct Inspector: Hashable, Sendable {
  package enum Section: Int, Hashable, Sendable, CaseIterable {
    case query, frames, json

    package var title: String {
      switch self {
      case .query: "query"
      case .frames: "frames"
      case .json: "raw JSON"
      }
    }
  }

  /// The panel's id in the current view.
  package var panel: Int
  package var section = Section.query
  /// The first line in sight.
  package var scroll = 0

  package init(panel: Int) { self.panel = panel }

  /// The section so many places on, round the end.
  package mutating func turn(by offset: Int) {
    let all = Section.allCases
    section = all[((section.rawValue + offset) % all.count + all.count) % all.count]
    scroll = 0
  }
}
