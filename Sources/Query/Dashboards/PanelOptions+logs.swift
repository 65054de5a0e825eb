package struct LogsOptions: Hashable, Sendable {
  /// Which lines that follow each other count as one.
  package enum Deduplication: String, Hashable, Sendable {
    case none
    /// The same text.
    case exact
    /// The same but for its digits.
    case numbers
    /// The same but for its letters: punctuation and white space count.
    case signature
  }

  package var showsTime = false
  package var wraps = false
  package var isOldestFirst = false
  package var deduplication = Deduplication.none
  /// A line can be opened.
  package var hasDetails = true
  package var showsLabels = false
  package var prettifiesJSON = false
  /// Follows each second also while it is not looked at; hune's own.
  package var tails = false
  package init() {}
}
