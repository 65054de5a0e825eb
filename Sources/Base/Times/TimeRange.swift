/// The moments that a dashboard shows: from the one, to the other, never the wrong way round.
package struct TimeRange: Hashable, Sendable {
  package let from: Instant
  package let to: Instant

  /// A range; ends given the wrong way round are swapped.
  package init(from: Instant, to: Instant) {
    self.from = min(from, to)
    self.to = max(from, to)
  }

  package var span: Span { to - from }
}
