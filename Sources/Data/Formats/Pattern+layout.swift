package import Patterns

extension Pattern {
  /// A pattern as layouts hold them: `/re/flags` is sought anywhere, a bare one stands for the
  /// whole text. `nil` when it can't be read.
  package static func ofLayout(_ source: String) -> Pattern? {
    try? Pattern(source.hasPrefix("/") ? source : "^\(source)$")
  }
}
