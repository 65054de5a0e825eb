// A series as the values of a plot's columns, for what is drawn a cell wide: areas, bars, blocks.
extension PlotSeries {
  /// The mean of the points in each column of cells. Columns between two points that follow each
  /// other lie on the way from one to the other; a gap stays empty.
  package func columns(_ width: Int) -> [Double?] {
    guard width > 0 else { return [] }
    var means = Means(width)
    for point in points where point.x.isFinite && point.x >= -1 && point.x <= 2 {
      means.add(point)
    }
    return means.filled(style.interpolation)
  }

  /// The values of bars, one for each column that a bar covers.
  ///
  /// A bar takes its share of the step to its nearest neighbour, at least a column; where points
  /// are closer than columns, the mean of those in a column is its bar.
  func bars(_ width: Int) -> [Double?] {
    let finite = points.filter {
      $0.x.isFinite && $0.x >= -1 && $0.x <= 2 && $0.y?.isFinite == true
    }
    var step = 1.0
    for (a, b) in zip(finite, finite.dropFirst()) where b.x > a.x { step = min(step, b.x - a.x) }
    let columns = step * Double(width)
    guard width > 0 else { return [] }
    guard columns >= 1.5 else {
      var means = Means(width)
      for point in finite { means.add(point) }
      return means.values
    }
    var bars = [Double?](repeating: nil, count: width)
    let wide = max(1, Int((columns * style.barWidth).rounded()))
    for point in finite {
      let center = point.x * Double(width)
      let start =
        switch style.barAlignment {
        case .before: Int(center.rounded()) - wide
        case .center: Int((center - Double(wide) / 2).rounded())
        case .after: Int(center.rounded())
        }
      // A bar at an edge is cut by it, but one of it stays in sight.
      let first = min(width - 1, max(0, start))
      let last = min(width - 1, max(first, start + wide - 1))
      guard point.x >= 0, point.x <= 1 else { continue }
      for column in first...last { bars[column] = point.y }
    }
    return bars
  }
}

/// Sums of the points in each column, and where the gaps are.
private struct Means {
  private var sums: [Double]
  private var counts: [Int]
  private var gaps: [Bool]
  /// The nearest points outside, at the left and the right of the plot.
  private var before: (x: Double, y: Double?)?
  private var after: (x: Double, y: Double?)?

  init(_ width: Int) {
    sums = Array(repeating: 0, count: width)
    counts = Array(repeating: 0, count: width)
    gaps = Array(repeating: false, count: width)
  }

  mutating func add(_ point: PlotSeries.Point) {
    let place = point.x * Double(sums.count)
    let y = point.y.flatMap { $0.isFinite ? $0 : nil }
    if point.x < 0 {
      before = (place, y)
    } else if point.x > 1 {
      if after == nil { after = (place, y) }
    } else {
      let column = min(sums.count - 1, Int(place))
      if let y {
        // Halves, so that two of the largest doubles have a sum.
        sums[column] += y / 2
        counts[column] += 1
      } else {
        gaps[column] = true
      }
    }
  }

  /// The mean of each column that has points.
  var values: [Double?] {
    sums.indices.map { counts[$0] > 0 ? sums[$0] / Double(counts[$0]) * 2 : nil }
  }

  func filled(_ interpolation: PlotStyle.Interpolation) -> [Double?] {
    var columns = values
    // From the last column with points to the next, unless a gap lies between.
    var last = before.flatMap { point in point.y.map { (x: point.x, y: $0) } }
    var next = 0
    for column in columns.indices {
      if gaps[column] { last = nil }
      guard let value = columns[column] else { continue }
      let place = Double(column) + 0.5
      if let last { Self.fill(&columns, next..<column, last, (place, value), interpolation) }
      last = (place, value)
      next = column + 1
    }
    if let last, let end = after, let y = end.y {
      Self.fill(&columns, next..<columns.count, last, (end.x, y), interpolation)
    }
    return columns
  }

  private static func fill(
    _ columns: inout [Double?], _ range: Range<Int>, _ from: (x: Double, y: Double),
    _ to: (x: Double, y: Double), _ interpolation: PlotStyle.Interpolation
  ) {
    for column in range {
      switch interpolation {
      case .stepAfter: columns[column] = from.y
      case .stepBefore: columns[column] = to.y
      case .linear:
        let share = to.x > from.x ? (Double(column) + 0.5 - from.x) / (to.x - from.x) : 0
        // In parts, so that a way from the least to the largest double has a middle.
        columns[column] = from.y * (1 - share) + to.y * share
      }
    }
  }
}
