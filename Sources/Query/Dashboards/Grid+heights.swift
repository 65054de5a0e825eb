extension Grid {
  /// The row of cells of each horizontal edge of the grid.
  ///
  /// Edges keep the proportions of the layout where every panel then has the rows it needs. Where
  /// not, panels that can give up rows do; where that is not enough, the screen scrolls.
  static func verticalEdges(of items: [Item], height: Int) -> [Int: Int] {
    let edges = Set(items.flatMap { [$0.y, $0.y + $0.h] }).sorted()
    guard let last = edges.last, last > 0 else { return [0: 0] }
    let least = leastEdges(of: items, edges)
    let needed = least[last] ?? 0
    // A dashboard that is short stays short: four cells a grid unit are as much as it gains.
    let rows = max(needed, min(height, last * 4))
    let wanted = proportional(items, edges, rows: rows)
    return adjusted(items, edges, wanted, least, rows: rows)
  }

  /// The edges where every panel has just what it needs.
  private static func leastEdges(of items: [Item], _ edges: [Int]) -> [Int: Int] {
    let ending = Dictionary(grouping: items) { $0.y + $0.h }
    var rows: [Int: Int] = [:]
    var previous = 0
    for edge in edges {
      var row = previous
      for item in ending[edge] ?? [] {
        row = max(row, (rows[item.y] ?? 0) + item.least)
      }
      rows[edge] = row
      previous = row
    }
    return rows
  }

  /// Edges in the proportions of the layout, but that no band between two is higher than panels
  /// need that say no more in more rows: the other bands have what it leaves.
  private static func proportional(
    _ items: [Item], _ edges: [Int], rows: Int
  ) -> [Int: Int] {
    let bands = Array(zip([0] + edges, edges))
    let caps = bands.map { top, bottom in
      let inside = items.filter { $0.y < bottom && $0.y + $0.h > top }
      return inside.map { item in
        item.most.map { Double($0 * (bottom - top)) / Double(item.h) } ?? .infinity
      }.max() ?? .infinity
    }
    var heights: [Int: Double] = [:]
    var (room, units) = (Double(rows), Double(max(1, edges.last ?? 1)))
    while true {
      let perUnit = units > 0 ? room / units : 0
      let full = bands.indices.filter { band in
        heights[band] == nil && caps[band] < perUnit * Double(bands[band].1 - bands[band].0)
      }
      for band in full {
        heights[band] = caps[band]
        room -= caps[band]
        units -= Double(bands[band].1 - bands[band].0)
      }
      guard full.isEmpty else { continue }
      var result: [Int: Int] = [:]
      var place = 0.0
      for (band, edge) in edges.enumerated() {
        place += heights[band] ?? perUnit * Double(bands[band].1 - bands[band].0)
        result[edge] = Int(place.rounded())
      }
      return result
    }
  }

  /// The wanted edges, moved down where a panel above needs more, and up where those below do.
  private static func adjusted(
    _ items: [Item], _ edges: [Int], _ wanted: [Int: Int], _ least: [Int: Int], rows: Int
  ) -> [Int: Int] {
    let ending = Dictionary(grouping: items) { $0.y + $0.h }
    let starting = Dictionary(grouping: items) { $0.y }
    // From the bottom: the lowest place at which what follows still fits.
    var latest: [Int: Int] = [:]
    var below = rows
    for edge in edges.reversed() {
      var row = below
      for item in starting[edge] ?? [] {
        row = min(row, (latest[item.y + item.h] ?? rows) - item.least)
      }
      latest[edge] = row
      below = row
    }
    var result: [Int: Int] = [:]
    var previous = 0
    for edge in edges {
      var row = max(previous, min(wanted[edge] ?? 0, latest[edge] ?? rows))
      for item in ending[edge] ?? [] { row = max(row, (result[item.y] ?? 0) + item.least) }
      if starting[edge]?.contains(where: \.isRow) == true || edge == edges.first {
        row = edge == edges.first ? 0 : row
      }
      // A header is one row, whatever the proportions say.
      for item in ending[edge] ?? [] where item.isRow { row = (result[item.y] ?? 0) + 1 }
      result[edge] = max(previous, row)
      previous = max(previous, row)
    }
    return result
  }
}
