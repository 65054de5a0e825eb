import Exposition
import Frames

/// A system as its data file in `Resources/` has it: what it exports, and what happens to it.
struct SystemTable: Sendable {
  struct Family: Sendable {
    var family: MetricFamily
    var series: [Series]
    var model: Model
    /// How much of the day's rhythm and how much noise the family's series have: see `Shape`. A
    /// swing below zero is the day turned over, as of what is left.
    var swing: Double
    var noise: Double
  }

  struct Series: Sendable {
    var labels: Labels
    /// What the family's base is multiplied with.
    var weight: Double
    /// What the median of the family's histogram is multiplied with.
    var slowness: Double
    /// The series' own swing in place of the family's.
    var swing: Double?
  }

  enum Model: Sendable {
    /// A counter that grows so much a second; in whole steps, or smoothly.
    case rate(Double, isWhole: Bool)
    case level(Double, isWhole: Bool)
    /// A gauge that never moves.
    case constant(Double)
    /// A gauge that is the time, in seconds since the Unix epoch.
    case clock
    /// A histogram of so many values a second.
    case histogram(rate: Double, bounds: [Double], Distribution)
    /// What a counter has grown over the last so many seconds, as a share of a gauge; both of the
    /// series that agree with this one in all of its labels.
    case share(of: String, limit: String, seconds: Double)
  }

  var name: String
  var families: [Family]
  var incidents: [IncidentTemplate]
}

/// Something that can go wrong, for any value of its bound label.
struct IncidentTemplate: Sendable {
  struct Effect: Sendable {
    var metric: String
    /// The labels of the series that it changes; values may hold `$NAME` of the bound label.
    var labels: [(name: String, value: String)]
    var change: Change
    /// How many seconds after the incident's beginning and end the effect begins and ends.
    var lag: Double
  }

  var name: String
  /// How often it comes, against the others.
  var weight: Double
  /// How many seconds it lasts, at least and at most.
  var seconds: ClosedRange<Double>
  /// For how many seconds after it the views still show it.
  var tail: Double
  /// The label that differs from one time to another, and its values.
  var bound: (name: String, values: [String])
  var effects: [Effect]
  var alerts: [String]
}

/// What an effect does to a series: `value × factor + summand`. A counter's factor goes for its
/// rate, a histogram's for its median.
package struct Change: Hashable, Sendable {
  package var factor: Double
  /// For gauges only.
  package var summand: Double

  package init(factor: Double = 1, summand: Double = 0) {
    self.factor = factor
    self.summand = summand
  }
}
