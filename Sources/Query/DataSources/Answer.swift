package import Frames

/// What a source says to a query.
package struct Answer: Hashable, Sendable {
  /// One for each series, or the one table; none when nothing matched.
  package var frames: [Frame]
  /// What the server says about the answer as a whole, its warnings first. They stand here and not
  /// on a frame because an answer without any series can have them too; a frame's own notices
  /// speak about that series.
  package var notices: [Frame.Notice]
  /// How it came; `nil` where nobody sent it.
  package var transfer: Transfer?

  package init(frames: [Frame], notices: [Frame.Notice] = []) {
    self.frames = frames
    self.notices = notices
  }
}
