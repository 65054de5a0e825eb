package import Times

/// How acknowledgements and silences are made and kept.
package struct SilenceSettings: Hashable, Sendable {
  /// How long an acknowledgement holds, each time it is made or extended.
  package var length = Span.minutes(15)
  /// It is extended when no more than this is left.
  package var margin = Span.minutes(5)
  /// How long its alert must be gone before it is expired.
  package var grace = Span.minutes(5)
  /// An acknowledgement is extended while its alert fires.
  package var isExtended = true
  /// An acknowledgement is expired once its alert is gone.
  package var isExpired = true
  /// No silence may be longer.
  package var maximumLength = Span.hours(24)

  package init() {}
}
