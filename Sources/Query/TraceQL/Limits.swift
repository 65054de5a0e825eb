/// How much we read, so that no query from outside exhausts the stack or the memory.
package enum Limits {
  /// The levels of a tree.
  package static let depth = 200
  /// The bytes of a query.
  package static let length = 256 * 1024
}
