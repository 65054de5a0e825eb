/// A step between the answers of a panel and what it draws; they are taken in order.
package enum Transformation: Hashable, Sendable {
  /// Rows of all frames in one, those with equal shared values joined.
  case merge
  case organize(Organize)
  /// Kept by its id, so that a panel can say what it leaves out.
  case unknown(id: String)

  /// Columns dropped, renamed and put in order, by the names they have before.
  package struct Organize: Hashable, Sendable {
    package var excludeByName: Set<String>
    package var renameByName: [String: String]
    /// Places from 0; columns without one come last.
    package var indexByName: [String: Int]

    package init(
      excludeByName: Set<String> = [], renameByName: [String: String] = [:],
      indexByName: [String: Int] = [:]
    ) {
      self.excludeByName = excludeByName
      self.renameByName = renameByName
      self.indexByName = indexByName
    }
  }
}
