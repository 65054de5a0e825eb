package import Times

/// Why a query that a server answered found nothing.
package enum EmptyReason: Hashable, Sendable {
  /// No sample of that name in so long a time.
  case unknownMetric(String, within: Span)
  /// There are samples, none of them in the range; the newest is of that moment.
  case noSample(String, last: Instant?)
  /// There are series of that name, but none that this condition lets through: `job="api"`. All
  /// conditions together, where each alone lets some through.
  case noMatch(String, condition: String)
  /// A span in brackets with no room for two samples.
  case shortSpan(Span)
  /// The range ends before the server's oldest sample, which the server itself told the time of,
  /// or is at most a step older than it says here.
  case beforeOldest(Instant, isExact: Bool)
  /// The range ends before the first sample of that name, which is at most a step older.
  case beforeFirst(String, Instant)
  /// The samples are younger than the last step; the next one shows them.
  case youngerThanStep(String, next: Instant)
  /// There are samples; the expression keeps none of them.
  case noResult(String)
}
