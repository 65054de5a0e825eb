package import HTTP

/// What the program costs, counted since its start.
package struct Cost: Hashable, Sendable {
  package var usage: Usage
  /// Bytes to the terminal.
  package var sentBytes: Int
  /// By the sources' names.
  package var sources: [String: TrafficMeter.Count]

  package init(
    usage: Usage, sentBytes: Int = 0, sources: [String: TrafficMeter.Count] = [:]
  ) {
    self.usage = usage
    self.sentBytes = sentBytes
    self.sources = sources
  }
}

/// What a process has used.
package struct Usage: Hashable, Sendable {
  /// Seconds of all its threads.
  package var processorSeconds: Double
  /// Seconds since it began.
  package var elapsedSeconds: Double
  /// Bytes of memory that it holds.
  package var residentBytes: Int

  package init(
    processorSeconds: Double = 0, elapsedSeconds: Double = 0, residentBytes: Int = 0
  ) {
    self.processorSeconds = processorSeconds
    self.elapsedSeconds = elapsedSeconds
    self.residentBytes = residentBytes
  }
}
