import Testing
import Times

@Test func anHTTPDateIsAMoment() {
  #expect(
    Instant(httpDate: "Sun, 06 Nov 1994 08:49:37 GMT")
      == Instant(milliseconds: 784_111_777_000))
}

@Test(arguments: [
  "", "Sun, 06 Nov 1994 08:49:37", "Sunday, 06-Nov-94 08:49:37 GMT",
  "Sun, 06 Xxx 1994 08:49:37 GMT",
  "Sun, 99 Nov 1994 08:49:37 GMT", "Sun, 06 Nov 1994 8:9 GMT", "Sun, 06 Nov 1994 25:00:00 GMT",
])
func otherTextsAreNone(text: String) {
  #expect(Instant(httpDate: text) == nil)
}
