import Cells
import Logs
import Panels
import Text
import Times
import Widgets

extension LogsView {
  /// The open line: time, level, its text in full, then labels, metadata and fields by row.
  func drawDetail(in area: Rect, into buffer: inout Buffer) {
    guard !area.isEmpty, let detail, let (lines, index) = listing.buffer[detail.number] else {
      return
    }
    let glyphs = surroundings.glyphs
    buffer.fill(area, with: Cell(.space, Style(Ink(.text), on: Ink(.surface))))
    let inner = area.inset(left: 1, right: 1)
    let level = LineLevel(of: lines, at: index).map { "   " + $0.rawValue.uppercased() } ?? ""
    let service = LogRowReader.service(lines.stream(at: index))
    let time = lines.times[index]
    let head =
      Line(DisplayText(calendar.date(time) + " " + calendar.time(time)), .title)
      + Line(glyphs.text(".\(Self.nanoseconds(lines.times[index]))", limit: 12), .dim)
      + Line(glyphs.text(level + "   " + service, limit: 60), .dim)
    buffer.write(
      on(surface: head), x: inner.x, y: inner.y, limit: inner.width, mark: glyphs.ellipsis)
    let rows = body(of: detail, lines.text(at: index), width: inner.width)
    let room = inner.height - 1
    let chosen = rows.firstIndex { $0.isChosen } ?? 0
    var first = max(0, min(detail.scroll, rows.count - room))
    if detail.selection != nil { first = max(0, min(chosen - room * 2 / 3, rows.count - room)) }
    for (place, row) in rows.dropFirst(first).prefix(max(0, room)).enumerated() {
      let y = inner.y + 1 + place
      buffer.write(
        on(surface: row.line), x: inner.x, y: y, limit: inner.width, mark: glyphs.ellipsis)
      guard row.isChosen else { continue }
      buffer.restyle(Rect(x: area.x, y: y, width: area.width, height: 1)) {
        $0.background = Ink(.raised)
      }
    }
  }

  private struct BodyRow {
    var line: Line
    var isChosen = false
  }

  /// Rows of text that are shown of a line at most.
  private static let mostRows = 4_000

  private func body(
    of detail: LogDetail, _ text: ArraySlice<UInt8>, width: Int
  ) -> [BodyRow] {
    var rows: [BodyRow] = []
    let bytes = ColoredText.stripped(Array(text.prefix(1 << 20)))
    let paragraphs = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
    for paragraph in paragraphs.prefix(Self.mostRows) {
      var rest = DisplayText(utf8: paragraph)
      repeat {
        let head = rest.prefix(max(1, width))
        rows.append(BodyRow(line: Line(head, .bright)))
        rest = rest.dropping(max(1, head.width))
      } while !rest.isEmpty && rows.count < Self.mostRows
    }
    let nameWidth = min(24, detail.rows.map { DisplayText($0.name, limit: 24).width }.max() ?? 0)
    var origin: LogDetail.Row.Origin?
    for (place, row) in detail.rows.enumerated() {
      if row.origin != origin {
        rows.append(BodyRow(line: Line()))
        rows.append(BodyRow(line: Line(DisplayText(row.origin.rawValue), .dim)))
        origin = row.origin
      }
      let glyphs = surroundings.glyphs
      let mark: DisplayText = chosenFields.contains(row.name) ? "*" : " "
      let name = glyphs.text(row.name, limit: nameWidth).padded(to: nameWidth)
      let value = glyphs.text(row.value, limit: max(0, width - nameWidth - 3))
      rows.append(
        BodyRow(
          line: Line(mark, Style(.accent)) + Line(name + "  ", .dim) + Line(value),
          isChosen: place == detail.selection))
    }
    return rows
  }

  private func on(surface line: Line) -> Line {
    line.restyled { style in
      if style.background == Ink(.background) { style.background = Ink(.surface) }
    }
  }

  private static func nanoseconds(_ time: Instant) -> String {
    let rest = ((time.nanoseconds % 1_000_000_000) + 1_000_000_000) % 1_000_000_000
    return String(String(1_000_000_000 + rest).dropFirst())
  }
}
