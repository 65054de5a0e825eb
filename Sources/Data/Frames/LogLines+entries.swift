package import Times

extension LogLines {
  /// A line as a decoder meets it: where its text stands in the bytes that hold all of them.
  package struct Entry: Sendable {
    package var time: Instant
    package var start: Int
    package var end: Int
    package var stream: SetID
    package var metadata = SetID.none
    package var parsed = SetID.none

    package init(time: Instant, start: Int, end: Int, stream: SetID) {
      self.time = time
      self.start = start
      self.end = end
      self.stream = stream
    }
  }

  /// The places of times in ascending order. `isBackward`: each row of them descends.
  ///
  /// Answers are rows of streams, each in order: such rows are merged, in few passes. Equal times
  /// keep the order they have here.
  static func order(of times: [Instant], isBackward: Bool) -> [Int] {
    var order = Array(times.indices)
    if isBackward { order.reverse() }
    let keys = times.map(\.nanoseconds)
    var starts = order.indices.filter { $0 == 0 || keys[order[$0]] < keys[order[$0 - 1]] }
    var merged = order
    while starts.count > 1 {
      var next: [Int] = []
      for place in stride(from: 0, to: starts.count, by: 2) {
        let start = starts[place]
        let middle = place + 1 < starts.count ? starts[place + 1] : order.count
        let end = place + 2 < starts.count ? starts[place + 2] : order.count
        next.append(start)
        var (left, right) = (start, middle)
        for target in start..<end {
          // Of two at one time the left goes first.
          if right >= end || left < middle && keys[order[left]] <= keys[order[right]] {
            merged[target] = order[left]
            left += 1
          } else {
            merged[target] = order[right]
            right += 1
          }
        }
      }
      swap(&order, &merged)
      starts = next
    }
    return order
  }
}
