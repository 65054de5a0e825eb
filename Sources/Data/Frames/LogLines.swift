package import Times

/// Log lines of an answer, columnar and raw: all texts in one array of bytes, labels once each.
///
/// In order of time, the oldest first; lines of one nanosecond in the order of the server.
package struct LogLines: Hashable, Sendable {
  /// When each line was written.
  package private(set) var times: [Instant] = []
  private var bytes: [UInt8] = []
  private var spans: [Span] = []
  /// The label sets that lines point to.
  private var sets = LabelSets()

  /// Where a line's parts stand.
  private struct Span: Hashable, Sendable {
    var start: UInt32
    var end: UInt32
    var stream: SetID
    var metadata: SetID
    var parsed: SetID
  }

  package init() {}

  package var isEmpty: Bool { times.isEmpty }
  package var count: Int { times.count }
  package var indices: Range<Int> { times.indices }

  /// The bytes that the lines take, for who must bound them.
  package var byteCount: Int {
    bytes.count + times.count * (8 + MemoryLayout<Span>.stride) + sets.byteCount
  }

  /// A line's text as the server sent it; it need not be UTF-8.
  package func text(at index: Int) -> ArraySlice<UInt8> {
    bytes[Int(spans[index].start)..<Int(spans[index].end)]
  }

  /// The labels of its stream.
  package func stream(at index: Int) -> Labels { sets[spans[index].stream] }
  /// A number that lines of one stream share.
  package func streamID(at index: Int) -> Int { Int(spans[index].stream.place) }
  /// What was sent beside the line when it was written.
  package func metadata(at index: Int) -> Labels { sets[spans[index].metadata] }
  /// What the query read out of the line.
  package func parsed(at index: Int) -> Labels { sets[spans[index].parsed] }

  package func label(_ name: String, at index: Int) -> String? {
    sets.value(of: name, in: spans[index].stream)
      ?? sets.value(of: name, in: spans[index].metadata)
      ?? sets.value(of: name, in: spans[index].parsed)
  }

  /// Adds what tells a line from others, but for what the query read out of it.
  package func combine(_ index: Int, into hasher: inout Hasher) {
    hasher.combine(times[index])
    sets.combine(spans[index].stream, into: &hasher)
    sets.combine(spans[index].metadata, into: &hasher)
    text(at: index).withUnsafeBytes { hasher.combine(bytes: $0) }
  }
}

extension LogLines {
  /// Labels that lines can point to.
  package typealias SetID = LabelSets.ID

  package mutating func add(_ labels: Labels) -> SetID { sets.add(labels) }

  package mutating func append(
    _ text: some Sequence<UInt8>, at time: Instant, stream: SetID, metadata: SetID = .none,
    parsed: SetID = .none
  ) {
    let start = bytes.count
    bytes.append(contentsOf: text)
    guard bytes.count <= UInt32.max else {
      // Limits of replies are far below.
      bytes.removeSubrange(start...)
      return
    }
    add(Entry(time: time, start: start, end: bytes.count, stream: stream), metadata, parsed)
  }

  private mutating func add(_ entry: Entry, _ metadata: SetID, _ parsed: SetID) {
    guard 0 <= entry.start, entry.start <= entry.end, entry.end <= bytes.count,
      let end = UInt32(exactly: entry.end)
    else { return }
    times.append(entry.time)
    spans.append(
      Span(
        start: UInt32(entry.start), end: end, stream: entry.stream, metadata: metadata,
        parsed: parsed))
  }

  /// The lines of an answer, as its streams came; `bytes` holds their texts. `isBackward`: each
  /// stream came newest first.
  package init(_ entries: [Entry], in bytes: [UInt8], _ sets: LabelSets, isBackward: Bool) {
    self.bytes = bytes
    self.sets = sets
    let all = entries.map(\.time)
    times.reserveCapacity(entries.count)
    spans.reserveCapacity(entries.count)
    for place in Self.order(of: all, isBackward: isBackward) {
      let entry = entries[place]
      add(entry, entry.metadata, entry.parsed)
    }
  }

  /// Puts lines that came by stream in order of time. `isBackward`: each stream came newest first.
  package mutating func sort(isBackward: Bool) {
    let order = Self.order(of: times, isBackward: isBackward)
    times = order.map { times[$0] }
    spans = order.map { spans[$0] }
  }

  /// The lines at these places, in this order.
  package func lines(_ places: some Sequence<Int>) -> LogLines {
    var chosen = self
    chosen.times = []
    chosen.spans = []
    for place in places where times.indices.contains(place) {
      chosen.times.append(times[place])
      chosen.spans.append(spans[place])
    }
    return chosen
  }

  /// The same lines without texts and labels that none of them has.
  package var packed: LogLines {
    guard spans.reduce(0, { $0 + Int($1.end - $1.start) }) < bytes.count else { return self }
    var packed = LogLines()
    packed.bytes.reserveCapacity(spans.reduce(0) { $0 + Int($1.end - $1.start) })
    packed.take(self, deduplicates: false)
    return packed
  }

  /// Adds the lines of others behind these, which they must not precede. Labels that are here
  /// already are not added again.
  package mutating func append(contentsOf others: LogLines) {
    guard !others.isEmpty else { return }
    take(others, deduplicates: true)
  }

  private mutating func take(_ others: LogLines, deduplicates: Bool) {
    var imports = LabelSets.Import(of: others.sets, into: sets, deduplicates: deduplicates)
    for index in others.indices {
      let span = others.spans[index]
      let stream = imports.id(span.stream, of: others.sets, in: &sets)
      let metadata = imports.id(span.metadata, of: others.sets, in: &sets)
      let parsed = imports.id(span.parsed, of: others.sets, in: &sets)
      append(
        others.text(at: index), at: others.times[index], stream: stream, metadata: metadata,
        parsed: parsed)
    }
  }
}
