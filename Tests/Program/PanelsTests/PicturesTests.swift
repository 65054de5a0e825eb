import Cells
import Dashboards
import Formats
import Frames
import Panels
import Testing
import Times

private let now = Instant(milliseconds: 1_795_271_550_000)

private func content(_ kind: Panel.Kind = .timeSeries(TimeSeriesOptions())) -> PanelContent {
  let panel = Panel(id: 7, title: "Queue", gridPos: GridPos(x: 0, y: 0, w: 12, h: 8), kind: kind)
  var content = PanelContent(
    panel: panel, range: TimeRange(from: now - .hours(1), to: now), now: now,
    calendar: Calendar(.utc))
  content.frames = ["a", "b", "c"].enumerated().map { index, name in
    Frame(
      refID: "A",
      fields: [
        Field(name: "Time", values: .times((0...9).map { now - .minutes(Double(9 - $0)) })),
        Field(
          name: "Value", labels: ["queue": name],
          values: .numbers(NumberColumn((0...9).map { Double($0 * 3 + index) })), sourceName: name),
      ])
  }
  content.fetchedAt = now
  content.status = .ok
  return content
}

private let place = Pictures.Place(view: 0, panel: 7)

extension Pictures {
  fileprivate mutating func screen(_ content: PanelContent, width: Int = 90, height: Int = 12)
    -> Buffer
  {
    var buffer = Buffer(width: width, height: height)
    box(for: content, at: place, width: width, height: height).render(
      in: buffer.area, into: &buffer)
    return buffer
  }
}

@Test func theFocusAndThePresentDrawNothingAnew() {
  var pictures = Pictures()
  var content = content()
  let first = pictures.screen(content)
  content.isFocused = true
  content.now = now + .minutes(2)
  let second = pictures.screen(content)
  #expect(pictures.drawnCount == 1)
  #expect(first != second, "the title tells the focus")
}

/// What can be another from one draw to the next.
private enum Change: CaseIterable {
  case frames, value, range, title, unit, kind, noData, failure, glyphs, calendar, fullScreen,
    scroll

  func apply(to content: inout PanelContent) {
    switch self {
    case .frames: content.frames.removeLast()
    case .value: content.frames[1].fields[1].values = .numbers([99])
    case .range: content.range = TimeRange(from: now - .hours(9), to: now)
    case .title: content.panel.title = "Other"
    case .unit: content.panel.fieldConfig.unit = "s"
    case .kind: content.panel.kind = .stat(StatOptions())
    case .noData: content.status = .noData(queries: ["up"])
    case .failure:
      content.status = .failed(
        PanelContent.Failure(source: "prod", reason: "refused", since: now))
    case .glyphs: content.glyphs = .ascii
    case .calendar: content.calendar = Calendar(.local)
    case .fullScreen: content.isFullScreen = true
    case .scroll: content.scroll = 1
    }
  }
}

@Test(
  arguments: Change.allCases,
  [Panel.Kind.timeSeries(TimeSeriesOptions()), .table(TableOptions())])
private func aChangeIsDrawn(change: Change, kind: Panel.Kind) {
  var content = content(kind)
  var pictures = Pictures()
  _ = pictures.screen(content)
  change.apply(to: &content)
  var fresh = Pictures()
  #expect(pictures.screen(content) == fresh.screen(content))
}

@Test func agesGrowWithTheTime() {
  var content = content(.table(TableOptions()))
  content.panel.fieldConfig.unit = "dateTimeFromNow"
  var pictures = Pictures()
  let first = pictures.screen(content)
  content.now = now + .hours(24 * 800)
  #expect(pictures.screen(content) != first)
}

@Test func anotherSizeIsDrawnAnew() {
  var pictures = Pictures()
  _ = pictures.screen(content())
  var fresh = Pictures()
  let wide = fresh.screen(content(), width: 120, height: 20)
  #expect(pictures.screen(content(), width: 120, height: 20) == wide)
}

@Test func aSelectionIsDrawnOnlyOnTheFocusedTable() {
  var pictures = Pictures()
  var content = content(.table(TableOptions()))
  content.selection = 1
  let plain = pictures.screen(content)
  content.selection = 2
  #expect(pictures.screen(content) == plain)
  #expect(pictures.drawnCount == 1)
  content.isFocused = true
  let selected = pictures.screen(content)
  content.selection = 0
  #expect(pictures.screen(content) != selected)
  #expect(pictures.drawnCount == 3)
}

@Test func picturesOutOfSightAreForgotten() {
  var pictures = Pictures()
  _ = pictures.screen(content())
  pictures.keep(only: [])
  _ = pictures.screen(content())
  #expect(pictures.drawnCount == 2)
}

@Test func oneOfSeveralLongAnswersIsDrawnOnAScreen() {
  var long = content()
  long.frames[0].fields[0].values = .times(Array(repeating: now, count: 400_000))
  long.frames[0].fields[1].values = .numbers(NumberColumn(Array(repeating: 1.0, count: 400_000)))
  var pictures = Pictures()
  let draw = { (content: PanelContent, pictures: inout Pictures) in
    pictures.begin()
    for panel in 0..<3 {
      _ = pictures.box(
        for: content, at: Pictures.Place(view: 0, panel: panel), width: 40, height: 8)
    }
  }
  // At first there is nothing to show in place of a picture.
  draw(long, &pictures)
  #expect(pictures.drawnCount == 3 && !pictures.isBehind)
  long.frames[1].fields[1].values = .numbers([1, 2])
  draw(long, &pictures)
  #expect(pictures.drawnCount == 4 && pictures.isBehind)
  draw(long, &pictures)
  draw(long, &pictures)
  #expect(pictures.drawnCount == 6 && !pictures.isBehind)
  draw(long, &pictures)
  #expect(pictures.drawnCount == 6 && !pictures.isBehind)
}
