package import Frames
package import Times

extension LogTail {
  /// Lines to ask for, oldest first; the end does not belong to the range.
  package struct Question: Hashable, Sendable {
    package var from: Instant
    package var to: Instant
    package var limit: Int
  }

  /// What an answer brought.
  package struct Gain: Sendable {
    /// In order of time; late ones are older than lines taken before.
    package var lines: LogLines
    package var skip: Skip?
  }

  /// A line that was taken.
  struct Mark: Sendable {
    var time: Instant
    var digest: LineDigest
    var byteCount: Int

    init(_ lines: LogLines, at place: Int) {
      time = lines.times[place]
      digest = LineDigest(lines, at: place)
      byteCount = lines.text(at: place).count
    }
  }
}
