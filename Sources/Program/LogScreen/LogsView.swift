package import Cells
package import DataSources
package import Times
package import Widgets

/// The logs view: listings of log lines, one over the other. The last is on the screen; those
/// under it are what Esc goes back to.
package struct LogsView: Sendable {
  /// What the view must know of the program around it.
  package struct Surroundings: Sendable {
    package var range: TimeRange
    /// The range ends now: new lines are followed.
    package var isLive: Bool
    /// Nothing new is shown.
    package var isFrozen: Bool
    package var now: Instant
    /// Columns and rows of the view.
    package var width: Int
    package var height: Int
    package var glyphs: GlyphSet

    package init(
      range: TimeRange, isLive: Bool, isFrozen: Bool, now: Instant, width: Int, height: Int,
      glyphs: GlyphSet
    ) {
      self.isFrozen = isFrozen
      self.range = range
      self.isLive = isLive
      self.now = now
      self.width = width
      self.height = height
      self.glyphs = glyphs
    }
  }

  package var surroundings: Surroundings?
  let source: DataSource
  let calendar: Calendar
  let query: String?

  package init(source: DataSource, calendar: Calendar, query: String? = nil) {
    self.source = source
    self.calendar = calendar
    self.query = query
  }

  /// A text is being written: keys are letters.
  package var takesText: Bool { false }
  /// A line is open.
  package var isOpen: Bool { false }
  package var deadline: Instant? { nil }
  package var state: Line { Line("live", Style(.ok)) }
  package var footer: [(command: LogsCommand, word: String?)] { [(.streams, nil)] }

  package mutating func open(_ surroundings: Surroundings) -> [LogsEffect] { [] }
  package mutating func adjust(refreshes: Bool) -> [LogsEffect] { [] }
  package mutating func write(_ key: Key) -> [LogsEffect] { [] }
  package mutating func move(by rows: Int) -> [LogsEffect] { [] }
  package mutating func perform(_ command: LogsCommand) -> [LogsEffect] { [] }
  package mutating func copy() -> [LogsEffect] { [] }
  package mutating func back() -> [LogsEffect] { [.leave] }
  package mutating func meetDeadline(at now: Instant) -> [LogsEffect] { [] }
  package mutating func take(
    _ result: Result<LogsReply, DataSourceError>, to request: LogsRequest
  ) -> [LogsEffect] { [] }
  package func draw(in area: Rect, _ surroundings: Surroundings, into buffer: inout Buffer) {}
}
