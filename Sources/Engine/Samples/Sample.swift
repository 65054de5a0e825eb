/// A value at a moment.
package struct Sample: Sendable {
  /// Milliseconds since the Unix epoch, as Prometheus counts them.
  package var time: Int64
  package var value: Double

  package init(time: Int64, value: Double) {
    self.time = time
    self.value = value
  }
}

extension Sample: Equatable {
  /// NaNs are equal when all of their bits are, so that a staleness marker is not any NaN.
  package static func == (lhs: Sample, rhs: Sample) -> Bool {
    lhs.time == rhs.time
      && (lhs.value == rhs.value || lhs.value.bitPattern == rhs.value.bitPattern)
  }
}

extension Double {
  /// The NaN that says that a series has ended; Prometheus writes it when a target goes away.
  package static let staleMarker = Double(bitPattern: 0x7ff0_0000_0000_0002)
  /// The NaN that Prometheus makes of the text `NaN`.
  package static let plainNaN = Double(bitPattern: 0x7ff8_0000_0000_0001)

  package var isStaleMarker: Bool { bitPattern == 0x7ff0_0000_0000_0002 }
}
