import Testing
import Times

/// What lies outside the years that can be held is the first or the last moment of them.
@Test(arguments: [
  (Instant(nanoseconds: .max), Span(nanoseconds: 1), Int64.max, Int64.max - 1),
  (Instant(nanoseconds: .min), Span(nanoseconds: 1), .min + 1, .min),
  (Instant(nanoseconds: 0), Span(nanoseconds: .min), .min, .max),
  (Instant(nanoseconds: -1), Span(nanoseconds: .min), .min, .max),
  (Instant(nanoseconds: 0), Span(nanoseconds: .max), .max, -.max),
  (Instant(nanoseconds: -2), Span(nanoseconds: .max), .max - 2, .min),
  (Instant(nanoseconds: 7), Span(nanoseconds: 5), 12, 2),
])
func momentsAndSpansNeverOverflow(instant: Instant, span: Span, sum: Int64, difference: Int64) {
  #expect((instant + span).nanoseconds == sum)
  #expect((instant - span).nanoseconds == difference)
}

@Test(arguments: [
  (Int64.max, Int64.min, Int64.max), (.min, .max, .min), (0, .min, .max), (.min, 1, .min),
  (9, 4, 5),
])
func theSpanBetweenMomentsNeverOverflows(to: Int64, from: Int64, span: Int64) {
  #expect((Instant(nanoseconds: to) - Instant(nanoseconds: from)).nanoseconds == span)
}
