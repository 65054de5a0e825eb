import Testing

@testable import HTTP

private struct Echo: HTTPClient {
  func send(_ request: HTTPRequest) async throws(HTTPError) -> HTTPResponse {
    if request.url.hasSuffix("/down") { throw HTTPError(.unreachable, "refused") }
    return HTTPResponse(
      status: 200, body: [1, 2, 3], wireBytes: request.url.hasSuffix("/packed") ? 2 : 0)
  }
}

@Test func trafficIsCountedByServerTheLongerPathFirst() async throws {
  let meter = TrafficMeter(
    Echo(),
    servers: [
      .init(name: "one", url: "http://a"), .init(name: "two", url: "http://a/prom"),
      .init(name: "socket", url: "http://localhost", unixSocket: "/run/x"),
    ])
  for url in ["http://a/x", "http://a/prom/packed", "http://a/prom/x", "http://b/x", "http://ab/x"]
  {
    _ = try await meter.send(HTTPRequest(.post, url: url, body: [9, 9]))
  }
  _ = try await meter.send(HTTPRequest(url: "http://localhost/x", unixSocket: "/run/x"))
  _ = try? await meter.send(HTTPRequest(url: "http://a/down"))
  #expect(
    meter.counts == [
      "one": .init(requests: 2, receivedBytes: 3, sentBytes: 12 + 13),
      "two": .init(requests: 2, receivedBytes: 5, sentBytes: 22 + 17),
      "socket": .init(requests: 1, receivedBytes: 3, sentBytes: 18),
    ])
}
