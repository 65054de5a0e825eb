import Cells
import Text

extension Table {
  /// The columns that fit and where they stand; those that can be spared most go first.
  func layout(in area: Rect) -> [(Int, Rect)] {
    var shown = Array(columns.indices)
    let natural = columns.indices.map { column in
      max(
        columns[column].head.width, columns[column].width ?? 0,
        footers.map { $0.cells.indices.contains(column) ? $0.cells[column].width : 0 }.max() ?? 0)
    }
    func needed(_ widths: [Int]) -> Int {
      shown.reduce(0) { $0 + widths[$1] } + 2 * max(0, shown.count - 1)
    }
    // A long text is cut before its column goes.
    let least = columns.indices.map { column in
      columns[column].alignment == .trailing || columns[column].isBar
        ? natural[column] : min(natural[column], 16)
    }
    while needed(least) > area.width, shown.count > 1,
      let spare = shown.dropFirst().max(by: {
        (columns[$0].dispensability, $0) < (columns[$1].dispensability, $1)
      }), columns[spare].dispensability > 0
    {
      shown.removeAll { $0 == spare }
    }
    var widths = natural
    var excess = needed(natural) - area.width
    // What still does not fit comes out of the widest texts.
    while excess > 0, let widest = shown.max(by: { widths[$0] < widths[$1] }), widths[widest] > 4 {
      let next = shown.map { widths[$0] }.filter { $0 < widths[widest] }.max() ?? 4
      let cut = max(1, min(excess, widths[widest] - max(4, next)))
      widths[widest] -= cut
      excess -= cut
    }
    spread(max(0, -excess), over: shown, &widths)
    var x = area.x
    return shown.map { column in
      defer { x += widths[column] + 2 }
      return (
        column,
        Rect(x: x, y: area.y, width: widths[column], height: area.height).intersection(area)
      )
    }
  }

  /// What is left of the width goes to the bars; else text at the left takes it, so that numbers
  /// stand at the right edge.
  private func spread(_ spare: Int, over shown: [Int], _ widths: inout [Int]) {
    let bars = shown.filter { columns[$0].isBar }
    for bar in bars { widths[bar] += spare / bars.count }
    guard bars.isEmpty else { return }
    if let last = shown.last(where: { columns[$0].alignment != .trailing }) {
      widths[last] += spare
    }
  }
}
