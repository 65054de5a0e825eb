/// Sets of labels packed in one array of bytes, each with a number; number 0 is the empty set.
///
/// A server may give each line labels of its own: as so many `Labels` they would take ten times the
/// memory and the time. A set is a row of names and values, each behind its length, the names
/// ascending by their bytes; so equal sets have equal bytes.
package struct LabelSets: Hashable, Sendable {
  private var bytes: [UInt8] = []
  private var ends: [UInt32] = [0]

  /// The number of a set.
  package struct ID: Hashable, Sendable {
    package let place: Int32
    package static let none = ID(place: 0)
  }

  package init() {}

  package var count: Int { ends.count }
  /// The bytes that the sets take.
  package var byteCount: Int { bytes.count + ends.count * 4 }

  private func range(_ id: ID) -> Range<Int> {
    let place = Int(id.place)
    guard place > 0, place < ends.count else { return 0..<0 }
    return Int(ends[place - 1])..<Int(ends[place])
  }

  package subscript(id: ID) -> Labels {
    var pairs: [(name: String, value: String)] = []
    forEach(in: range(id)) { name, value in
      pairs.append((String(decoding: name, as: UTF8.self), String(decoding: value, as: UTF8.self)))
      return true
    }
    return Labels(pairs)
  }

  /// The value of a label in a set.
  package func value(of name: String, in id: ID) -> String? {
    let range = range(id)
    guard !range.isEmpty else { return nil }
    var found: String?
    var name = name
    name.withUTF8 { wanted in
      forEach(in: range) { name, value in
        guard name.count == wanted.count, name.elementsEqual(wanted) else { return true }
        found = String(decoding: value, as: UTF8.self)
        return false
      }
    }
    return found
  }

  /// Hands on names and values until one is refused.
  private func forEach(
    in range: Range<Int>,
    _ body: (UnsafeBufferPointer<UInt8>, UnsafeBufferPointer<UInt8>) -> Bool
  ) {
    bytes.withUnsafeBufferPointer { bytes in
      var reader = Reader(UnsafeBufferPointer(rebasing: bytes[range]))
      while let name = reader.next(), let value = reader.next() {
        guard body(name, value) else { return }
      }
    }
  }

  /// Adds what tells a set from all others.
  package func combine(_ id: ID, into hasher: inout Hasher) {
    bytes.withUnsafeBytes { hasher.combine(bytes: .init(rebasing: $0[range(id)])) }
    hasher.combine(id.place == 0)
  }

  package mutating func add(_ labels: Labels) -> ID {
    guard !labels.isEmpty else { return .none }
    var draft = Draft()
    for (name, value) in labels.pairs {
      draft.append(name.utf8)
      draft.append(value.utf8)
    }
    return add(&draft)
  }

  /// Adds the set that was written, unless it is one of the last that were, and begins a new one.
  package mutating func add(_ draft: inout Draft) -> ID {
    defer { draft.begin() }
    draft.sort()
    guard !draft.bytes.isEmpty, ends.count < Int32.max else { return .none }
    let slot = draft.slot
    if case let known = draft.known[slot], isEqual(known, draft.bytes) { return known }
    guard let end = UInt32(exactly: bytes.count + draft.bytes.count) else { return .none }
    bytes.append(contentsOf: draft.bytes)
    ends.append(end)
    let id = ID(place: Int32(clamping: ends.count - 1))
    draft.known[slot] = id
    return id
  }

  private func isEqual(_ id: ID, _ other: [UInt8]) -> Bool {
    let range = range(id)
    guard range.count == other.count, !range.isEmpty else { return false }
    return bytes.withUnsafeBufferPointer { bytes in
      other.withUnsafeBufferPointer {
        UnsafeBufferPointer(rebasing: bytes[range]).elementsEqual($0)
      }
    }
  }
}

extension LabelSets {
  /// Takes over sets of others, those that are here already by the number they have.
  package struct Import {
    private var places: [Int32]
    private var known: [Int: ID] = [:]

    /// `deduplicates`: sets may be here already.
    package init(of others: LabelSets, into sets: LabelSets, deduplicates: Bool) {
      places = Array(repeating: -1, count: others.count)
      places[0] = 0
      guard deduplicates else { return }
      for place in 1..<max(1, sets.count) {
        let id = ID(place: Int32(place))
        known[sets.hash(of: id)] = id
      }
    }

    package mutating func id(_ id: ID, of others: LabelSets, in sets: inout LabelSets) -> ID {
      let place = Int(id.place)
      guard places.indices.contains(place) else { return .none }
      if places[place] >= 0 { return ID(place: places[place]) }
      let hash = known.isEmpty ? 0 : others.hash(of: id)
      let found: ID
      if let there = known[hash], sets.bytes[sets.range(there)] == others.bytes[others.range(id)] {
        found = there
      } else {
        found = sets.copy(id, of: others)
      }
      places[place] = found.place
      return found
    }
  }

  private func hash(of id: ID) -> Int {
    var hasher = Hasher()
    combine(id, into: &hasher)
    return hasher.finalize()
  }

  private mutating func copy(_ id: ID, of others: LabelSets) -> ID {
    let range = others.range(id)
    guard let end = UInt32(exactly: bytes.count + range.count), ends.count < Int32.max else {
      return .none
    }
    bytes.append(contentsOf: others.bytes[range])
    ends.append(end)
    return ID(place: Int32(clamping: ends.count - 1))
  }
}

extension LabelSets {
  /// Reads texts behind their lengths.
  struct Reader {
    private let bytes: UnsafeBufferPointer<UInt8>
    private(set) var offset = 0

    init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    mutating func next() -> UnsafeBufferPointer<UInt8>? {
      guard offset + 4 <= bytes.count else { return nil }
      let length = (0..<4).reduce(0) { $0 | Int(bytes[offset + $1]) << ($1 * 8) }
      let start = offset + 4
      guard start + length <= bytes.count else { return nil }
      offset = start + length
      return UnsafeBufferPointer(rebasing: bytes[start..<offset])
    }
  }
}
