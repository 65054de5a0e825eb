import Cells
import Text

extension BarChart {
  /// A part of a bar: from where to where on the scale, in its colour.
  private struct Part {
    var from: Double
    var to: Double
    var ink: Ink
    var glyph: Glyph
  }

  /// The bars of a category: one of all parts where they are stacked, else one for each series.
  private func bars(_ category: Int) -> [[Part]] {
    let glyphs: [Glyph] = ["#", "=", ":", "+"]
    var (above, below) = (0.0, 0.0)
    let parts = series.enumerated().map { index, line -> Part? in
      guard let value = Self.value(line, category), value != 0 else { return nil }
      let start = stacking == .none ? 0 : value < 0 ? below : above
      if value < 0 { below += value } else { above += value }
      return Part(
        from: start, to: start + value, ink: line.ink, glyph: glyphs[index % glyphs.count])
    }
    return stacking == .none ? parts.map { $0.map { [$0] } ?? [] } : [parts.compactMap(\.self)]
  }

  func drawColumns(in area: Rect, into buffer: inout Buffer) {
    let (rows, foot) = area.split(bottom: 1)
    let perCategory = stacking == .none ? max(1, series.count) : 1
    let room = moments.isEmpty ? area.width / 3 : area.width * 4 / 5 / perCategory
    let shown = drawn(atMost: max(1, room))
    let axis = spanned(shown)
    let scale = axis.scale(rows: rows.height)
    let labels = axis.ticks(of: scale)
    let left = min((labels.map(\.text.width).max() ?? -1) + 1, area.width / 3)
    let plot = rows.inset(left: left)
    for label in labels {
      let text = label.text.truncated(to: max(0, left - 1), mark: glyphs.ellipsis)
      buffer.write(
        Line(text, .dim), endingAt: plot.x - 1, y: plot.y + label.row, limit: text.width,
        mark: glyphs.ellipsis)
    }
    for tick in scale.ticks {
      buffer.fill(
        Rect(x: plot.x, y: plot.y + tick.row, width: plot.width, height: 1),
        with: Cell(tick.value == 0 ? glyphs.rule : glyphs.gridLine, Style(.grid)))
    }
    // Equal bars; what the division leaves goes into the gaps, and where none has room, to an end.
    let pitch = plot.width / max(1, shown.count)
    let isTight = pitch < 2
    let names = texts(of: shown, in: pitch)
    var free = area.x
    for (number, category) in shown.enumerated() {
      let place = Rect(
        x: plot.x + (isTight ? number * pitch : number * plot.width / max(1, shown.count)),
        y: plot.y, width: isTight ? pitch : pitch - (pitch > 5 ? 2 : 1), height: plot.height)
      let bars = bars(category)
      // Where a group has more bars than columns, the first ones are drawn.
      for (bar, column) in zip(bars, place.columns(max(1, bars.count))) where !column.isEmpty {
        for part in bar { draw(part, in: column, plot, scale, into: &buffer) }
      }
      guard let label = names[category] else { continue }
      let x = min(place.x + max(0, (place.width - label.width) / 2), area.maxX - label.width)
      guard x >= free else { continue }
      free = x + label.width + 1
      buffer.write(label, x: x, y: foot.y, style: .dim, limit: max(0, area.maxX - x))
    }
  }

  /// The categories that are drawn where there is room for so many.
  private func drawn(atMost room: Int) -> Range<Int> {
    let count = min(categories.count, room)
    return moments.isEmpty ? 0..<count : (categories.count - count)..<categories.count
  }

  /// The texts below bars of a width, by category: cut where they are names; as short as need be
  /// where they are moments, and only as many as have room.
  private func texts(of shown: Range<Int>, in width: Int) -> [Int: DisplayText] {
    func each(_ step: Int, of texts: [DisplayText]) -> [Int: DisplayText]? {
      let places = shown.filter { ($0 - shown.lowerBound).isMultiple(of: step) }
      guard places.allSatisfy({ texts[$0].width < max(2, width * step) }) else { return nil }
      return Dictionary(uniqueKeysWithValues: places.map { ($0, texts[$0]) })
    }
    guard moments.count == categories.count else {
      let room = max(1, width - 1)
      return Dictionary(
        uniqueKeysWithValues: shown.map {
          ($0, categories[$0].truncated(to: room, mark: glyphs.ellipsis))
        })
    }
    if let texts = each(1, of: categories) ?? each(1, of: moments) { return texts }
    return (2...max(2, shown.count)).lazy.compactMap { each($0, of: moments) }.first ?? [:]
  }

