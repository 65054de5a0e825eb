package import Frames
package import Times

extension LogTail {
  /// Lines that a server keeps to itself: those beyond the most that it gives, where so many stand
  /// at one nanosecond, or one that is larger than a reply may be.
  package struct Skip: Hashable, Sendable {
    /// Where they stand; the last nanosecond of it.
    package var moment: Instant
    /// The lines there that were taken.
    package var taken: Int
    /// How long before the moment they may stand, it included.
    package var span = Span(nanoseconds: 1)
    /// A line is larger than a reply.
    package var isTooLong = false

    /// The question of how many lines stand there, for the server's end of the moment itself.
    package func countQuery(of expression: String) -> String {
      "sum(\(LogCount.query(of: expression, in: span)))"
    }

    /// How many lines are lost, of the answer to that question; `nil` where it does not say.
    package func lostCount(in frames: [Frame]) -> Int? {
      guard let numbers = frames.first?.fields.lazy.compactMap(\.numbers).first,
        numbers.count > 0, let count = numbers[numbers.count - 1], count.isFinite
      else { return nil }
      return Int(max(0, min(count, 1e15))) - min(taken, Int(max(0, min(count, 1e15))))
    }
  }
}
