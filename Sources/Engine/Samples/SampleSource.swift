package import Frames

/// Where series can be chosen by their labels: the store, or a world of closed forms.
package protocol SampleSource: Sendable {
  /// The series that satisfy all of the matchers and may have samples between the two moments
  /// (milliseconds, both inclusive); no two with equal labels, in any order.
  ///
  /// A series without a sample there may be among them. No sample is made yet.
  func select(_ matchers: [SeriesMatcher], from: Int64, to: Int64) -> [any SampleSeries]
}

/// One series, whose samples are made when they are read.
package protocol SampleSeries: Sendable {
  /// Its labels, `__name__` among them; none with an empty value.
  var labels: Labels { get }

  /// Appends its samples from the one moment to the other, both inclusive, oldest first.
  /// Staleness markers are samples like others.
  func read(from: Int64, to: Int64, into run: inout SampleRun)

  /// The newest of the samples from the one moment to the other, both inclusive.
  ///
  /// Asked for at each step of a graph whose steps are wide: cheap where it can be.
  func latest(from: Int64, to: Int64) -> Sample?

  /// Whether no value is less than the one before it and no sample is a staleness marker, so that
  /// the ends of its samples say how much it grew: see `ends`.
  var neverFalls: Bool { get }

  /// The first and the last of the samples from the one moment to the other, both inclusive, and
  /// how many they are. Asked only of a series that never falls.
  func ends(from: Int64, to: Int64) -> SampleEnds?
}

/// The first and the last of some samples.
package struct SampleEnds: Equatable, Sendable {
  package var first: Sample
  package var last: Sample
  /// Of all of them, at least 1.
  package var count: Int

  package init(first: Sample, last: Sample, count: Int) {
    self.first = first
    self.last = last
    self.count = count
  }
}

extension SampleSeries {
  package var neverFalls: Bool { false }

  package func ends(from: Int64, to: Int64) -> SampleEnds? {
    var run = SampleRun()
    read(from: from, to: to, into: &run)
    guard !run.isEmpty else { return nil }
    return SampleEnds(first: run[0], last: run[run.count - 1], count: run.count)
  }

  package func latest(from: Int64, to: Int64) -> Sample? {
    var run = SampleRun()
    read(from: from, to: to, into: &run)
    return run.isEmpty ? nil : run[run.count - 1]
  }
}
