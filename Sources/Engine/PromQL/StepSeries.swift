import Frames
import Samples

/// A series at all moments of a grid.
struct StepSeries {
  var labels: Labels
  /// As many as the grid has moments; where there is no sample, `Double.missing`.
  var values: [Double]

  /// Its samples, with their times.
  func run(over grid: Grid) -> SampleRun {
    var run = SampleRun()
    for (index, value) in values.enumerated() where !value.isMissing {
      run.append(grid[index], value)
    }
    return run
  }

  var isEmpty: Bool { values.allSatisfy(\.isMissing) }
}

extension Double {
  /// A quiet NaN that no server sends and no calculation makes of others: no sample.
  static let missing = Double(bitPattern: 0x7ff8_6875_6e65_0001)

  @inline(__always)
  var isMissing: Bool { bitPattern == 0x7ff8_6875_6e65_0001 }
}

extension [Double] {
  /// Values of which none is there.
  static func missing(_ count: Int) -> [Double] { [Double](repeating: .missing, count: count) }
}

extension [StepSeries] {
  /// Series with equal labels made one, as they are where each is evaluated moment by moment: an
  /// error when two of them have samples at one.
  func merged() throws(PromQLError) -> [StepSeries] {
    var places: [Labels: Int] = [:]
    places.reserveCapacity(count)
    var result: [StepSeries] = []
    result.reserveCapacity(count)
    for series in self {
      guard let place = places[series.labels] else {
        places[series.labels] = result.count
        result.append(series)
        continue
      }
      for (index, value) in series.values.enumerated() where !value.isMissing {
        guard result[place].values[index].isMissing else { throw .sameLabels }
        result[place].values[index] = value
      }
    }
    return result
  }

  /// Refuses series with equal labels, whenever they have samples.
  func distinct() throws(PromQLError) -> [StepSeries] {
    guard count > 1, Set(map(\.labels)).count < count else { return self }
    throw .sameLabels
  }

  /// True where all have the same metric name, so that without it they differ still.
  var haveOneName: Bool {
    guard let name = first?.labels["__name__"] else { return count < 2 }
    return dropFirst().allSatisfy { $0.labels["__name__"] == name }
  }
}
