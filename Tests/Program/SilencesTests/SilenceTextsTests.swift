import DataSources
import Frames
import HTTP
import JSON
import Matchers
import Testing
import Times

@testable import Silences

struct SilenceTextsTests {
  @Test(arguments: [
    ("why [hune:12ab-f]", "why", "12ab-f"), ("[hune:a]", "", "a"), ("why", "why", nil),
    ("[hune:a] why", "[hune:a] why", nil), ("x [hune:]", "x [hune:]", nil),
    ("[hune:a] [hune:b]", "[hune:a]", "b"), ("x]", "x]", nil), ("", "", nil),
    ("why [hune:a] \n", "why", "a"), ("[hune:zz]", "[hune:zz]", nil),
  ])
  func markersStandAtTheEnd(comment: String, text: String, uuid: String?) {
    let split = SilenceMarker.split(comment)
    #expect(split.text == text)
    #expect(split.marker?.uuid == uuid)
  }

  @Test func anIdentityOfVersionFour() {
    #expect(
      SilenceMarker(high: 0, low: 1).uuid == "00000000-0000-4000-8000-000000000001")
    #expect(
      SilenceMarker(high: .max, low: .max).uuid == "ffffffff-ffff-4fff-bfff-ffffffffffff")
    #expect(SilenceMarker(uuid: "b").marked("why [hune:a]") == "why [hune:b]")
  }

  @Test func theAuditIsOneLineOfJSON() throws {
    let entry = AuditEntry(
      at: Instant(seconds: 0), author: "ada\u{1b}[0m", host: "ops", context: "prod",
      sources: ["am"], deed: .acknowledge, matchers: try MatcherSet(words: ["A\n"]),
      comment: "two\nlines", marker: SilenceMarker(uuid: "a"), silenceID: "id",
      endsAt: Instant(seconds: 900), outcome: .failed("no"))
    #expect(!entry.line.contains("\n") && !entry.line.contains("\u{1b}"))
    let value = try JSONValue(parsing: Array(entry.line.utf8))
    #expect(value["comment"]?.string == "two\nlines")
    #expect(value["action"]?.string == "acknowledge")
    #expect(value["outcome"]?.string == "failed")
    #expect(value["error"]?.string == "no")
    #expect(value["endsAt"]?.string == "1970-01-01T00:15:00.000Z")
  }

  @Test func theLinesOfOtherToolsHaveNoSecret() throws {
    var source = try #require(
      DataSource(
        name: "am", kind: .alertmanager, address: "http://am:9093/x",
        credentials: [.headers([.init("X-Key", "sesame")])]))
    source.authorization = .bearer(file: "/run/my token")
    let lines = SilenceLines(
      matchers: try MatcherSet(parsing: "alertname=\"It's\""), length: .minutes(90),
      author: "ada@ops", comment: "a b", source: source)
    #expect(
      lines.hune
        == "hune silence add --alertmanager http://am:9093/x --for 90m --author ada@ops "
        + #"--comment 'a b' 'alertname="It'\''s"'"#)
    #expect(lines.amtool.hasPrefix("amtool silence add --alertmanager.url http://am:9093/x"))
    let curl = lines.curl(at: Instant(seconds: 0))
    #expect(curl.contains(#"-H "Authorization: Bearer $(cat '/run/my token')""#))
    #expect(curl.contains(#"-H 'X-Key: '"$X_KEY""#))
    #expect(!curl.contains("sesame"))
    #expect(curl.hasSuffix(" http://am:9093/x/api/v2/silences"))
  }

  @Test(
    arguments: [
      ("eve", ["SUDO_USER": "ada", "USER": "root"], "eve@box"),
      (nil, ["SUDO_USER": "ada", "USER": "root"], "ada@box"),
      (nil, ["USER": "root"], "root@box"), ("", [:], "unknown@box"),
      ("ada@example.com", [:], "ada@example.com"),
    ] as [(String?, [String: String], String)])
  func whoActs(chosen: String?, environment: [String: String], text: String) {
    #expect(Author(chosen: chosen, environment: environment, host: "box").description == text)
  }

  @Test func aPairThatSharesSilencesIsOneRealm() {
    func sign(_ name: String, _ peers: Set<String>, _ silences: Set<String>) -> SilenceRealm.Sign {
      var sign = SilenceRealm.Sign(source: name, status: nil, silences: [])
      (sign.peers, sign.silences) = (peers, silences)
      return sign
    }
    #expect(
      SilenceRealm.realms(of: [
        sign("a", ["1", "2"], []), sign("x", [], ["s"]), sign("b", ["2", "1"], []),
        sign("y", [], ["s", "t"]), sign("z", [], []),
      ]).map(\.sources) == [["a", "b"], ["x", "y"], ["z"]])
  }
}
