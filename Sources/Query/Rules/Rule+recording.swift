import Frames

extension Rule {
  /// The series that a recording rule makes of its expression's result, or why it makes none.
  ///
  /// The metric's name and the rule's labels go over those of the result.
  ///
  /// More series than `limit`, where it is above 0, are none.
  package func recorded(
    _ samples: [RuleSample], limit: Int = 0
  ) -> Result<[RuleSample], RecordingError> {
    guard case .record(let metric) = kind else { return .success([]) }
    var seen: Set<Labels> = []
    var recorded: [RuleSample] = []
    for sample in samples {
      var labels = sample.labels.setting("__name__", metric)
      for label in self.labels { labels = labels.setting(label.name, label.text) }
      guard seen.insert(labels).inserted else {
        return .failure(
          RecordingError(
            description:
              "vector contains metrics with the same labelset after applying rule labels"))
      }
      recorded.append(RuleSample(labels: labels, value: sample.value))
    }
    guard limit <= 0 || recorded.count <= limit else {
      return .failure(
        RecordingError(
          description: "exceeded limit of \(limit) with \(recorded.count) series"))
    }
    return .success(recorded)
  }

  package struct RecordingError: Error, Hashable, Sendable, CustomStringConvertible {
    package var description: String
  }
}
