import Foundation
import Synchronization

/// A server on a free port of the loopback, or on a unix socket, that does as the test's script
/// says, byte by byte. Each connection has a thread; nothing waits for time but for the client.
package final class LoopbackServer: Sendable {
  /// What the client sent.
  package struct Request: Sendable {
    package var line: String
    package var headers: [String]
    package var body: String
  }

  /// Answers a request on its connection; false ends the connection.
  package typealias Script = @Sendable (Connection, Request) -> Bool

  package let port: Int
  /// Keeps the port for this server while it does not listen.
  private let reservation: Int32
  private let greeting: String
  private let script: Script
  private let listener: Mutex<Int32>
  private let connections = Mutex<Set<Int32>>([])
  private let opened = Mutex(0)
  private let requests = Mutex<[Request]>([])

  package var url: String { "http://127.0.0.1:\(port)" }
  package var connectionCount: Int { opened.withLock { $0 } }
  package var received: [Request] { requests.withLock { $0 } }

  package init(
    unixSocket: String? = nil, greeting: String = "", script: @escaping Script
  ) throws {
    (self.greeting, self.script) = (greeting, script)
    let own: Int32
    if let unixSocket {
      (reservation, port, own) = (-1, 0, try boundSocket(path: unixSocket))
    } else {
      (reservation, port) = try boundSocket()
      own = try boundSocket(port: port).descriptor
    }
    listener = Mutex(own)
    try listenOn(own)
  }

  deinit { if reservation >= 0 { close(reservation) } }

  private func listenOn(_ descriptor: Int32) throws {
    try check(listen(descriptor, 64))
    Thread.detachNewThread { [self] in serve(descriptor) }
  }

  private func serve(_ listener: Int32) {
    while true {
      let client = accept(listener, nil, nil)
      guard client >= 0 else { break }
      opened.withLock { $0 += 1 }
      _ = connections.withLock { $0.insert(client) }
      Thread.detachNewThread { [self] in
        let connection = Connection(client)
        connection.send(greeting)
        while let request = connection.readRequest() {
          requests.withLock { $0.append(request) }
          guard script(connection, request) else { break }
        }
        connections.withLock {
          $0.remove(client)
          close(client)
        }
      }
    }
    close(listener)
  }

  /// Takes no more connections.
  package func stop() {
    listener.withLock {
      if $0 >= 0 { shutdown($0, Int32(SHUT_RDWR)) }
      $0 = -1
    }
  }

  /// Takes no more connections and cuts those there are, as the end of a server's process does.
  package func die() {
    stop()
    connections.withLock { for client in $0 { shutdown(client, Int32(SHUT_RDWR)) } }
  }

  /// Listens again, on the same port.
  package func revive() throws {
    let own = try boundSocket(port: port).descriptor
    listener.withLock { $0 = own }
    try listenOn(own)
  }
}

/// A socket bound to a port of the loopback, a free one when none is given, on which nobody
/// listens yet.
package func boundSocket(port: Int = 0) throws -> (descriptor: Int32, port: Int) {
  let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
  var yes: Int32 = 1
  setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
  var address = sockaddr_in()
  address.sin_family = sa_family_t(AF_INET)
  address.sin_port = in_port_t(port).bigEndian
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
