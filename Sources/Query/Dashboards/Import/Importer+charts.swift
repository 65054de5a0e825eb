import Formats
import JSON
import Transforms

// The options of charts and of panels of single values.
extension Importer {
  mutating func legend(_ place: Place) -> TimeSeriesOptions.Legend {
    let place = object(place)
    var legend = TimeSeriesOptions.Legend()
    let mode = nonEmpty(place["displayMode"])
    legend.isShown = bool(place["showLegend"]) ?? true && mode != "hidden"
    legend.isTable = mode == "table"
    legend.isRight = place["placement"].value == "right"
    legend.calcs = reducers(place["calcs"])
    legend.sortBy = order(nonEmpty(place["sortBy"]))
    legend.sortsDescending = bool(place["sortDesc"]) ?? false
    return legend
  }

  /// The head of a column as the web shows it (`Last *`, `Name`), or the id of its reducer.
  private func order(_ name: String?) -> TimeSeriesOptions.Legend.Order? {
    guard let name else { return nil }
    if name.lowercased() == "name" { return .name }
    let known: [Reducer] = [
      .lastNotNull, .last, .first, .firstNotNull, .min, .max, .mean, .sum, .count, .range, .delta,
      .step, .diff, .diffperc, .logmin, .changeCount, .distinctCount, .median, .variance, .stdDev,
    ]
    return (known.first { $0.displayName == name } ?? Reducer(rawValue: name)).map { .value($0) }
  }

  mutating func stat(_ options: Place) -> StatOptions {
    var stat = StatOptions()
    stat.reduce = reduce(options)
    stat.drawsSparkline = options["graphMode"].value != "none"
    stat.textMode = word(options["textMode"], as: StatOptions.TextMode.self) ?? .auto
    stat.colorMode = word(options["colorMode"], as: StatOptions.ColorMode.self) ?? .value
    stat.isCentered = options["justifyMode"].value == "center"
    stat.orientation = orientation(options)
    stat.showsPercentChange = bool(options["showPercentChange"]) ?? false
    stat.changeColor =
      word(options["percentChangeColorMode"], as: StatOptions.ChangeColor.self) ?? .standard
    return stat
  }

  mutating func gauge(_ options: Place) -> GaugeOptions {
    var gauge = GaugeOptions()
    gauge.reduce = reduce(options)
    gauge.orientation = orientation(options)
    gauge.showsThresholdMarkers = bool(options["showThresholdMarkers"]) ?? true
    gauge.showsThresholdLabels = bool(options["showThresholdLabels"]) ?? false
    return gauge
  }

  mutating func barGauge(_ options: Place) -> BarGaugeOptions {
    var bars = BarGaugeOptions()
    bars.reduce = reduce(options)
    bars.orientation = orientation(options)
    bars.displayMode =
      word(options["displayMode"], as: BarGaugeOptions.DisplayMode.self) ?? .gradient
    bars.showsUnfilled = bool(options["showUnfilled"]) ?? true
    bars.valueMode = word(options["valueMode"], as: BarGaugeOptions.ValueMode.self) ?? .color
    bars.namePlacement =
      word(options["namePlacement"], as: BarGaugeOptions.NamePlacement.self) ?? .auto
    return bars
  }

  mutating func barChart(_ options: Place, _ custom: CustomConfig) -> BarChartOptions {
    var chart = BarChartOptions()
    chart.stacking =
      word(options["stacking"], as: CustomConfig.Stacking.Mode.self) ?? custom.stacking?.mode
      ?? .none
    chart.orientation = orientation(options)
    chart.xField = nonEmpty(options["xField"])
    chart.showsValues = word(options["showValue"], as: BarChartOptions.ValueForm.self) ?? .auto
    chart.legend = legend(options["legend"])
    return chart
  }

  private mutating func orientation(_ options: Place) -> PanelOrientation {
    word(options["orientation"], as: PanelOrientation.self) ?? .auto
  }
}
