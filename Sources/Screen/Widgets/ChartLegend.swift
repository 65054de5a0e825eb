import Cells
package import Text

/// Where the legend of a chart stands, and the columns of its table.
package struct ChartLegend: Hashable, Sendable {
  /// Automatic is a table at the right where it is wide enough and there is something to tell apart,
  /// else one row below. A table is one at any rate, at the right where it is wide enough.
  package enum Placement: Hashable, Sendable { case automatic, bottom, right, table, hidden }

  package var placement: Placement
  /// Heads of the value columns, lower case.
  package var heads: [DisplayText]
  package var total: [DisplayText]?

  package init(
    _ placement: Placement = .automatic, heads: [DisplayText] = [], total: [DisplayText]? = nil
  ) {
    self.placement = placement
    self.heads = heads
    self.total = total
  }

  enum Place: Equatable {
    case none
    case right(width: Int)
    case below(rows: Int)
    /// One row below, whole entries only.
    case row
  }

  /// The place in an area: as a table at the right from 70 columns, or from 40 where the layout asks
  /// for it; as one below in a third of 12 rows or more, where it asks for that.
  func place(of table: Legend, in area: Rect) -> Place {
    guard placement != .hidden, !table.series.isEmpty else { return .none }
    let isSolid = table.series.contains { $0.style.isSolid }
    let wantsRight = placement == .automatic && (isSolid || table.series.count > 1)
    let isWide = placement == .table || wantsRight
    if placement == .right ? area.width >= 40 : isWide && area.width >= 70 {
      return .right(width: min(table.tableWidth, area.width * 9 / 20))
    }
    if placement == .bottom || placement == .table, area.height >= 12 {
      let rows = table.series.count + (heads.isEmpty ? 0 : 1) + (total == nil ? 0 : 1)
      return .below(rows: min(rows, area.height / 3))
    }
    return area.height >= 6 ? .row : .none
  }
}
