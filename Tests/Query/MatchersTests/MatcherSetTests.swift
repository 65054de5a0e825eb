import Frames
import Testing

@testable import Matchers

struct MatcherSetTests {
  @Test(arguments: [
    ("", 0), ("{}", 0), ("a=b", 1), ("{a=b}", 1), ("{a=b,c=d}", 2), ("a=b,", 1),
    ("{ a = \"x,y\" , c!=d }", 2), ("a=\"}\"", 1), ("{a=\"\\\",c=d\"}", 1), ("{a=b, }", 1),
  ])
  func readsMatchersBetweenCommas(text: String, count: Int) throws {
    #expect(try MatcherSet(parsing: text).matchers.count == count)
  }

  @Test func aWordThatIsNoMatcherNamesAnAlertOnlyAtTheFirstPlace() throws {
    #expect(
      try MatcherSet(words: ["Queue \"full\"", "a!=b"]).description
        == #"{alertname="Queue \"full\"", a!="b"}"#)
    #expect(throws: MatcherError.self) { try MatcherSet(words: ["a=b", "Queue"]) }
    // What was meant as a matcher is not taken for a name.
    #expect(throws: MatcherError.self) { try MatcherSet(words: ["a=~("]) }
  }

  @Test func exactlyAnAlertsLabels() {
    let labels: Labels = ["alertname": "A", "job": "j", "empty": ""]
    let set = MatcherSet(exactly: labels)
    #expect(set.description == #"{alertname="A", job="j"}"#)
    #expect(set.matches(labels))
    #expect(!set.matches(["alertname": "A", "job": "k"]))
    #expect(!set.matches(["alertname": "A"]))
  }

  @Test(arguments: 0..<500)
  func noBytesEndTheProgram(seed: Int) {
    var state = UInt64(truncatingIfNeeded: seed &* 0x9e37_79b9 &+ 1)
    let pieces = ["{", "}", "a", "=", "!", "~", "\"", "\\", ",", " ", "é", "\u{0}", "(", "[", "n"]
    let text = (0..<20).map { _ -> String in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return pieces[Int(state >> 40) % pieces.count]
    }.joined()
    guard let set = try? MatcherSet(parsing: text) else { return }
    #expect((try? MatcherSet(parsing: set.description)) == set)
  }
}
