import Frames
import Matchers
import Testing
import Times

@testable import Silences

struct SilenceGuardTests {
  private let alerts: [Labels] = (0..<10).map {
    ["alertname": $0 < 5 ? "Queue" : "Down", "queue": "q\($0)", "severity": "critical"]
  }

  /// Each of them would hold far more than anybody can have meant.
  @Test(arguments: [
    "{}", "x!=\"y\"", "x=\"\"", "x=~\".*\"", "alertname=~\".*\"", "alertname=~\".+\"",
    "alertname!=\"Queue\"", "severity=critical", "severity=~\"crit.*\"", "severity!~\"info\"",
    "alertname!=\"\"", "queue=~\"q.\"", "queue=~\"q\\\\d\"", "severity=~\"critical|warning\"",
    "alertname=~\"Queue|Down\"", "alertname=~\"Q.*|D.*\"", "queue!=\"q0\", severity=critical",
    "x=\"\", y=~\"z?\"", "alertname=~\".*\", severity=~\".*\"", "queue=~\"q[0-8]\"",
  ])
  func wideMatchersAreRefused(text: String) throws {
    let matchers = try MatcherSet(parsing: text)
    #expect(!SilenceGuard().refusals(of: matchers, for: .minutes(15), among: alerts).isEmpty)
  }

  @Test(arguments: [
    "alertname=Queue", "queue=q1", "alertname=Down, queue!=q7", "queue=~\"q[0-4]\"",
    "alertname=NotThere",
  ])
  func narrowOnesPass(text: String) throws {
    let matchers = try MatcherSet(parsing: text)
    #expect(SilenceGuard().refusals(of: matchers, for: .hours(24), among: alerts).isEmpty)
  }

  @Test func upToThreeAlertsMayBeAll() throws {
    let matchers = try MatcherSet(parsing: "alertname=Queue")
    let few = Array(alerts.prefix(3))
    #expect(SilenceGuard().refusals(of: matchers, for: .hours(1), among: few).isEmpty)
    #expect(
      SilenceGuard().refusals(of: matchers, for: .hours(1), among: Array(alerts.prefix(4)))
        == [.tooMany(held: 4, of: 4)])
  }

  @Test func aDayIsTheLongest() throws {
    let matchers = try MatcherSet(parsing: "alertname=Queue")
    let refusals = SilenceGuard().refusals(of: matchers, for: .hours(25), among: [])
    #expect(refusals.map(\.description) == ["25h is longer than maxSilence, 1d"])
  }
}