  /// An upright part in eighths of a cell; what is there at all is seen.
  private func draw(
    _ part: Part, in column: Rect, _ plot: Rect, _ scale: AxisScale, into buffer: inout Buffer
  ) {
    // Eighths up from the lower edge of the row of zero, where bars begin.
    let zero = scale.row(of: 0)
    let place = { (value: Double) -> Double in
      let up = (scale.position(of: 0) - scale.position(of: value)) * 8
      return up == 0 ? 0 : up + (up > 0 ? 4 : -4)
    }
    let (from, to) = (place(part.from), place(part.to))
    let isAbove = part.to > 0
    let (near, far) = isAbove ? (from, max(to, from + 1)) : (-from, max(-to, -from + 1))
    for away in 0..<plot.height {
      let (start, end) = (Double(away * 8), Double(away * 8 + 8))
      let row = isAbove ? zero - away : zero + away
      guard row >= 0, row < plot.height, far > start, near < end else { continue }
      let filled = far >= end ? 8 : min(7, max(1, Int((far - start).rounded())))
      let ink = part.ink.tinted(75)
      let style = Style(ink)
      let cell: Cell
      if glyphs.isASCII {
        cell = Cell(part.glyph, style)
      } else if isAbove || filled == 8 {
        cell = Cell(glyphs.levels[filled - 1], style)
      } else {
        cell = Cell(glyphs.levels[7 - filled], Style(ink, .reverse))
      }
      fill(column, row: plot.y + row, with: cell, over: near > start ? isAbove : nil, into: &buffer)
    }
  }

  /// Fills a row of a bar. A part that begins within a cell leaves the part below it as its ground.
  private func fill(
    _ column: Rect, row: Int, with cell: Cell, over isAbove: Bool?, into buffer: inout Buffer
  ) {
    var cell = cell
    if isAbove == true, !glyphs.isASCII {
      let below = buffer[column.x, row]
      // The lower part stays the block; this one is what stands behind it.
      cell = Cell(below.glyph, Style(below.style.foreground, on: cell.style.foreground))
    } else if isAbove == false {
      return
    }
    buffer.fill(Rect(x: column.x, y: row, width: column.width, height: 1), with: cell)
  }

  /// Bars to the right: the name, the bar, its value.
  func drawRows(in area: Rect, into buffer: inout Buffer) {
    let perCategory = stacking == .none ? max(1, series.count) : 1
    let fits = area.height >= categories.count * perCategory
    let lines = fits ? perCategory : 1
    let shown = drawn(atMost: max(1, area.height / lines))
    let names = categories[shown].map {
      $0.truncated(to: area.width / 3, mark: glyphs.ellipsis)
    }
    let nameRoom = (names.map(\.width).max() ?? 0) + 1
    let axis = spanned(shown)
    let texts = shown.map { category in
      bars(category).map { bar in (bar.last?.to).map { valueText($0) } ?? .empty }
    }
    let valueRoom = texts.joined().map(\.width).max() ?? 0
    let width = area.width - nameRoom - (valueRoom > 0 ? valueRoom + 1 : 0)
    let span = max(axis.max ?? axis.high, 0) - min(axis.min ?? axis.low, 0)
    guard width >= 4, span > 0, span.isFinite else {
      return drawValues(names, texts.map { $0.first ?? .empty }, in: area, into: &buffer)
    }
    let zero = -min(axis.min ?? axis.low, 0) / span
    for (place, category) in shown.enumerated() {
      let y = area.y + place * lines
      buffer.write(names[place], x: area.x, y: y, limit: nameRoom)
      for (line, bar) in bars(category).prefix(lines).enumerated() {
        let row = Rect(x: area.x + nameRoom, y: y + line, width: width, height: 1)
        for part in bar {
          draw(part, from: zero + part.from / span, to: zero + part.to / span, row, into: &buffer)
        }
        let text = texts[place][line]
        buffer.write(
          Line(text, .title), endingAt: area.maxX, y: y + line, limit: valueRoom,
          mark: glyphs.ellipsis)
      }
    }
  }

  private func draw(
    _ part: Part, from: Double, to: Double, _ row: Rect, into buffer: inout Buffer
  ) {
    let halves = { (share: Double) in
      Int((min(1, max(0, share)) * Double(row.width * 2)).rounded())
    }
    let (start, end) = (halves(min(from, to)), halves(max(from, to)))
    for x in 0..<row.width where x * 2 + 1 >= start && x * 2 < max(end, start + 1) {
      let isHalf = x * 2 + 1 >= max(end, start + 1)
      let glyph: Glyph = glyphs.isASCII ? part.glyph : isHalf ? "▌" : "█"
      buffer[row.x + x, row.y] = Cell(glyph, Style(part.ink.tinted(75)))
    }
  }

  /// The smallest form: names and values.
  private func drawValues(
    _ names: [DisplayText], _ values: [DisplayText], in area: Rect, into buffer: inout Buffer
  ) {
    for (row, name) in names.prefix(area.height).enumerated() {
      let value = values[row]
      let used = buffer.write(name, x: area.x, y: area.y + row, limit: area.width)
      buffer.write(
        Line(value, .title), endingAt: area.maxX, y: area.y + row,
        limit: max(0, area.width - used - 1), mark: glyphs.ellipsis)
    }
  }
}
