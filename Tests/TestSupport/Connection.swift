import Foundation

/// One connection of the loopback server.
package final class Connection: @unchecked Sendable {
  private let descriptor: Int32
  private var buffered: [UInt8] = []

  init(_ descriptor: Int32) { self.descriptor = descriptor }

  /// The next request; `nil` when the client has gone, or speaks something else.
  package func readRequest() -> LoopbackServer.Request? {
    let end: [UInt8] = Array("\r\n\r\n".utf8)
    var headLength: Int?
    while headLength == nil {
      headLength = buffered.firstRange(of: end)?.lowerBound
      if headLength == nil, !readMore() { return nil }
    }
    guard let headLength else { return nil }
    let lines = String(decoding: buffered[..<headLength], as: UTF8.self)
      .components(separatedBy: "\r\n")
    let length =
      lines.first { $0.lowercased().hasPrefix("content-length:") }
      .flatMap { Int($0.dropFirst(15).trimmingCharacters(in: .whitespaces)) } ?? 0
    buffered.removeFirst(headLength + end.count)
    while buffered.count < length { if !readMore() { return nil } }
    let body = String(decoding: buffered.prefix(length), as: UTF8.self)
    buffered.removeFirst(length)
    return .init(line: lines.first ?? "", headers: Array(lines.dropFirst()), body: body)
  }

  /// Sends all bytes; false when the client has gone.
  @discardableResult
  package func send(_ bytes: some Collection<UInt8>) -> Bool {
    var rest = Array(bytes)[...]
    while !rest.isEmpty {
      let sent = rest.withUnsafeBytes {
        Foundation.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      guard sent > 0 else { return false }
      rest = rest.dropFirst(sent)
    }
    return true
  }

  @discardableResult
  package func send(_ text: String) -> Bool { send(Array(text.utf8)) }

  /// A whole answer with its length.
  @discardableResult
  package func answer(
    _ status: String = "200 OK", headers: [String] = [], _ body: some Collection<UInt8> = []
  ) -> Bool {
    let lines = ["HTTP/1.1 \(status)", "Content-Length: \(body.count)"] + headers
    return send(lines.joined(separator: "\r\n") + "\r\n\r\n") && send(body)
  }

  @discardableResult
  package func answer(text: String) -> Bool { answer("200 OK", Array(text.utf8)) }

  /// Waits until the client closes.
  package func awaitClose() { while readMore() {} }

  /// Waits until the client closes, at most so long; true when it has.
  package func isClosed(within milliseconds: Int32) -> Bool {
    var entry = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    return poll(&entry, 1, milliseconds) > 0 && !readMore()
  }

  private func readMore() -> Bool {
    var chunk = [UInt8](repeating: 0, count: 65536)
    let count = recv(descriptor, &chunk, chunk.count, 0)
    guard count > 0 else { return false }
    buffered += chunk[..<count]
    return true
  }
}
