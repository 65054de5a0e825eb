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
    var week: Double
    var growth: Double
    /// Whether it is told by the server that scrapes, not by the system; its series name their job.
    var isScrape: Bool
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
    /// A gauge, and the most that it can be.
    case level(Double, isWhole: Bool, most: Double)
    /// A gauge that never moves.
    case constant(Double)
    /// A gauge that is the time, in seconds since the Unix epoch.
    case clock
    /// A gauge that tells how long something runs that is restarted every so many seconds.
    case uptime(Double)
    /// A histogram of so many values a second.
    case histogram(rate: Double, bounds: [Double], Distribution)
    /// What a counter has grown over the last so many seconds, as a share of a gauge; both of the
    /// series that agree with this one in all of its labels.
    case share(of: String, limit: String, seconds: Double)
  }

  var name: String
  var families: [Family]
  /// How many blocks of time a round of incidents has, calm ones among them.
  var round: Int
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
    /// How many seconds it takes to grow and to go; nil is as long as usual.
    var ramp: Double?
  }

  var name: String
  /// It comes once in so many seconds; nil is once in a round.
  var period: Double?
  /// How far into its period it begins, at the most; nil is by turns in one half or the other.
  var jitter: Double?
  /// Whether it is graver at one time than at another.
  var hasGravity: Bool
  /// How many seconds it lasts, at least and at most.
  var seconds: ClosedRange<Double>
  /// For how many seconds after it the views still show it.
  var tail: Double
  /// The label that differs from one time to another, and its values.
  var bound: (name: String, values: [String])
  var effects: [Effect]
  var alerts: [String]
  /// Labels that the server puts on all that it sends on while it lasts.
  var external: Labels
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
