import Formats
import JSON
import Transforms

extension Importer {
  mutating func histogram(_ options: Place, _ custom: CustomConfig) -> HistogramOptions {
    var histogram = HistogramOptions()
    // 0 stands for automatic.
    histogram.bucketSize = number(options["bucketSize"]).flatMap { $0 > 0 ? $0 : nil }
    histogram.bucketCount =
      integer(options["bucketCount"], in: 1...1_000) ?? histogram.bucketCount
    histogram.bucketOffset = number(options["bucketOffset"]) ?? 0
    histogram.combines = bool(options["combine"]) ?? false
    histogram.stacking = custom.stacking?.mode ?? .none
    histogram.legend = legend(options["legend"])
    return histogram
  }

  mutating func pie(_ options: Place) -> PieOptions {
    var pie = PieOptions()
    pie.reduce = reduce(options)
    pie.sort = word(options["sort"], as: PieOptions.Sort.self) ?? .descending
    if options["displayLabels"].exists { pie.labels = labels(options["displayLabels"]) }
    let legend = object(options["legend"])
    pie.legend = self.legend(legend)
    pie.legendValues = labels(legend["values"])
    return pie
  }

  /// The pie of before Grafana 8: one reducer, its legend beside the type.
  mutating func pie(old place: Place) -> PieOptions {
    var pie = PieOptions()
    if let reducer = nonEmpty(place["valueName"]).flatMap({ Reducer(rawValue: $0) }) {
      pie.reduce.calcs = [reducer]
    }
    let legend = object(place["legend"])
    pie.legend.isShown = bool(legend["show"]) ?? true
    if bool(legend["values"]) == true { pie.legendValues.insert(.value) }
    if bool(legend["percentage"]) == true { pie.legendValues.insert(.percent) }
    return pie
  }

  private mutating func labels(_ place: Place) -> Set<PieOptions.Label> {
    Set(elements(place).compactMap { word($0, as: PieOptions.Label.self) })
  }

  mutating func stateTimeline(_ options: Place, _ custom: CustomConfig) -> StateTimelineOptions {
    var timeline = StateTimelineOptions()
    timeline.mergesValues = bool(options["mergeValues"]) ?? true
    timeline.showValue = visibility(options["showValue"])
    timeline.alignment =
      word(options["alignValue"], as: StateTimelineOptions.Alignment.self) ?? .left
    timeline.rowHeight = share(options["rowHeight"]) ?? timeline.rowHeight
    // A number bridges gaps up to so many milliseconds.
    switch custom.spanNulls {
    case .upTo(let milliseconds): timeline.bridgedGap = max(0, milliseconds / 1000)
    case .always: timeline.bridgedGap = .infinity
    case .never, nil: break
    }
    timeline.legend = legend(options["legend"])
    return timeline
  }

  mutating func statusHistory(_ options: Place) -> StatusHistoryOptions {
    var history = StatusHistoryOptions()
    history.showValue = visibility(options["showValue"])
    history.rowHeight = share(options["rowHeight"]) ?? history.rowHeight
    history.columnWidth = share(options["colWidth"]) ?? history.columnWidth
    history.legend = legend(options["legend"])
    return history
  }

  private mutating func visibility(_ place: Place) -> ValueVisibility {
    // The first versions of these panels had a switch here.
    if let flag = place.value?.bool { return flag ? .auto : .never }
    return word(place, as: ValueVisibility.self) ?? .auto
  }

  private mutating func share(_ place: Place) -> Double? {
    number(place).map { min(1, max(0, $0)) }
  }
}
