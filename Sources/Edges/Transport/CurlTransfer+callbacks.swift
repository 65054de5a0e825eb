import CCurl
import HTTP

/// Bytes of the body, decoded; a count other than the one given ends the transfer.
func receiveBody(
  _ bytes: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int,
  _ context: UnsafeMutableRawPointer?
) -> Int {
  guard let context, let bytes else { return 0 }
  let transfer = Unmanaged<CurlTransfer>.fromOpaque(context).takeUnretainedValue()
  let received = UnsafeRawBufferPointer(start: bytes, count: size * count)
  return transfer.take(received) ? received.count : -1
}

/// A line of the header, with its line break.
func receiveHeader(
  _ bytes: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int,
  _ context: UnsafeMutableRawPointer?
) -> Int {
  guard let context, let bytes else { return 0 }
  let transfer = Unmanaged<CurlTransfer>.fromOpaque(context).takeUnretainedValue()
  let received = UnsafeRawBufferPointer(start: bytes, count: size * count)
  return transfer.takeLine(received) ? received.count : -1
}

extension CurlTransfer {
  /// Keeps bytes of the body; false when they are too many. Counted here because libcurl's own
  /// limit counts what comes over the wire: a gzip bomb passes it.
  fileprivate func take(_ bytes: UnsafeRawBufferPointer) -> Bool {
    let limit = request.limits.bodyBytes
    guard body.count + bytes.count <= limit else {
      excess = HTTPError(.tooLarge, "an answer of more than \(text(ofBytes: limit))")
      return false
    }
    if body.isEmpty {
      let length = ccurl_get_size(easy, CURLINFO_CONTENT_LENGTH_DOWNLOAD_T)
      body.reserveCapacity(min(limit, max(bytes.count, Int(clamping: length))))
    }
    body.append(contentsOf: bytes)
    return true
  }

  fileprivate func takeLine(_ bytes: UnsafeRawBufferPointer) -> Bool {
    let limit = request.limits.headerBytes
    headerBytes += bytes.count
    guard headerBytes <= limit else {
      excess = HTTPError(.tooLarge, "headers of more than \(text(ofBytes: limit))")
      return false
    }
    // Each hop, and each `100 Continue`, begins anew.
    if bytes.starts(with: "HTTP/".utf8) {
      headers = []
    } else if let colon = bytes.firstIndex(of: UInt8(ascii: ":")) {
      headers.append(.init(trimmed(bytes[..<colon]), trimmed(bytes[(colon + 1)...])))
    }
    return true
  }
}

private func trimmed(_ bytes: Slice<UnsafeRawBufferPointer>) -> String {
  let isBlank = { (byte: UInt8) in byte == 0x20 || (0x09...0x0D).contains(byte) }
  let start = bytes.drop(while: isBlank)
  let end = start.lastIndex { !isBlank($0) }
  return String(decoding: start[..<(end.map { $0 + 1 } ?? start.startIndex)], as: UTF8.self)
}

private func text(ofBytes count: Int) -> String {
  if count >= 1 << 20 { return "\(count >> 20) MiB" }
  return count >= 1 << 10 ? "\(count >> 10) KiB" : "\(count) bytes"
}
