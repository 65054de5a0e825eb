package import Formats

// Options of the panels that show how values are distributed: heat map, histogram, pie.

package struct HeatmapOptions: Hashable, Sendable {
  /// How an axis of a computed heat map is cut into buckets.
  package enum Buckets: Hashable, Sendable {
    /// About so many, of a round size.
    case count(Double)
    /// Of this size: seconds on the axis of time, the field's own unit on the other.
    case size(Double)
  }

  /// What the name of a series of buckets says about its bucket.
  package enum Layout: String, Hashable, Sendable {
    /// By the label: `le` is an upper bound.
    case auto
    case upper = "le"
    case lower = "ge"
    case unknown
  }

  /// Buckets are made of the raw series; else each series is a bucket.
  package var calculates = false
  package var xBuckets = Buckets.count(20)
  package var yBuckets = Buckets.count(10)
  /// The base of a logarithmic scale of computed buckets; linear when `nil`.
  package var yLogBase: Double?
  package var layout = Layout.auto
  /// The unit of the buckets' bounds.
  package var yUnit: String?
  package var yDecimals: Int?
  package var yMin: Double?
  package var yMax: Double?
  /// The highest bucket is at the bottom.
  package var isReversed = false
  /// The unit of what a cell counts.
  package var cellUnit: String?
  package var cellDecimals: Int?
  /// Cells at or below this are left out.
  package var hiddenUpTo: Double?
  /// Cells at or above this are left out.
  package var hiddenFrom: Double?
  /// Values where the scale of colours begins and ends; the data's when `nil`.
  package var colorMin: Double?
  package var colorMax: Double?
  /// The power of the share that gives a cell its strength; 1 is linear.
  package var exponent = 0.5
  package var showsLegend = true
  package init() {}
}

package struct HistogramOptions: Hashable, Sendable {
  /// The width of a bucket; chosen by the data when `nil`.
  package var bucketSize: Double?
  /// About how many buckets are made when none has a size.
  package var bucketCount = 30
  package var bucketOffset = 0.0
  /// All series count as one.
  package var combines = false
  package var stacking = CustomConfig.Stacking.Mode.none
  package var legend = TimeSeriesOptions.Legend()
  package init() {}
}

package struct PieOptions: Hashable, Sendable {
  package enum Sort: String, Hashable, Sendable {
    case descending = "desc", ascending = "asc", none
  }
  package enum Label: String, Hashable, Sendable { case name, value, percent }

  package var reduce = ReduceOptions()
  package var sort = Sort.descending
  /// What the slices say in Grafana; together with the legend's values it is what a row says here.
  package var labels: Set<Label> = [.percent]
  package var legend = TimeSeriesOptions.Legend()
  package var legendValues: Set<Label> = []
  package init() {}

  /// The columns that layout asks for anywhere; the share when it asks for none.
  package var columns: Set<Label> {
    let asked = labels.union(legend.isShown ? legendValues : []).subtracting([.name])
    return asked.isEmpty ? [.percent] : asked
  }
}
