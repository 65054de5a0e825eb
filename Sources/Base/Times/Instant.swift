/// A moment: nanoseconds since the Unix epoch, from 1677 to 2262.
package struct Instant: Hashable, Comparable, Sendable {
  package var nanoseconds: Int64

  package init(nanoseconds: Int64) { self.nanoseconds = nanoseconds }
  package init(milliseconds: Int64) { nanoseconds = milliseconds.multipliedClamped(by: 1_000_000) }

  /// Seconds as Prometheus sends them, kept to the microsecond; clamped to what can be held.
  package init(seconds: Double) {
    nanoseconds = Int64(clamping: (seconds * 1e6).rounded()).multipliedClamped(by: 1_000)
  }

  /// Whole milliseconds, rounded down.
  package var milliseconds: Int64 { nanoseconds.flooredDivision(by: 1_000_000) }
  package var seconds: Double { Double(nanoseconds) / 1e9 }

  package static func < (lhs: Instant, rhs: Instant) -> Bool { lhs.nanoseconds < rhs.nanoseconds }

  package static func + (lhs: Instant, rhs: Span) -> Instant {
    Instant(nanoseconds: lhs.nanoseconds.addingClamped(rhs.nanoseconds))
  }
  package static func - (lhs: Instant, rhs: Span) -> Instant {
    Instant(nanoseconds: lhs.nanoseconds.subtractingClamped(rhs.nanoseconds))
  }
  package static func - (lhs: Instant, rhs: Instant) -> Span {
    Span(nanoseconds: lhs.nanoseconds.subtractingClamped(rhs.nanoseconds))
  }
}
