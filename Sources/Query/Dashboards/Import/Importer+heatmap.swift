import JSON
import Times

extension Importer {
  /// A heat map, in today's form or that of before Grafana 9 (`dataFormat`), whose options stand
  /// beside the type.
  mutating func heatmap(_ place: Place, _ options: Place) -> HeatmapOptions {
    if !options.exists || (place["dataFormat"].exists && !options["calculate"].exists) {
      return heatmap(old: place)
    }
    var heatmap = HeatmapOptions()
    heatmap.calculates = bool(options["calculate"]) ?? false
    let calculation = object(options["calculation"])
    let (x, y) = (object(calculation["xBuckets"]), object(calculation["yBuckets"]))
    heatmap.xBuckets = buckets(x, isTime: true) ?? heatmap.xBuckets
    let scale = object(y["scale"])
    if scale["type"].value == "log" { heatmap.yLogBase = logBase(scale["log"]) ?? 2 }
    heatmap.yBuckets =
      buckets(y, isTime: false) ?? (heatmap.yLogBase == nil ? heatmap.yBuckets : .count(1))
    let rows = object(options["rowsFrame"])
    heatmap.layout = word(rows["layout"], as: HeatmapOptions.Layout.self) ?? .auto
    readAxis(object(options["yAxis"]), into: &heatmap)
    heatmap.isReversed = bool(object(options["yAxis"])["reverse"]) ?? false
    let cells = object(options["cellValues"])
    heatmap.cellUnit = nonEmpty(cells["unit"])
    heatmap.cellDecimals = integer(cells["decimals"], in: 0...20)
    let filter = object(options["filterValues"])
    heatmap.hiddenUpTo = number(filter["le"])
    heatmap.hiddenFrom = number(filter["ge"])
    let color = object(options["color"])
    heatmap.colorMin = number(color["min"])
    heatmap.colorMax = number(color["max"])
    heatmap.exponent = color["scale"].value == "linear" ? 1 : exponent(color["exponent"])
    heatmap.showsLegend = bool(object(options["legend"])["show"]) ?? true
    return heatmap
  }

  private mutating func heatmap(old place: Place) -> HeatmapOptions {
    var heatmap = HeatmapOptions()
    heatmap.calculates = place["dataFormat"].value != "tsbuckets"
    if let size = span(place["xBucketSize"]) {
      heatmap.xBuckets = .size(size)
    } else if let count = number(place["xBucketNumber"]), count > 0 {
      heatmap.xBuckets = .count(count)
    }
    let axis = object(place["yAxis"])
    if let base = logBase(axis["logBase"]) { heatmap.yLogBase = base }
    if let base = heatmap.yLogBase {
      let splits = number(axis["splitFactor"]) ?? 1
      heatmap.yBuckets = .count(base > 1 && splits > 0 ? splits : 1)
    } else if let size = number(place["yBucketSize"]), size > 0 {
      heatmap.yBuckets = .size(size)
    } else if let count = number(place["yBucketNumber"]), count > 0 {
      heatmap.yBuckets = .count(count)
    }
    switch place["yBucketBound"].value {
    case "upper": heatmap.layout = .upper
    case "lower": heatmap.layout = .lower
    default: heatmap.layout = .auto
    }
    readAxis(axis, into: &heatmap)
    heatmap.yUnit = nonEmpty(axis["format"])
    heatmap.isReversed = bool(place["reverseYBuckets"]) ?? false
    if bool(place["hideZeroBuckets"]) == true { heatmap.hiddenUpTo = 0 }
    let color = object(place["color"])
    heatmap.colorMin = number(color["min"])
    heatmap.colorMax = number(color["max"])
    heatmap.exponent = color["colorScale"].value == "linear" ? 1 : exponent(color["exponent"])
    heatmap.showsLegend = bool(object(place["legend"])["show"]) ?? false
    return heatmap
  }

  private mutating func readAxis(_ axis: Place, into heatmap: inout HeatmapOptions) {
    heatmap.yUnit = nonEmpty(axis["unit"])
    heatmap.yDecimals = integer(axis["decimals"], in: 0...20)
    heatmap.yMin = axis["min"].value == "auto" ? nil : number(axis["min"])
    heatmap.yMax = axis["max"].value == "auto" ? nil : number(axis["max"])
  }

  /// Buckets of a count or a size; nothing where none is chosen.
  private mutating func buckets(_ place: Place, isTime: Bool) -> HeatmapOptions.Buckets? {
    if place["mode"].value == "size" {
      let size = isTime ? span(place["value"]) : number(place["value"])
      return size.flatMap { $0 > 0 ? .size($0) : nil }
    }
    return number(place["value"]).flatMap { $0 > 0 ? .count($0) : nil }
  }

  /// Seconds of `30s`, or of a number of milliseconds.
  private mutating func span(_ place: Place) -> Double? {
    if let number = place.value?.lenientNumber, number.isFinite { return number / 1000 }
    return nonEmpty(place).flatMap { try? Span(parsing: $0).seconds }
  }

  private mutating func logBase(_ place: Place) -> Double? {
    number(place).flatMap { $0 > 1 ? $0 : nil }
  }

  private mutating func exponent(_ place: Place) -> Double {
    number(place).flatMap { $0 > 0 ? min($0, 10) : nil } ?? 0.5
  }
}
