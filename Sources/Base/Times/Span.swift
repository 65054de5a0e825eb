/// A length of time in nanoseconds; may be negative.
package struct Span: Hashable, Comparable, Sendable {
  package var nanoseconds: Int64

  package init(nanoseconds: Int64) { self.nanoseconds = nanoseconds }
  package init(milliseconds: Int64) { nanoseconds = milliseconds.multipliedClamped(by: 1_000_000) }
  package init(seconds: Double) {
    nanoseconds = Int64(clamping: (seconds * 1e6).rounded()).multipliedClamped(by: 1_000)
  }

  package var milliseconds: Int64 { nanoseconds.flooredDivision(by: 1_000_000) }
  package var seconds: Double { Double(nanoseconds) / 1e9 }

  package static let zero = Span(nanoseconds: 0)
  package static func seconds(_ count: Double) -> Span { Span(seconds: count) }
  package static func milliseconds(_ count: Int64) -> Span { Span(milliseconds: count) }
  package static func minutes(_ count: Double) -> Span { Span(seconds: count * 60) }
  package static func hours(_ count: Double) -> Span { Span(seconds: count * 3600) }

  package static func + (lhs: Span, rhs: Span) -> Span {
    Span(nanoseconds: lhs.nanoseconds.addingClamped(rhs.nanoseconds))
  }
  package static func * (span: Span, factor: Int64) -> Span {
    Span(nanoseconds: span.nanoseconds.multipliedClamped(by: factor))
  }
  package static prefix func - (span: Span) -> Span {
    Span(nanoseconds: Int64(0).subtractingClamped(span.nanoseconds))
  }

  package static func < (lhs: Span, rhs: Span) -> Bool { lhs.nanoseconds < rhs.nanoseconds }
}
