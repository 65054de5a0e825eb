import Foundation
import TestSupport

/// A server in a process of its own that lets in only who shows what it wants: TLS, a client's
/// certificate, a password, a token.
final class SecuredServer {
  let port: Int
  private let process: Process
  private let log: String

  init(_ home: TemporaryFolder, _ arguments: [String]) throws {
    let script = URL(filePath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("Servers/secured.py").path
    log = home.path + "/secured-\(UUID().uuidString).log"
    _ = FileManager.default.createFile(atPath: log, contents: nil)
    process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3", script, log] + arguments
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    var text = ""
    while !text.hasSuffix("\n") {
      let data = output.fileHandleForReading.availableData
      if data.isEmpty { break }
      text += String(decoding: data, as: UTF8.self)
    }
    guard let port = Int(text.trimmingCharacters(in: .whitespacesAndNewlines)) else {
      throw CocoaError(.executableNotLoadable)
    }
    self.port = port
  }

  deinit {
    // Threads of tests block the gentler signals, and a child has that from them.
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
  }

  /// Path and headers of each request, in JSON.
  var requests: [String] {
    (try? String(contentsOfFile: log, encoding: .utf8))?.split(separator: "\n").map(String.init)
      ?? []
  }
}

/// An authority of our own with certificates for a server and for a client, made by openssl.
struct Certificates {
  let folder: String
  var authority: String { folder + "/ca.pem" }
  func certificate(_ name: String) -> String { "\(folder)/\(name).pem" }
  func key(_ name: String) -> String { "\(folder)/\(name).key" }

  init(in home: TemporaryFolder) throws {
    folder = home.path
    let script = """
      set -e; cd "$0"
      umask 077
      openssl req -x509 -newkey rsa:2048 -nodes -keyout ca.key -out ca.pem -days 2 -subj /CN=ours
      for name in server client; do
        openssl req -newkey rsa:2048 -nodes -keyout $name.key -out $name.csr -subj /CN=$name
        printf 'subjectAltName=DNS:metrics.internal' >$name.ext
        openssl x509 -req -in $name.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 2 \
          -extfile $name.ext -out $name.pem
      done
      """
    let outcome = try run(["sh", "-c", script, folder])
    guard outcome.status == 0 else { throw CocoaError(.fileWriteUnknown) }
  }
}
