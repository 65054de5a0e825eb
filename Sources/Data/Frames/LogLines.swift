package import Times

/// Log lines of an answer, columnar and raw: all texts in one array of bytes, labels once each.
///
/// In order of time, the oldest first; lines of one nanosecond in the order of the server.
package struct LogLines: Hashable, Sendable {
  /// When each line was written.
  package private(set) var times: [Instant] = []
  private var bytes: [UInt8] = []
  private var spans: [Span] = []
  /// The label sets that lines point to. The first is empty.
  private var sets: [Labels] = [Labels()]
  /// About what the label sets take.
  private var setBytes = 0

  /// Where a line's parts stand.
  private struct Span: Hashable, Sendable {
    var start: UInt32
    var end: UInt32
    var stream: Int32
    var metadata: Int32
    var parsed: Int32
  }

  package init() {}

  package var isEmpty: Bool { times.isEmpty }
  package var count: Int { times.count }
  package var indices: Range<Int> { times.indices }

  /// The bytes that the lines take, for who must bound them.
  package var byteCount: Int {
    bytes.count + times.count * (8 + MemoryLayout<Span>.stride) + setBytes
  }

  /// A line's text as the server sent it; it need not be UTF-8.
  package func text(at index: Int) -> ArraySlice<UInt8> {
    bytes[Int(spans[index].start)..<Int(spans[index].end)]
  }

  /// The labels of its stream.
  package func stream(at index: Int) -> Labels { sets[Int(spans[index].stream)] }
  /// A number that lines of one stream share.
  package func streamID(at index: Int) -> Int { Int(spans[index].stream) }
  /// What was sent beside the line when it was written.
  package func metadata(at index: Int) -> Labels { sets[Int(spans[index].metadata)] }
  /// What the query read out of the line.
  package func parsed(at index: Int) -> Labels { sets[Int(spans[index].parsed)] }

  package func label(_ name: String, at index: Int) -> String? {
    stream(at: index)[name] ?? metadata(at: index)[name] ?? parsed(at: index)[name]
  }
}

extension LogLines {
  /// Labels that lines can point to; a decoder keeps the number.
  package struct SetID: Hashable, Sendable {
    fileprivate var place: Int32
    package static let none = SetID(place: 0)
  }

  package mutating func add(_ labels: Labels) -> SetID {
    guard !labels.isEmpty else { return .none }
    sets.append(labels)
    setBytes += labels.pairs.reduce(8) { $0 + 32 + $1.name.utf8.count + $1.value.utf8.count }
    return SetID(place: Int32(clamping: sets.count - 1))
  }

  package mutating func append(
    _ text: some Sequence<UInt8>, at time: Instant, stream: SetID, metadata: SetID = .none,
    parsed: SetID = .none
  ) {
    append(at: time, stream: stream, metadata: metadata, parsed: parsed) {
      $0.append(contentsOf: text)
    }
  }

  /// Adds a line whose text the closure appends to the bytes, so that no copy is made of it.
  ///
  /// What would not fit 4 GiB is left out; limits of replies are far below.
  package mutating func append<Failure: Error>(
    at time: Instant, stream: SetID, metadata: SetID = .none, parsed: SetID = .none,
    _ write: (inout [UInt8]) throws(Failure) -> Void
  ) throws(Failure) {
    let start = bytes.count
    try write(&bytes)
    guard let end = UInt32(exactly: bytes.count) else {
      bytes.removeSubrange(start...)
      return
    }
    times.append(time)
    spans.append(
      Span(
        start: UInt32(start), end: end, stream: stream.place, metadata: metadata.place,
        parsed: parsed.place))
  }

  /// Gives the line just added what was read after it.
  package mutating func setLast(metadata: SetID, parsed: SetID) {
    guard !spans.isEmpty else { return }
    spans[spans.count - 1].metadata = metadata.place
    spans[spans.count - 1].parsed = parsed.place
  }

  /// Puts lines that came by stream in order of time. `isBackward`: each stream came newest first.
  package mutating func sort(isBackward: Bool) {
    var order = Array(times.indices)
    if isBackward { order.reverse() }
    let isSorted = zip(order, order.dropFirst()).allSatisfy { times[$0] <= times[$1] }
    if isSorted, !isBackward { return }
    if !isSorted {
      // Equal times keep the order they have here; the library's sort does not promise it.
      let keyed = order.enumerated().sorted {
        (times[$0.element], $0.offset) < (times[$1.element], $1.offset)
      }
      order = keyed.map(\.element)
    }
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
    var known: [Int32: SetID] = [:]
    func set(_ place: Int32, in packed: inout LogLines) -> SetID {
      if let set = known[place] { return set }
      let set = packed.add(sets[Int(place)])
      known[place] = set
      return set
    }
    for index in indices {
      let span = spans[index]
      let stream = set(span.stream, in: &packed)
      let metadata = set(span.metadata, in: &packed)
      let parsed = set(span.parsed, in: &packed)
      packed.append(
        text(at: index), at: times[index], stream: stream, metadata: metadata, parsed: parsed)
    }
    return packed
  }

  /// Adds the lines of others behind these, which they must not precede. Labels that are here
  /// already are not added again.
  package mutating func append(contentsOf others: LogLines) {
    guard !others.isEmpty else { return }
    var places: [Labels: SetID] = [:]
    for place in sets.indices { places[sets[place]] = SetID(place: Int32(clamping: place)) }
    var known: [Int32: SetID] = [:]
    func id(_ place: Int32, in lines: inout LogLines) -> SetID {
      if let id = known[place] { return id }
      let labels = others.sets[Int(place)]
      let id = places[labels] ?? lines.add(labels)
      known[place] = id
      return id
    }
    for index in others.indices {
      let span = others.spans[index]
      let stream = id(span.stream, in: &self)
      let metadata = id(span.metadata, in: &self)
      let parsed = id(span.parsed, in: &self)
      append(
        others.text(at: index), at: others.times[index], stream: stream, metadata: metadata,
        parsed: parsed)
    }
  }
}
