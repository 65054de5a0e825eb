package import Cells
package import DataSources
package import Frames
import Logs
import Panels
package import Times
import Widgets

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
      self.range = range
      self.isLive = isLive
      self.isFrozen = isFrozen
      self.now = now
      self.width = width
      self.height = height
      self.glyphs = glyphs
    }
  }

  package var surroundings: Surroundings
  let source: DataSource
  let calendar: Calendar
  /// The last is on the screen.
  var listings: [LogListing]
  private var listingCount = 0
  var prompt: LogPrompt?
  var detail: LogDetail?
  /// The filters are listed, and this one is chosen.
  var filterSelection: Int?
  // How lines are shown stays from one listing to the next.
  var wraps = false
  var isRaw = false
  var hasColors = false
  var timeFormat = LogTimeFormat.local
  var chosenFields: [String] = []
  /// The names of labels that the server has, and the values of those that were asked for.
  var labelNames: [String]?
  var labelValues: [String: [String]] = [:]
  /// The view opens on the lines of all streams once it is known which labels they have.
  var isChoosingStreams: Bool
  /// The first listing is of a stretch of time of its own, whatever the range is.
  package var keepsExtent = false
  /// Why the labels are not known, and when they are asked for again.
  var problem: DataSourceError?
  var labelRetry: Instant?

  /// `queries`: the LogQL to show the lines of; those of all streams without any.
  package init(
    source: DataSource, calendar: Calendar, queries: [String] = [], surroundings: Surroundings
  ) {
    self.source = source
    self.calendar = calendar
    self.surroundings = surroundings
    isChoosingStreams = queries.isEmpty
    listings = []
    push(queries: queries, extent: extent(of: surroundings))
  }

  var listing: LogListing {
    // In place: lines are not copied.
    _read { yield listings[listings.count - 1] }
    _modify { yield &listings[listings.count - 1] }
  }

  mutating func push(queries: [String], extent: LogListing.Extent, title: String? = nil) {
    listingCount += 1
    listings.append(
      LogListing(
        id: listingCount, source: source, queries: queries, extent: extent, title: title))
  }

  func extent(of surroundings: Surroundings) -> LogListing.Extent {
    surroundings.isLive ? .live(surroundings.range.span) : .fixed(surroundings.range)
  }

  /// A text is being written: keys are letters.
  package var takesText: Bool { prompt != nil }
  /// A line is open.
  package var isOpen: Bool { detail != nil }

  package var deadline: Instant? {
    [listing.deadline(surroundings), labelRetry].compactMap(\.self).min()
  }

  /// Asks what is to be seen first.
  package mutating func open() -> [LogsEffect] { [askLabelNames()] + asks() }

  /// All that is to be asked now.
  mutating func asks() -> [LogsEffect] {
    listing.asks(surroundings)
  }

  package mutating func meetDeadline() -> [LogsEffect] {
    guard let labelRetry, labelRetry <= surroundings.now else { return asks() }
    self.labelRetry = nil
    return [askLabelNames()] + asks()
  }

  /// The range, the interval or the size are others now, or a refresh is due.
  package mutating func adjust(refreshes: Bool) -> [LogsEffect] {
    if listings.count == 1, listing.title == nil, !keepsExtent {
      let wanted = extent(of: surroundings)
      if listing.extent != wanted, !surroundings.isFrozen {
        listing.extent = wanted
        detail = nil
        listing.reload()
      }
    }
    if refreshes {
      listing.volume.isWanted = true
      for place in listing.legs.indices where listing.legs[place].failure != nil {
        if listing.legs[place].tail == nil { listing.legs[place].retry = surroundings.now }
      }
    }
    return asks()
  }

  package mutating func take(
    _ result: Result<LogsReply, DataSourceError>, to request: LogsRequest
  ) -> [LogsEffect] {
    switch request.id.kind {
    case .labelNames: return takeLabelNames(result)
    case .labelValues(let label):
      if case .success(.texts(let texts)) = result { labelValues[label] = texts }
      suggest()
      return []
    default:
      guard let place = listings.firstIndex(where: { $0.id == request.id.listing }) else {
        return []
      }
      listings[place].take(result, to: request, surroundings)
      return asks()
    }
  }

  /// Goes back one step.
  package mutating func back() -> [LogsEffect] {
    if prompt != nil {
      prompt = nil
    } else if filterSelection != nil {
      filterSelection = nil
    } else if detail != nil {
      detail = nil
    } else if listing.volume.cursor != nil || listing.volume.mark != nil {
      (listing.volume.cursor, listing.volume.mark) = (nil, nil)
    } else if listings.count > 1 {
      listings.removeLast()
      return adjust(refreshes: false)
    } else {
      return [.leave]
    }
    return []
  }

  /// The rows of the list of lines.
  var listHeight: Int { max(1, layout(of: surroundings).list.height) }

  package mutating func move(by rows: Int) -> [LogsEffect] {
    if let selection = filterSelection {
      let last = listing.filters.count - 1
      let target = rows == .max ? last : rows == -.max ? 0 : selection + rows
      filterSelection = max(0, min(target, last))
      return []
    }
    if detail != nil {
      detail?.move(by: rows)
      return []
    }
    listing.move(by: rows, height: listHeight)
    // Down to the last row and on: the newest are followed again.
    if rows > 0, listing.cursorRow == listing.rowCount - 1 {
      listing.follow()
    }
    return asks()
  }
}

// Beginning with what a panel has already.
extension LogsView {
  package mutating func begin(wraps: Bool) { self.wraps = wraps }

  /// Lines of a query that are at hand, the newest of the range; they are read on from there.
  package mutating func begin(leg place: Int, with lines: LogLines, answeredAt: Instant) {
    listing.begin(leg: place, with: lines, answeredAt: answeredAt, surroundings)
  }

  /// Puts the operator on a line, where it is at hand.
  package mutating func stand(on text: ArraySlice<UInt8>, at time: Instant) {
    var number = listing.buffer.number(after: time) - 1
    while listing.buffer.time(of: number) == time {
      if let (lines, index) = listing.buffer[number], lines.text(at: index) == text {
        listing.go(toRow: listing.row(of: number), height: listHeight)
        return
      }
      number -= 1
    }
  }
}
