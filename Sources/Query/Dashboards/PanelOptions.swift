package import Transforms

/// How single values are made of an answer (`reduceOptions`).
package struct ReduceOptions: Hashable, Sendable {
  package var calcs: [Reducer] = [.lastNotNull]
  /// Every row becomes a value, not one for each field.
  package var values = false
  package var limit = 25
  /// "" numeric fields, `/.*/` all, `/re/` by name.
  package var fields = ""
  package init() {}
}

package struct TextOptions: Hashable, Sendable {
  package enum Mode: String, Hashable, Sendable { case markdown, html, code }
  package var mode = Mode.markdown
  package var content = ""
  package init() {}
}
