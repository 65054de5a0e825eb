package import Frames
package import Samples

/// What a query gives.
package enum QueryResult: Equatable, Sendable {
  case scalar(Sample)
  case string(String, time: Int64)
  /// In the order of `sort` and `topk` where the query asks for one, else by labels as they came.
  case vector([VectorElement])
  /// By labels.
  case matrix([MatrixSeries])
}

/// A series of an instant vector.
package struct VectorElement: Equatable, Sendable {
  package var labels: Labels
  /// Its time is the query's.
  package var sample: Sample

  package init(labels: Labels, sample: Sample) {
    self.labels = labels
    self.sample = sample
  }
}

/// A series of a matrix, with at least one sample.
package struct MatrixSeries: Sendable {
  package var labels: Labels
  package var samples: SampleRun

  package init(labels: Labels, samples: SampleRun) {
    self.labels = labels
    self.samples = samples
  }
}

extension MatrixSeries: Equatable {
  package static func == (left: MatrixSeries, right: MatrixSeries) -> Bool {
    left.labels == right.labels && left.samples.count == right.samples.count
      && (0..<left.samples.count).allSatisfy { left.samples[$0] == right.samples[$0] }
  }
}
