package import Cells
package import Text

/// Parts of a whole, a bar for each: what a pie shows, told by length.
package struct Shares: Widget {
  package struct Part: Hashable, Sendable {
    package var name: DisplayText
    /// 0...1 of the whole.
    package var share: Double
    /// The columns behind the bar, ready to show: the value, the percent.
    package var values: [DisplayText]
    package var ink: Ink

    package init(name: DisplayText, share: Double, values: [DisplayText], ink: Ink) {
      self.name = name
      self.share = share
      self.values = values
      self.ink = ink
    }
  }

  /// In the order that they are drawn.
  package var parts: [Part]
  package var glyphs: GlyphSet
  /// The share of the parts that there is no row for.
  package var percent: @Sendable (Double) -> DisplayText

  package init(
    parts: [Part], glyphs: GlyphSet = .full,
    percent: @escaping @Sendable (Double) -> DisplayText = { _ in .empty }
  ) {
    self.parts = parts
    self.glyphs = glyphs
    self.percent = percent
  }

  package func render(in area: Rect, into buffer: inout Buffer) {
    guard !area.isEmpty, !parts.isEmpty else { return }
    let isCut = parts.count > area.height
    let shown = Array(parts.prefix(isCut && area.height > 1 ? area.height - 1 : area.height))
    var widths = self.widths(of: shown)
    // The bar goes before the columns, the first column before the last, the name is cut last.
    let longest = shown.map(\.name.width).max() ?? 0
    var name = min(longest, max(4, area.width / 3))
    while let first = widths.first, name + 1 + needed(widths) > area.width {
      if widths.count == 1, min(longest, 4) + 1 + first <= area.width { break }
      widths.removeFirst()
    }
    let room = area.width - name - 2 - needed(widths) - (widths.isEmpty ? 0 : 1)
    let bar = room >= 4 ? room : 0
    if bar == 0 { name = max(0, area.width - needed(widths) - (widths.isEmpty ? 0 : 1)) }
    let largest = shown.map(\.share).filter(\.isFinite).max() ?? 1
    for (row, part) in shown.enumerated() {
      let y = area.y + row
      buffer.write(part.name, x: area.x, y: y, limit: name, mark: glyphs.ellipsis)
      if bar > 0 {
        // The longest bar fills its room: shares are told by their numbers, compared by lengths.
        CellBar(
          fraction: part.share / max(largest, 1e-12), ink: part.ink, marks: [], glyphs: glyphs
        ).render(in: Rect(x: area.x + name + 1, y: y, width: bar, height: 1), into: &buffer)
      }
      write(part.values, widths, y: y, in: area, style: .title, into: &buffer)
    }
    guard isCut, area.height > 1 else { return }
    let rest = parts.dropFirst(shown.count)
    let y = area.maxY - 1
    let words = DisplayText("\(rest.count) more")
    buffer.write(words, x: area.x, y: y, style: .dim, limit: area.width)
    let share = percent(rest.reduce(0) { $0 + ($1.share.isFinite ? $1.share : 0) })
    guard words.width + 1 + share.width <= area.width else { return }
    buffer.write(
      Line(share, .dim), endingAt: area.maxX, y: y, limit: share.width, mark: glyphs.ellipsis)
  }

  private func needed(_ widths: [Int]) -> Int {
    widths.reduce(0, +) + 2 * max(0, widths.count - 1)
  }

  private func widths(of shown: [Part]) -> [Int] {
    let count = shown.map(\.values.count).max() ?? 0
    return (0..<count).map { column in
      shown.map { $0.values.indices.contains(column) ? $0.values[column].width : 0 }.max() ?? 0
    }
  }

  /// The last columns, at the right edge.
  private func write(
    _ values: [DisplayText], _ widths: [Int], y: Int, in area: Rect, style: Style,
    into buffer: inout Buffer
  ) {
    var x = area.maxX
    let offset = values.count - widths.count
    for (column, width) in widths.enumerated().reversed() {
      if values.indices.contains(column + offset) {
        buffer.write(
          Line(values[column + offset], style), endingAt: x, y: y, limit: min(width, x - area.x),
          mark: glyphs.ellipsis)
      }
      x -= width + 2
    }
  }
}
