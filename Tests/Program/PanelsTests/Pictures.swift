import Cells
import Dashboards
import Formats
import Frames
import Panels
import TestSupport
import Times

/// Noon of a day in November, the end of every picture's range.
let noon = Instant(milliseconds: 1_795_262_400_000)

/// A panel's content with data that just came, over a range that ends at noon.
func content(
  _ kind: Panel.Kind, _ frames: [Frame], minutes: Double = 60,
  _ change: (inout PanelContent) -> Void = { _ in }
) -> PanelContent {
  let panel = Panel(id: 1, title: "Panel", gridPos: GridPos(x: 0, y: 0, w: 12, h: 8), kind: kind)
  var content = PanelContent(
    panel: panel, range: TimeRange(from: noon - .minutes(minutes), to: noon), now: noon,
    calendar: Calendar(.utc))
  content.frames = frames
  content.fetchedAt = noon
  content.status = .ok
  change(&content)
  return content
}

/// A series whose last sample is at noon.
func series(
  _ name: String, _ values: [Double?], every seconds: Double = 60, labels: Labels = [:],
  refID: String = "A"
) -> Frame {
  series(name, .numbers(NumberColumn(values)), every: seconds, labels: labels, refID: refID)
}

func series(
  _ name: String, _ values: Field.Values, every seconds: Double = 60, labels: Labels = [:],
  refID: String = "A"
) -> Frame {
  var field = Field(name: "Value", labels: labels, values: values, sourceName: name)
  if name.isEmpty { field.sourceName = nil }
  let times = (0..<field.count).map { noon - .seconds(Double(field.count - 1 - $0) * seconds) }
  return Frame(refID: refID, fields: [Field(name: "Time", values: .times(times)), field])
}

/// The rows of a panel, blanks at their ends left out.
func picture(_ content: PanelContent, _ width: Int, _ height: Int) -> [String] {
  let box = PanelView.box(for: content, width: width, height: height)
  var buffer = Buffer(width: width, height: height)
  buffer.draw(box, in: buffer.area)
  return rows(of: buffer).map { row in
    String(row.reversed().drop { $0 == " " }.reversed())
  }
}

/// Every size at which a panel may come to stand, with data that no server should send.
func drawAtAllSizes(_ content: PanelContent) {
  for (width, height) in [
    (0, 0), (1, 1), (2, 2), (3, 1), (9, 3), (16, 4), (24, 5), (40, 9), (200, 60),
  ] {
    _ = picture(content, width, height)
  }
  for glyphs in [GlyphSet.blocks, .ascii] {
    var content = content
    content.glyphs = glyphs
    _ = picture(content, 60, 12)
  }
}

/// Samples that break what is not careful.
let wild: [Double?] = [
  1, nil, .nan, .infinity, -.infinity, -4, 1e300, -1e308, .greatestFiniteMagnitude,
  .leastNonzeroMagnitude, 0, 9_223_372_036_854_775_808,
]
