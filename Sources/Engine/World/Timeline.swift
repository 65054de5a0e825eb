/// When an effect is on, in seconds since the epoch: it grows for `ramp` seconds, stays, and goes
/// in the same time.
struct Window: Hashable, Sendable {
  var from: Double
  var to: Double
  var ramp: Double

  init(from: Double, to: Double, ramp: Double) {
    self.from = from
    self.to = max(from, to)
    self.ramp = min(ramp, (self.to - from) / 2)
  }

  func overlaps(_ other: Window) -> Bool { from < other.to && other.from < to }

  /// How much of the effect is there, 0 to 1.
  func level(at time: Double) -> Double {
    guard time >= from, time < to else { return 0 }
    guard ramp > 0 else { return 1 }
    return min(1, (time - from) / ramp, (to - time) / ramp)
  }

  /// The integral of the level times a shape, from the beginning up to a moment.
  func integral(of shape: Shape, to time: Double) -> Double {
    var sum = 0.0
    func add(from start: Double, _ first: Double, to end: Double, _ last: Double) {
      guard end > start, time > start else { return }
      let until = min(time, end)
      let reached = first + (last - first) * (until - start) / (end - start)
      sum += shape.integral(from: start, to: until, weights: (first, reached))
    }
    add(from: from, 0, to: from + ramp, 1)
    add(from: from + ramp, 1, to: to - ramp, 1)
    add(from: to - ramp, 1, to: to, 0)
    return sum
  }
}

/// The windows of an effect on one series in order of time, none overlapping another.
struct Timeline: Sendable {
  let windows: [Window]
  /// The integrals of all windows before one, summed; of all windows at the end.
  private let sums: [Double]

  /// A timeline whose integrals are those of a shape; of a gauge, which needs none, no shape.
  init(_ windows: [Window], shape: Shape?) {
    // Series that the same happens to share one array.
    let isSorted = zip(windows, windows.dropFirst()).allSatisfy { $0.from <= $1.from }
    self.windows = isSorted ? windows : windows.sorted { $0.from < $1.from }
    var sums = [0.0]
    if let shape {
      sums.reserveCapacity(windows.count + 1)
      for window in self.windows {
        sums.append((sums.last ?? 0) + window.integral(of: shape, to: window.to))
      }
    }
    self.sums = sums
  }

  func level(at time: Double) -> Double {
    last(at: time).map { windows[$0].level(at: time) } ?? 0
  }

  func integral(of shape: Shape, to time: Double) -> Double {
    guard let index = last(at: time), sums.indices.contains(index + 1) else { return 0 }
    // Nearly always it is over: then nothing is to be computed.
    let window = windows[index]
    return time >= window.to ? sums[index + 1] : sums[index] + window.integral(of: shape, to: time)
  }

  /// The integral up to each moment between two, when it does not change from the one to the other.
  func integral(settledFrom start: Double, to end: Double) -> Double? {
    guard let index = last(at: end) else { return 0 }
    guard sums.indices.contains(index + 1), start >= windows[index].to else { return nil }
    return sums[index + 1]
  }

  /// The last window that has begun.
  private func last(at time: Double) -> Int? {
    var (low, high) = (0, windows.count)
    while low < high {
      let middle = (low + high) / 2
      if windows[middle].from <= time { low = middle + 1 } else { high = middle }
    }
    return low > 0 ? low - 1 : nil
  }
}
