/// Where a panel stands on the screen, in columns and rows of cells, the title row included.
package struct Placement: Hashable, Sendable {
  package var panelID: Int
  package var x: Int
  package var y: Int
  package var width: Int
  package var height: Int

  package init(panelID: Int, x: Int, y: Int, width: Int, height: Int) {
    self.panelID = panelID
    self.x = x
    self.y = y
    self.width = width
    self.height = height
  }

  package var maxX: Int { x + width }
  package var maxY: Int { y + height }
}

/// The grid of 24 columns, laid on a screen of cells.
///
/// Edges are rounded once from the shared coordinates, so that neighbours never overlap or drift
/// apart. What does not fit is taller than the screen and scrolls.
package enum Grid {
  static let columns = 24
  static let gutter = 2
  static let margin = 1

  /// The places of panels on so many columns and rows; the rows may be exceeded.
  package static func place(_ panels: [Panel], width: Int, height: Int) -> [Placement] {
    guard width > 0, height > 0 else { return [] }
    let items = compacted(panels.map { Item($0, screen: width) })
    let edges = verticalEdges(of: items, height: height)
    let foot = edges.values.max() ?? 0
    return items.map { item in
      let (left, right) = horizontal(item, width: width)
      let top = edges[item.y] ?? 0
      var bottom = edges[item.y + item.h] ?? top
      let gap = gap(below: item, bottom - top, height: height, edges)
      // Folded columns end at different rows: a panel grows down to what stands below it.
      if width < 100, !item.isRow {
        bottom = max(bottom, items.next(below: item).flatMap { edges[$0] } ?? foot)
      }
      return Placement(
        panelID: item.id, x: left, y: top, width: right - left,
        height: max(1, bottom - top - gap))
    }
  }

  /// A panel on the grid while it is laid out.
  struct Item {
    var id: Int
    var x: Int
    var y: Int
    var w: Int
    var h: Int
    /// The rows of cells it needs at the least, its title among them.
    var least: Int
    /// The rows beyond which it says no more; nil where more rows show more.
    var most: Int?
    var isRow: Bool

    /// Fewer columns on a narrow screen: two under 100 cells, one under 80.
    init(_ panel: Panel, screen width: Int) {
      id = panel.id
      if case .row = panel.kind { isRow = true } else { isRow = false }
      w = isRow ? columns : min(columns, max(1, panel.gridPos.w))
      x = isRow ? 0 : min(columns - w, max(0, panel.gridPos.x))
      y = min(100_000, max(0, panel.gridPos.y))
      h = isRow ? 1 : min(1000, max(1, panel.gridPos.h))
      least = panel.leastRows
      most = panel.kind.isOfOneNumber ? max(9, 2 * h) : nil
      guard width < 100, !isRow else { return }
      if width < 80 {
        (x, w) = (0, columns)
      } else {
        x = w > columns / 2 ? 0 : (x < columns / 2 ? 0 : columns / 2)
        w = w > columns / 2 ? columns : columns / 2
      }
    }
  }

  /// Takes items in order of y, then x, and moves each up until it touches another.
  static func compacted(_ items: [Item]) -> [Item] {
    let order = items.indices.sorted {
      (items[$0].y, items[$0].x, $0) < (items[$1].y, items[$1].x, $1)
    }
    var heights = [Int](repeating: 0, count: columns)
    return order.map { index in
      var item = items[index]
      let span = item.x..<min(columns, item.x + item.w)
      // A header separates: nothing below it goes past it.
      let start = heights[item.isRow ? 0..<columns : span].max() ?? 0
      item.y = start
      for column in item.isRow ? 0..<columns : span { heights[column] = start + item.h }
      return item
    }
  }

  private static func horizontal(_ item: Item, width: Int) -> (Int, Int) {
    let room = width - 2 * margin + gutter
    guard room > gutter else { return (0, max(1, width)) }
    let left = margin + (item.x * room + columns / 2) / columns
    let right = margin + ((item.x + item.w) * room + columns / 2) / columns - gutter
    return (min(left, width - 1), min(width, max(left + 1, right)))
  }

  /// One empty row under a panel of eight rows or more, where the screen has rows to spare.
  private static func gap(
    below item: Item, _ rows: Int, height: Int, _ edges: [Int: Int]
  ) -> Int {
    let isLast = item.y + item.h == edges.keys.max()
    return rows >= 8 && height >= 27 && !item.isRow && !isLast ? 1 : 0
  }
}

extension [Grid.Item] {
  /// Where the next item begins below another, on the grid.
  fileprivate func next(below item: Grid.Item) -> Int? {
    filter { $0.y >= item.y + item.h && $0.x < item.x + item.w && item.x < $0.x + $0.w }
      .map(\.y).min()
  }
}

extension Panel.Kind {
  /// A number, however large it is drawn, needs no more than its digits and its course.
  fileprivate var isOfOneNumber: Bool {
    switch self {
    case .stat, .gauge: true
    default: false
    }
  }
}

extension Panel {
  /// The rows of cells, title included, under which a panel of its kind says nothing.
  var leastRows: Int {
    switch kind {
    case .row: 1
    case .stat: 3
    case .gauge, .text, .alertList: 3
    case .barGauge, .pie, .stateTimeline, .statusHistory: 4
    case .timeSeries, .barChart, .heatmap, .histogram: 7
    case .table, .logs, .traces: 5
    case .unsupported: 3
    }
  }
}
