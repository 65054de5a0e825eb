package import Cells
package import Text

/// A dialog to choose from: a line to write in, a word about what is written, and the choices.
package struct PickerDialog: Widget {
  package struct Row: Hashable, Sendable {
    /// Chosen or not, where several can be; `nil` where one is taken.
    package var isMarked: Bool?
    package var title: DisplayText
    /// What stands dim beside the title.
    package var detail: DisplayText
    /// The key that does the same at once.
    package var key: DisplayText

    package init(
      isMarked: Bool? = nil, title: DisplayText, detail: DisplayText = .empty,
      key: DisplayText = .empty
    ) {
      self.isMarked = isMarked
      self.title = title
      self.detail = detail
      self.key = key
    }
  }

  package var title: DisplayText
  /// What is written, and the characters before the cursor.
  package var text: DisplayText
  package var textBeforeCursor: DisplayText
  /// Stands in the empty line.
  package var hint: DisplayText
  /// What is wrong with the text, or what it means.
  package var note: Line
  /// How many rows there are in all; those in sight are asked for.
  package var count: Int
  package var row: @Sendable (Int) -> Row
  package var scroll: Int
  package var selection: Int?
  /// Said in place of rows where there are none.
  package var status: Line
  package var keys: Line
  /// The rows that are kept free for choices, so that the box stays while they are filtered.
  package var room: Int
  package var glyphs: GlyphSet

  package init(
    title: DisplayText, text: DisplayText = .empty, textBeforeCursor: DisplayText = .empty,
    hint: DisplayText = .empty, note: Line = Line(), count: Int = 0, scroll: Int = 0,
    selection: Int? = nil, status: Line = Line(), keys: Line = Line(), room: Int = 0,
    glyphs: GlyphSet = .full, row: @escaping @Sendable (Int) -> Row = { _ in Row(title: .empty) }
  ) {
    self.title = title
    self.text = text
    self.textBeforeCursor = textBeforeCursor
    self.hint = hint
    self.note = note
    self.count = count
    self.row = row
    self.scroll = scroll
    self.selection = selection
    self.status = status
    self.keys = keys
    self.room = room
    self.glyphs = glyphs
  }

  /// Border, line to write in, note, and the keys below an empty row.
  private static let chrome = 6

  /// The choices in sight on a screen so high.
  package static func rows(onScreen height: Int, room: Int) -> Int {
    max(0, min(DialogFrame.size.height, height, room + chrome) - chrome)
  }

  package func render(in area: Rect, into buffer: inout Buffer) {
    guard area.width >= 8, area.height >= 4 else { return }
    let box = area.centered(
      width: DialogFrame.size.width, height: min(DialogFrame.size.height, room + Self.chrome))
    DialogFrame(title: title, box: box, glyphs: glyphs).render(in: area, into: &buffer)
    let inside = box.inset(left: 2, top: 1, right: 2, bottom: 1)
    buffer.clipped(to: inside) { buffer in
      drawField(in: inside, into: &buffer)
      buffer.write(
        onSurface(note), x: inside.x + 1, y: inside.y + 1, limit: max(0, inside.width - 2),
        mark: glyphs.ellipsis)
      let list = inside.inset(top: 2, bottom: 2)
      drawRows(in: list, into: &buffer)
      if inside.height > 3 {
        buffer.write(
          onSurface(keys), x: inside.x + 1, y: inside.maxY - 1, limit: max(0, inside.width - 2),
          mark: glyphs.ellipsis)
      }
    }
    drawCount(in: box, rows: max(0, inside.height - 4), into: &buffer)
  }

  private func drawField(in inside: Rect, into buffer: inout Buffer) {
    let ground = Ink(.raised)
    buffer.fill(
      Rect(x: inside.x, y: inside.y, width: inside.width, height: 1),
      with: Cell(.space, Style(Ink(.text), on: ground)))
    let mark: DisplayText = glyphs.isASCII ? "> " : "› "
    let start =
      inside.x + 1
      + buffer.write(mark, x: inside.x + 1, y: inside.y, style: Style(Ink(.accent), on: ground))
    let room = max(1, inside.maxX - 1 - start)
    if text.isEmpty {
      buffer.write(
        hint, x: start, y: inside.y, style: Style(Ink(.dim), on: ground), limit: room,
        mark: glyphs.ellipsis)
    }
    // The part before the cursor is always in sight.
    let hidden = max(0, textBeforeCursor.width - room + 1)
    buffer.clipped(to: Rect(x: start, y: inside.y, width: room, height: 1)) { buffer in
      buffer.write(
        text, x: start - hidden, y: inside.y, style: Style(Ink(.bright), on: ground))
      let x = start + textBeforeCursor.width - hidden
      buffer.restyle(Rect(x: x, y: inside.y, width: 1, height: 1)) {
        $0.attributes.insert(.reverse)
      }
    }
  }

  private func drawRows(in list: Rect, into buffer: inout Buffer) {
    guard !list.isEmpty else { return }
    guard count > 0 else {
      buffer.write(
        onSurface(status), x: list.x + 1, y: list.y, limit: max(0, list.width - 2),
        mark: glyphs.ellipsis)
      return
    }
    let first = max(0, min(scroll, count - list.height))
    let rows = (first..<min(count, first + list.height)).map { ($0, row($0)) }
    let keyWidth = rows.map(\.1.key.width).max() ?? 0
    let details = rows.contains { !$0.1.detail.isEmpty }
    let marks = rows.contains { $0.1.isMarked != nil } ? 4 : 0
    let room = max(0, list.width - 2 - marks - (keyWidth > 0 ? keyWidth + 2 : 0))
    let widest = rows.map(\.1.title.width).max() ?? 0
    let titles = details ? min(widest, max(room / 2, room - 30)) : room
    for (offset, (index, row)) in rows.enumerated() {
      let y = list.y + offset
      let ground = Ink(index == selection ? .raised : .surface)
      buffer.fill(
        Rect(x: list.x, y: y, width: list.width, height: 1),
        with: Cell(.space, Style(Ink(.text), on: ground)))
      var x = list.x + 1
      if marks > 0 {
        if let isMarked = row.isMarked {
          let mark: DisplayText = isMarked ? "[x]" : "[ ]"
          buffer.write(
            mark, x: x, y: y, style: Style(Ink(isMarked ? .accent : .dim), on: ground))
        }
        x += marks
      }
      buffer.write(
        row.title, x: x, y: y,
        style: Style(Ink(index == selection ? .bright : .text), on: ground), limit: titles,
        mark: glyphs.ellipsis)
      let rest = room - titles - 2
      if details, rest > 0 {
        buffer.write(
          row.detail, x: x + titles + 2, y: y, style: Style(Ink(.dim), on: ground), limit: rest,
          mark: glyphs.ellipsis)
      }
      let key = Line(row.key, Style(Ink(.accent), on: ground, .bold))
      buffer.write(key, endingAt: list.maxX - 1, y: y, limit: keyWidth, mark: glyphs.ellipsis)
      if index == selection {
        buffer[list.x, y] = Cell(
          glyphs.isASCII ? ">" : "▌", Style(Ink(.accent), on: ground))
      }
    }
  }

  /// How many choices lie below those in sight, on the border.
  private func drawCount(in box: Rect, rows: Int, into buffer: inout Buffer) {
    let first = max(0, min(scroll, count - rows))
    let below = count - first - rows
    guard below > 0, rows > 0 else { return }
    let dim = Style(Ink(.dim), on: Ink(.surface))
    let more = Line(" \(below) more ", dim) + Line(glyphs.below, dim) + Line(" ", dim)
    buffer.write(
      more, endingAt: box.maxX - 2, y: box.maxY - 1, limit: max(0, box.width - 4),
      mark: glyphs.ellipsis)
  }

  private func onSurface(_ line: Line) -> Line { line.restyled { $0.background = Ink(.surface) } }
}
