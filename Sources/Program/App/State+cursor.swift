import Dashboards
import Frames
import Panels
import Times

// The value cursor: one moment, shown by all panels that have time.
extension State {
  /// Puts the cursor on the latest sample of the focused panel, or takes it away.
  mutating func toggleCursor() {
    guard cursor == nil, let panel = focusedPanel, panel.hasTimeAxis else {
      cursor = nil
      return
    }
    cursor = sampleTimes.last
    if cursor == nil { notice = "no values yet" }
  }

  /// Moves the cursor to the next sample of the focused panel, or the one before.
  mutating func moveCursor(bySamples count: Int) {
    guard let cursor else { return }
    let times = sampleTimes
    let next = count < 0 ? times.last { $0 < cursor } : times.first { $0 > cursor }
    self.cursor = next ?? cursor
  }

  /// Moves the cursor by tenths of the range, to the sample that is nearest there.
  mutating func moveCursor(byTenths count: Int) {
    guard let cursor, let content = currentView.focus.flatMap({ content(of: $0) }) else { return }
    let tenth = Span(nanoseconds: content.range.span.nanoseconds / 10)
    let goal = min(max(content.range.from, cursor + tenth * Int64(count)), content.range.to)
    let nearest = sampleTimes.min { ($0 - goal).magnitude < ($1 - goal).magnitude }
    self.cursor = nearest ?? goal
  }

  /// The times at which the focused panel has samples, ascending; equal steps when it has none.
  private var sampleTimes: [Instant] {
    guard let content = currentView.focus.flatMap({ content(of: $0) }) else { return [] }
    let range = content.range
    var times: Set<Instant> = []
    var known: [Instant] = []
    for field in content.frames.lazy.flatMap(\.fields) {
      // The series of an answer mostly share their times.
      guard let own = field.times, own != known else { continue }
      known = own
      times.formUnion(own.lazy.filter { range.from <= $0 && $0 <= range.to })
    }
    if times.isEmpty {
      let step = range.span.nanoseconds / 120
      return (0...120).map { range.from + Span(nanoseconds: step * $0) }
    }
    return times.sorted()
  }

  /// Keeps the cursor in a range that has moved on.
  mutating func holdCursor() {
    guard let cursor else { return }
    let range = shownRange
    self.cursor = min(max(range.from, cursor), range.to)
  }
}

extension Span {
  fileprivate var magnitude: Span { self < .zero ? Span(nanoseconds: 0 - nanoseconds) : self }
}
