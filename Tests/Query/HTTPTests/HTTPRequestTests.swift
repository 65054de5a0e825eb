import HTTP
import Testing

struct HTTPRequestTests {
  @Test func escapesForms() {
    let form = PercentEncoding.form([("match[]", "{a=~\"é+ ~\"}"), ("b", "")])
    #expect(String(decoding: form, as: UTF8.self) == "match%5B%5D=%7Ba%3D~%22%C3%A9%2B+~%22%7D&b=")
    #expect(PercentEncoding.encoded("a/b c") == "a%2Fb%20c")
  }

  @Test(arguments: [
    ("", "Og=="), ("u", "dTo="), ("us", "dXM6"), ("use", "dXNlOg=="), ("ÿþ", "w7/Dvjo="),
  ])
  func writesBasicCredentials(user: String, encoded: String) {
    #expect(
      Credentials.basic(user: user, password: "").headers
        == [.init("Authorization", "Basic \(encoded)")])
  }

  @Test func logsNoSecrets() {
    let request = HTTPRequest(
      .post, url: "https://user:pw@h/api?token=x", unixSocket: "/s",
      headers: Credentials.bearer(token: "secret").headers + [
        .init("Accept", "*/*"), .init("X-Scope-OrgID", "tenant"),
      ], body: Array("query=secret".utf8))
    #expect("\(request)" == "POST https://h/api over /s")
    #expect(
      request.redactedHeaders == [
        .init("Authorization", "(hidden)"), .init("Accept", "*/*"),
        .init("X-Scope-OrgID", "(hidden)"),
      ])
  }

  @Test func aReplyWithoutALocationIsNoRedirect() throws {
    let origin = try #require(Origin("http://h"))
    let request = HTTPRequest(url: "http://h/")
    for status in [200, 300, 302, 304] {
      #expect(try request.redirected(by: HTTPResponse(status: status), from: origin) == nil)
    }
  }

  @Test func aRedirectStaysWithTheFirstOrigin() throws {
    let origin = try #require(Origin("http://h"))
    let there = HTTPResponse(status: 308, headers: [.init("location", "http://h:80/x")])
    #expect(
      try HTTPRequest(.delete, url: "http://h/").redirected(by: there, from: origin)
        == HTTPRequest(.delete, url: "http://h/x"))
    for location in ["https://h/x", "http://h:81/", "//evil/", "http://evil\\@h/"] {
      let response = HTTPResponse(status: 301, headers: [.init("Location", location)])
      let error = #expect(throws: HTTPError.self) {
        try HTTPRequest(url: "http://h/").redirected(by: response, from: origin)
      }
      #expect(error?.code == .redirectRefused)
    }
  }
}
