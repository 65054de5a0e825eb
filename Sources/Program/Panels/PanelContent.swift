package import Cells
package import Dashboards
package import Frames
package import Times

/// All that a panel is drawn from: pure values, so that a drawn panel can be tested.
package struct PanelContent: Equatable, Sendable {
  /// The panel, its title and texts with variables filled in.
  package var panel: Panel
  /// The last data that came, raw; kept when a later refresh fails.
  package var frames: [Frame]
  /// What the servers say about the last data: warnings make the panel partial.
  package var notices: [Frame.Notice]
  package var status: Status
  /// Why the panel is empty, where that is known; raw text.
  package var emptyReason: String?
  /// The range that the frames were asked for.
  package var range: TimeRange
  /// When the frames came; `nil` before the first.
  package var fetchedAt: Instant?
  package var now: Instant
  package var calendar: Calendar
  package var glyphs: GlyphSet
  package var isFocused: Bool
  /// Fills the screen: shows more, not only larger.
  package var isFullScreen: Bool
  /// First row in sight and the chosen row, of panels that have rows.
  package var scroll: Int
  package var selection: Int?
  /// Only rows with this text are shown, of panels that have rows.
  package var filter = ""
  /// What a list of alerts says, which shows none.
  package var alerts = "no alerts"
  /// What a list of alerts shows, in its order.
  package var shownAlerts: [ShownAlert] = []
  /// What fires of that which the panel shows; its title says so.
  package var alarm: Alarm?
  /// The data are from another visit and not confirmed yet.
  package var isOld = false
  /// The axis follows the data, whether or not zero is near.
  package var fitsAxis = false
  /// What the axes span in any case, as they did a moment ago.
  package var heldScales: ChartScales?
  /// The moment whose values are shown, where the panel has time; the latest when `nil`.
  package var cursor: Instant?

  package init(panel: Panel, range: TimeRange, now: Instant, calendar: Calendar) {
    self.panel = panel
    self.range = range
    self.now = now
    self.calendar = calendar
    frames = []
    notices = []
    status = .loading
    glyphs = .full
    isFocused = false
    isFullScreen = false
    scroll = 0
  }

  /// How the last refresh of the panel went.
  package enum Status: Hashable, Sendable {
    case loading
    /// No target failed and at least one gave data.
    case ok
    /// All answered, none had data; the queries as sent.
    case noData(queries: [String])
    /// The last refresh failed; frames, when there are any, are from before.
    case failed(Failure)
    /// Some targets gave data, another failed: `▲ partial`, and what is missing.
    case partial(Failure)
    /// No source of the type that the layout asks for is configured: `loki`, `tempo`.
    case noSource(type: String)
    case unsupported(type: String)
  }

  /// Why, since when, and when it will be tried again; raw text.
  package struct Failure: Hashable, Sendable {
    package var source: String
    package var reason: String
    package var since: Instant
    package var nextTry: Instant?
    /// The source answers, but not this query: another try changes nothing.
    package var isRefusal: Bool

    package init(
      source: String, reason: String, since: Instant, nextTry: Instant? = nil,
      isRefusal: Bool = false
    ) {
      self.source = source
      self.reason = reason
      self.since = since
      self.nextTry = nextTry
      self.isRefusal = isRefusal
    }
  }
}

extension PanelContent.Failure: CustomStringConvertible {
  package var description: String {
    source + (isRefusal ? " refused the query: " : ": ") + reason
  }
}
