extension LabelSets {
  /// A set that is being written, names and values in turn; used for one set after another.
  package struct Draft {
    package var bytes: [UInt8] = []
    /// Where the text that is being written begins.
    private var start = 0
    private var isValue = false
    private var lastName = 0..<0
    private var ascends = true
    /// Sets that were added not long ago, by a few bits of their bytes.
    var known = Array(repeating: ID.none, count: 64)

    package init() { bytes.reserveCapacity(256) }

    mutating func begin() {
      bytes.removeAll(keepingCapacity: true)
      (isValue, lastName, ascends) = (false, 0..<0, true)
    }

    /// Begins the next text, a name or the value of the name before: its bytes are then appended to
    /// `bytes`.
    package mutating func beginText() {
      start = bytes.count
      for _ in 0..<4 { bytes.append(0) }
    }

    /// Takes back a text that was begun.
    package mutating func dropText() { bytes.removeLast(bytes.count - start) }

    package mutating func endText() {
      let length = bytes.count - start - 4
      for place in 0..<4 { bytes[start + place] = UInt8(truncatingIfNeeded: length >> (place * 8)) }
      guard !isValue else {
        isValue = false
        return
      }
      isValue = true
      let name = start + 4..<bytes.count
      if ascends, !lastName.isEmpty {
        ascends = bytes.withUnsafeBufferPointer { bytes in
          UnsafeBufferPointer(rebasing: bytes[lastName]).lexicographicallyPrecedes(
            UnsafeBufferPointer(rebasing: bytes[name]))
        }
      }
      lastName = name
    }

    /// Writes a whole text.
    package mutating func append(_ text: some Collection<UInt8>) {
      beginText()
      bytes.append(contentsOf: text)
      endText()
    }

    /// Puts names in order where they did not come so.
    mutating func sort() {
      guard !ascends else { return }
      var pairs: [(name: [UInt8], value: [UInt8])] = []
      bytes.withUnsafeBufferPointer { bytes in
        var reader = Reader(bytes)
        while let name = reader.next(), let value = reader.next() {
          pairs.append((Array(name), Array(value)))
        }
      }
      begin()
      for pair in pairs.sorted(by: { $0.name.lexicographicallyPrecedes($1.name) }) {
        append(pair.name)
        append(pair.value)
      }
      ascends = true
    }

    /// A place among the sets known, of all bytes.
    var slot: Int {
      var hash: UInt64 = 0xcbf2_9ce4_8422_2325
      bytes.withUnsafeBytes { bytes in
        var index = 0
        while index + 8 <= bytes.count {
          hash = (hash ^ bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self))
          hash = (hash &* 0x9e37_79b9_7f4a_7c15) ^ (hash >> 29)
          index += 8
        }
        while index < bytes.count {
          hash = (hash ^ UInt64(bytes[index])) &* 0x0100_0000_01b3
          index += 1
        }
      }
      return Int((hash ^ hash >> 32) & 63)
    }
  }
}
