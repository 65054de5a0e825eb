import Widgets

/// Layers of stacks: the points of a stacked series become the tops of its layer.
enum Stacks {
  /// Piles each stack up, its first series at the bottom, as Grafana does: series that fall below
  /// zero pile downwards, apart from those that don't; a gap adds nothing to the layers above.
  ///
  /// As shares, the layers of a moment are percent of their sum.
  static func pile(_ series: inout [PlotSeries], asShares stacks: Set<Int> = []) {
    for stack in Set(series.compactMap(\.style.stack)).sorted() {
      let members = series.indices.filter {
        series[$0].style.stack == stack && !series[$0].points.isEmpty
      }
      for falls in [false, true] {
        let layers = members.filter { fallsBelowZero(series[$0]) == falls }
        pile(&series, layers, asShares: stacks.contains(stack))
      }
    }
  }

  private static func fallsBelowZero(_ line: PlotSeries) -> Bool {
    line.points.contains { ($0.y ?? 0) < 0 }
  }

  private static func pile(_ series: inout [PlotSeries], _ layers: [Int], asShares: Bool) {
    guard let first = layers.first else { return }
    // The answers of a panel share their moments, as a rule; else each goes by all of them.
    let moments = layers.dropFirst().allSatisfy { layer in
      series[layer].points.elementsEqual(series[first].points) { $0.x == $1.x }
    }
    let places =
      moments
      ? series[first].points.map(\.x)
      : Array(Set(layers.flatMap { series[$0].points.map(\.x) })).sorted()
    var tops = [Double](repeating: 0, count: places.count)
    for layer in layers {
      var place = 0
      for index in series[layer].points.indices {
        let point = series[layer].points[index]
        while place < places.count - 1, places[place] < point.x { place += 1 }
        guard let y = point.y, y.isFinite, places.indices.contains(place) else { continue }
        tops[place] += y
        series[layer].points[index].y = tops[place]
      }
    }
    guard asShares else { return }
    for layer in layers {
      var place = 0
      for index in series[layer].points.indices {
        let point = series[layer].points[index]
        while place < places.count - 1, places[place] < point.x { place += 1 }
        guard let y = point.y, y.isFinite, places.indices.contains(place) else { continue }
        let whole = abs(tops[place])
        series[layer].points[index].y = whole > 0 && whole.isFinite ? y / whole * 100 : 0
      }
    }
  }
}
