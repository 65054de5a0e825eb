package import Frames
package import Times

/// One line of an exposition that says something.
package enum ExpositionEntry: Hashable, Sendable {
  case help(metric: String, String)
  case type(metric: String, MetricFamily.Kind)
  /// OpenMetrics alone.
  case unit(metric: String, String)
  case sample(ExpositionSample)
}

/// One value of one series, as a line tells it.
package struct ExpositionSample: Hashable, Sendable {
  /// The whole name: `wait_ms_bucket`.
  package var name: String
  /// Without the name; none is there twice.
  package var labels: Labels
  package var value: Double
  /// The moment of the scrape when nil.
  package var time: Instant?
  package var exemplar: Exemplar?

  package init(
    name: String, labels: Labels = Labels(), value: Double, time: Instant? = nil,
    exemplar: Exemplar? = nil
  ) {
    self.name = name
    self.labels = labels
    self.value = value
    self.time = time
    self.exemplar = exemplar
  }

  /// One of the values that made up a sample, with what leads to its cause, such as a trace's id.
  package struct Exemplar: Hashable, Sendable {
    package var labels: Labels
    package var value: Double
    package var time: Instant?

    package init(labels: Labels, value: Double, time: Instant? = nil) {
      self.labels = labels
      self.value = value
      self.time = time
    }
  }
}

/// What a text may cost before it is refused.
package struct ExpositionLimits: Hashable, Sendable {
  package var bytes = 256 << 20
  package var samples = 20_000_000
  package var labelsOfASeries = 256
  /// Of a name, a label's value, a help text.
  package var textBytes = 1 << 20

  package init() {}
}
