/// The strings of one body written one behind the other, their escapes undone.
///
/// A string is never longer than it is in JSON, so memory for as many bytes as the body has is
/// enough; what is not written of it is never touched. `JSONCursor` writes eight bytes at once and
/// needs no check of its own.
package struct StringPool: ~Copyable {
  private let memory: UnsafeMutableRawBufferPointer
  package private(set) var count = 0

  /// For the strings of a body with so many bytes, each written once.
  package init(forBytes count: Int) {
    memory = .allocate(byteCount: max(0, count) + 8, alignment: 8)
  }

  deinit { memory.deallocate() }

  /// What has been written.
  package var bytes: [UInt8] { Array(memory[..<count]) }

  /// There is room for a string of so many bytes and for a whole word behind it.
  @inline(__always)
  func hasRoom(for length: Int) -> Bool { count + length + 8 <= memory.count }

  /// Writes eight bytes of which so many count.
  @inline(__always)
  mutating func write(word: UInt64, counting length: Int) {
    memory.storeBytes(of: word, toByteOffset: count, as: UInt64.self)
    count += length
  }

  @inline(__always)
  mutating func write(_ byte: UInt8) {
    memory[count] = byte
    count += 1
  }

  mutating func write(_ bytes: some Collection<UInt8>) { for byte in bytes { write(byte) } }
}
