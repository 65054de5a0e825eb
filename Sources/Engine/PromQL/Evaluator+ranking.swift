import Frames
import Lexemes

extension Evaluator {
  /// The greatest or least so many series of each group, at each moment others.
  func ranked(
    _ series: [StepSeries], _ groups: [AggregationGroup], _ limits: [Double], isTop: Bool,
    _ grid: Grid
  ) throws(PromQLError) -> [StepSeries] {
    var kept: [Int: [Double]] = [:]
    var order: [Int] = []
    for step in 0..<grid.count {
      let limit = try Self.limit(step < limits.count ? limits[step] : .nan)
      guard limit >= 1 else { continue }
      for group in groups {
        var heap = RankHeap(isTop: isTop)
        for index in group.members {
          let value = series[index].values[step]
          if !value.isMissing { heap.offer(.init(value: value, index: index), limit: limit) }
        }
        for entry in heap.ordered {
          if kept[entry.index] == nil {
            try hold(grid.count)
            kept[entry.index] = .missing(grid.count)
            order.append(entry.index)
          }
          kept[entry.index]?[step] = entry.value
        }
      }
      try checkInterruption()
    }
    return order.map { StepSeries(labels: series[$0].labels, values: kept[$0] ?? []) }
  }

  private static func limit(_ value: Double) throws(PromQLError) -> Int64 {
    guard let limit = Int64(exactly: value.rounded(.towardZero)) else {
      throw PromQLError(.execution, "Scalar value \(ShortestNumber.text(value)) overflows int64")
    }
    return limit
  }
}
