import Dashboards
import Formats

// What panels of distributions and states show, in words.
extension PanelSummary {
  /// For each bucket its last count.
  mutating func set(_ heatmap: HeatmapModel?) {
    guard let heatmap else { return }
    let processor = DisplayProcessor(heatmap.cellConfig)
    series = heatmap.labels
    values = heatmap.values.map { row in
      processor.display(row.last.flatMap { $0.isNaN ? nil : $0 }).description
    }
  }

  /// For each series the counts of all buckets.
  mutating func set(_ histogram: HistogramModel?) {
    guard let histogram else { return }
    series = histogram.series.map(\.name)
    values = histogram.series.flatMap(\.counts).map {
      ValueFormat($0, unit: nil, decimals: nil).text
    }
  }

  /// For each slice the columns that the layout asks for.
  mutating func set(_ pie: PieModel, _ options: PieOptions) {
    series = pie.slices.map(\.name)
    values = pie.slices.flatMap { slice in
      (options.columns.contains(.value) ? [slice.display.description] : [])
        + (options.columns.contains(.percent) ? [PieModel.percent(slice.share) + "%"] : [])
    }
  }

  /// For each row its last state.
  mutating func set(_ states: StatesModel) {
    series = states.rows.map(\.name)
    values = states.rows.map { row in
      row.stretches.last.map { states.states[$0.state].text } ?? ""
    }
  }
}
