import Foundation
import Synchronization

/// A server on a free port of the loopback, or on a unix socket, that does as the test's script
/// says, byte by byte. Each connection has a thread; nothing waits for time but for the client.
final class LoopbackServer: Sendable {
  /// What the client sent.
  struct Request: Sendable {
    var line: String
    var headers: [String]
    var body: String
  }

  /// Answers a request on its connection; false ends the connection.
  typealias Script = @Sendable (Connection, Request) -> Bool

  let port: Int
  private let listener: Int32
  private let opened = Mutex(0)
  private let requests = Mutex<[Request]>([])

  var url: String { "http://127.0.0.1:\(port)" }
  var connectionCount: Int { opened.withLock { $0 } }
  var received: [Request] { requests.withLock { $0 } }

  init(
    unixSocket: String? = nil, greeting: String = "", script: @escaping Script
  ) throws {
    (listener, port) = try unixSocket.map { (try boundSocket(path: $0), 0) } ?? boundSocket()
    try check(listen(listener, 64))
    Thread.detachNewThread { [self] in serve(greeting, script) }
  }

  private func serve(_ greeting: String, _ script: @escaping Script) {
    while true {
      let client = accept(listener, nil, nil)
      guard client >= 0 else { return }
      opened.withLock { $0 += 1 }
      Thread.detachNewThread { [self] in
        let connection = Connection(client)
        connection.send(greeting)
        while let request = connection.readRequest() {
          requests.withLock { $0.append(request) }
          guard script(connection, request) else { break }
        }
        close(client)
      }
    }
  }

  /// Takes no more connections.
  func stop() { shutdown(listener, Int32(SHUT_RDWR)) }
}

/// A socket bound to a free port of the loopback, on which nobody listens yet.
func boundSocket() throws -> (descriptor: Int32, port: Int) {
  let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
  var address = sockaddr_in()
  address.sin_family = sa_family_t(AF_INET)
  address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
  var length = socklen_t(MemoryLayout<sockaddr_in>.size)
  try withUnsafeMutablePointer(to: &address) {
    try $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
      try check(bind(descriptor, $0, length))
      try check(getsockname(descriptor, $0, &length))
    }
  }
  return (descriptor, Int(UInt16(bigEndian: address.sin_port)))
}

/// A unix socket at a path, on which nobody listens yet.
private func boundSocket(path: String) throws -> Int32 {
  let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
  var address = sockaddr_un()
  address.sun_family = sa_family_t(AF_UNIX)
  withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
  try withUnsafePointer(to: &address) {
    try $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
      try check(bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size)))
    }
  }
  return descriptor
}

private func check(_ result: Int32) throws {
  if result != 0 { throw POSIXError(.init(rawValue: errno) ?? .EIO) }
}
