internal import CZlib

/// gzip, as Kubernetes manifests hold large files.
package enum Gzip {
  package enum Failure: Error, Hashable, Sendable {
    case malformed
    /// More bytes than are wanted: a small stream can hold gigabytes.
    case tooLarge
  }

  /// Whether bytes begin as a gzip stream does (RFC 1952).
  package static func isPacked(_ bytes: [UInt8]) -> Bool { bytes.starts(with: [0x1f, 0x8b]) }

  /// The bytes of a stream, at most `limit` of them.
  package static func unpacked(_ bytes: [UInt8], limit: Int = 64 << 20) throws(Failure) -> [UInt8] {
    // Room that grows: the size that a stream claims for itself can't be believed.
    var capacity = min(limit, max(64 << 10, bytes.count &* 8))
    while true {
      var count = 0
      let room = [UInt8](unsafeUninitializedCapacity: capacity) { buffer, filled in
        count = hune_inflate(bytes, bytes.count, buffer.baseAddress, capacity)
        filled = max(0, count)
      }
      if count >= 0 { return room }
      guard count == -2 else { throw .malformed }
      guard capacity < limit else { throw .tooLarge }
      capacity = min(limit, capacity * 4)
    }
  }
}
