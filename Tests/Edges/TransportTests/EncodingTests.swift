import Foundation
import HTTP
import TestSupport
import Testing
import Transport

/// Bodies that come compressed, as they were recorded.
struct EncodingTests {
  private static let body =
    #"{"status":"success","data":{"resultType":"vector","result":[]}}"#

  @Test(arguments: [
    (
      "br",
      "Hz4AGCwOeBPj1ZgIBHzNE/paZK9ra/bZlRWLToqMyaXIG51jHLBeg07XcgPp4CEr6cFQ1UZBFIbPLH6crpuCdAc="
    ),
    (
      "zstd",
      "KLUv/QBovQEAgoMLEMDrtG0iDFNcSkbfl56u676tDXEGRmZTlc96VtiSrsjsjIvEwL9mpvv8tLg3CwEAktmEAg=="
    ),
  ])
  func aBodyIsUnpacked(encoding: String, recording: String) async throws {
    let packed = try [UInt8](#require(Data(base64Encoded: recording)))
    let server = try LoopbackServer { connection, _ in
      connection.answer(headers: ["Content-Encoding: \(encoding)"], packed)
    }
    defer { server.stop() }
    let client = CurlClient()
    let response = try await client.send(HTTPRequest(url: server.url))
    #expect(String(decoding: response.body, as: UTF8.self) == Self.body)
    #expect(response.wireBytes == packed.count)
    // What it can unpack is what it asks for.
    let accepted = server.received.first?.headers.first {
      $0.lowercased().hasPrefix("accept-encoding:")
    }
    #expect(accepted?.contains(encoding) == true)
  }

  @Test(arguments: ["gzip", "br", "zstd"])
  func whatIsNotPackedAsItSaysIsAnError(encoding: String) async throws {
    let server = try LoopbackServer { connection, _ in
      connection.answer(headers: ["Content-Encoding: \(encoding)"], Array("{\"no\":1}{{{{".utf8))
    }
    defer { server.stop() }
    let error = await #expect(throws: HTTPError.self) {
      try await CurlClient().send(HTTPRequest(url: server.url))
    }
    #expect(error == HTTPError(.malformed, "the answer can't be decompressed"))
  }

  /// 64 MiB of zeros: 53 bytes of Brotli, and blocks of four bytes for each 128 KiB of Zstandard.
  private static let bombs: [(String, [UInt8])] = [
    (
      "br",
      [
        0xCF, 0xFF, 0xFF, 0x7F, 0xF8, 0x27, 0x00, 0xE2, 0xB1, 0x40, 0x20, 0xF7, 0xFE, 0x9F, 0xFF,
        0xFF, 0xFF, 0xF0, 0x4F, 0x00, 0xC4, 0x61, 0x01, 0x80, 0xEE, 0xFD, 0x3F, 0xFF, 0xFF, 0xFF,
        0xE1, 0x9F, 0x00, 0x88, 0xC3, 0x22, 0x00, 0xDD, 0xFB, 0xFF, 0xFC, 0xFF, 0xFF, 0xC7, 0x3F,
        0x01, 0x10, 0x87, 0x05, 0x00, 0xBA, 0xF7, 0xFF,
      ]
    ),
    (
      "zstd",
      [0x28, 0xB5, 0x2F, 0xFD, 0x00, 0x68]
        + [[UInt8]](repeating: [0x02, 0x00, 0x10, 0x00], count: 511).joined()
        + [0x03, 0x00, 0x10, 0x00]
    ),
  ]

  @Test(arguments: bombs, [1 << 20, 32 << 20])
  func aBombIsCutOffWhileItUnfolds(bomb: (encoding: String, bytes: [UInt8]), limit: Int)
    async throws
  {
    let server = try LoopbackServer { connection, _ in
      connection.answer(headers: ["Content-Encoding: \(bomb.encoding)"], bomb.bytes)
    }
    defer { server.stop() }
    var request = HTTPRequest(url: server.url)
    request.limits.bodyBytes = limit
    let error = await #expect(throws: HTTPError.self) { try await CurlClient().send(request) }
    #expect(error == HTTPError(.tooLarge, "an answer of more than \(limit >> 20) MiB"))
  }

  @Test func theWholeOfABombIsItsZeros() async throws {
    for (encoding, bytes) in Self.bombs {
      let server = try LoopbackServer { connection, _ in
        connection.answer(headers: ["Content-Encoding: \(encoding)"], bytes)
      }
      defer { server.stop() }
      var request = HTTPRequest(url: server.url)
      request.limits.bodyBytes = 65 << 20
      let body = try await CurlClient().send(request).body
      #expect(body.count == 64 << 20, "\(encoding)")
      #expect(body.first == 0 && body.last == 0)
    }
  }
}
