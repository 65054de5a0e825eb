import Frames
package import Rules
import Samples
import Synchronization

/// What an alerting rule has made over some time: how it stands after the last evaluation, and
/// the series that it wrote.
struct RuleTrack: Sendable {
  /// The evaluations whose series are there, milliseconds, both inclusive.
  var first: Int64
  var last: Int64
  var state = AlertingState()
  var series = RuleSeries()
}

/// The series that rules write, one evaluation after another.
struct RuleSeries: Sendable {
  private(set) var runs: [Labels: SampleRun] = [:]
  private var present: Set<Labels> = []

  /// A series that was there before and no more has ended.
  mutating func write(_ samples: [RuleSample], at time: Int64) {
    var now: Set<Labels> = []
    // Of two samples of a series at one moment the first stands.
    for sample in samples where (runs[sample.labels]?.times.last ?? .min) < time {
      now.insert(sample.labels)
      runs[sample.labels, default: SampleRun()].append(time, sample.value)
    }
    for labels in present.subtracting(now) where (runs[labels]?.times.last ?? .min) < time {
      runs[labels]?.append(time, .staleMarker)
    }
    present = now
  }

  /// Takes what another rule wrote; a series of both is that of the first.
  mutating func merge(_ other: RuleSeries) { runs.merge(other.runs) { own, _ in own } }

  /// For rules that write the same series: what another wrote is over for the next one.
  mutating func endRule() { present = [] }
}

/// The tracks of alerting rules, kept so that the next moment costs only the evaluations since the
/// last one.
package final class RuleMemory: Sendable {
  private final class Place: Sendable { let track = Mutex<RuleTrack?>(nil) }

  private let places: [[Place]]

  /// Room for the rules of some groups.
  package init(_ groups: [RuleGroup]) {
    places = groups.map { $0.rules.map { _ in Place() } }
  }

  /// The track of a rule, continued by `body`; who comes meanwhile waits for it.
  func withTrack<Result: Sendable>(
    _ group: Int, _ rule: Int, _ body: (inout RuleTrack?) -> Result
  ) -> Result {
    places[group][rule].track.withLock { track in body(&track) }
  }
}
