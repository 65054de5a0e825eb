import HTTP
import Testing

struct WebAddressTests {
  @Test(arguments: [
    ("http://h", "http://h/"), ("HTTP://H:80/p?q#f", "http://h/p?q"),
    ("https://h:443", "https://h/"), ("https://h:80/", "https://h:80/"),
    ("http://[::1]:9090/x", "http://[::1]:9090/x"), ("http://[::1]", "http://[::1]/"),
    ("http://u:p@h/", "http://h/"), ("http://h?q=/", "http://h/?q=/"), ("http://h:/", "http://h/"),
  ])
  func readsAnAddress(text: String, normal: String) {
    #expect(WebAddress(text)?.text == normal)
  }

  @Test(arguments: [
    "", "h", "http:", "http://", "http:///x", "ftp://h", "http://h:0", "http://h:65536",
    "http://h:9x", "http://h:-1", "http://a b/", "http://h/\r\n", "http://e\\@h/", "//h",
  ])
  func refusesOthers(text: String) {
    #expect(WebAddress(text) == nil)
  }

  @Test(arguments: [
    ("/x", "http://h:1/x"), ("x", "http://h:1/a/x"), ("?y", "http://h:1/a/b?y"),
    ("//o/x", "http://o/x"), ("https://o", "https://o/"), ("", "http://h:1/a/b?q"),
    ("#f", "http://h:1/a/b?q"), ("file:///etc", nil), ("javascript:x", nil), ("//", nil),
  ])
  func resolvesReferences(reference: String, text: String?) {
    #expect(WebAddress("http://h:1/a/b?q")?.resolving(reference)?.text == text)
  }

  @Test func anOriginIsSchemeHostAndPort() {
    #expect(Origin("http://H/a") == Origin("http://h:80/b"))
    #expect(Origin("http://h") != Origin("https://h"))
    #expect(Origin("http://h") != Origin("http://h:81"))
    #expect(Origin("http://h:9090/a").map { "\($0)" } == "http://h:9090")
  }
}
