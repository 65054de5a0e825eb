import Frames
import Testing

@testable import Matchers

struct MatcherTests {
  /// What Alertmanager 0.25 makes of the same text.
  @Test(arguments: [
    ("alertname=Down", "alertname=\"Down\""),
    ("  alertname = Down  ", "alertname=\"Down\""),
    ("a!=b", "a!=\"b\""),
    ("a=~b.*", "a=~\"b.*\""),
    ("a!~b|c", "a!~\"b|c\""),
    ("a=\"b c\"", "a=\"b c\""),
    ("a=", "a=\"\""),
    ("a=\"\"", "a=\"\""),
    ("a=b=c", "a=\"b=c\""),
    ("a==b", "a=\"=b\""),
    ("a=\"x\\\"y\"", "a=\"x\\\"y\""),
    ("a=\"x\\ny\"", "a=\"x\\ny\""),
    ("a=x\\", "a=\"x\\\\\""),
    ("a=~\"\\d+\"", "a=~\"\\\\d+\""),
    ("a:b=c", "a:b=\"c\""),
    ("a=日本 🚨", "a=\"日本 🚨\""),
    ("\"über name\"=x", "\"über name\"=\"x\""),
    ("über=x", "\"über\"=\"x\""),
    ("a='b'", "a=\"'b'\""),
  ])
  func readsWhatAlertmanagerReads(text: String, written: String) throws {
    #expect(try Matcher(parsing: text).description == written)
    #expect(try Matcher(parsing: written).description == written)
  }

  @Test(arguments: [
    ("", MatcherError.Code.malformedName), ("foo", .noOperator), ("=x", .malformedName),
    ("5=x", .malformedName), ("a=\"b", .quote), ("a=b\"", .quote), ("a=\"b\"c\"", .quote),
    ("a=~(", .malformedPattern), ("a=~\"(?=x)\"", .malformedPattern), ("\"a=b", .quote),
    ("a b=c", .noOperator), ("a~b", .noOperator), ("\"\"=x", .malformedName),
  ])
  func refusesWhatIsNone(text: String, code: MatcherError.Code) {
    let error = #expect(throws: MatcherError.self) { try Matcher(parsing: text) }
    #expect(error?.code == code)
  }

  @Test(arguments: [
    ("a=b", true), ("a=B", false), ("a!=b", false), ("a!=c", true), ("a=~b", true),
    ("a=~.*", true), ("a=~", false), ("a=~\"b|c\"", true), ("a=~\"x|b\"", true), ("a!~b", false),
    ("a!~\"b.+\"", true), ("none=", true), ("none=~.*", true), ("none!=x", true), ("none=x", false),
    ("none!~.+", true), ("a=~bb", false), ("a=~.", true),
  ])
  func matchesAWholeValueAndTakesAMissingLabelForEmpty(text: String, expected: Bool) throws {
    #expect(try Matcher(parsing: text).matches(["a": "b", "long": "bbb"]) == expected)
  }

  @Test func bytesDecideNotTheLooks() throws {
    let composed = try Matcher(parsing: "a=\u{e9}")
    #expect(!composed.matches(["a": "e\u{301}"]))
    #expect(composed != (try Matcher(parsing: "a=e\u{301}")))
  }
}
