import Configuration
import DataSources
import Frames
import Testing
import Times

@testable import Silences

struct AcknowledgementTests {
  private static let labels: Labels = ["alertname": "Queue", "queue": "default", "empty": ""]
  private var server = ScriptedAlertmanager()
  private var settings = AcknowledgementSettings()

  private func at(_ seconds: Double) -> Instant { Instant(seconds: 1_000_000 + seconds) }

  private func made(realms: [SilenceRealm], sources: [String]) -> Acknowledgement {
    Acknowledgement(
      of: Self.labels, marker: SilenceMarker(uuid: "aa-1"), author: "ada@ops", comment: "mine",
      realms: realms, sources: sources, settings: settings, at: at(0))
  }

  private mutating func work(_ acknowledgement: inout Acknowledgement, at now: Instant) {
    acknowledgement.keep(at: now)
    while case let commands = acknowledgement.commands(at: now), !commands.isEmpty {
      for (index, command) in commands {
        acknowledgement.change(keeper: index) {
          server.perform(command, fault: .none, for: &$0, at: now)
        }
      }
    }
  }

  @Test mutating func itHoldsExactlyTheAlertsLabelsForFifteenMinutes() {
    var made = made(realms: [SilenceRealm(["am"])], sources: ["am"])
    work(&made, at: at(0))
    #expect(
      server.silences.map(\.matchers.description) == [#"{alertname="Queue", queue="default"}"#])
    #expect(made.endsAt == at(900))
    #expect(server.silences.first?.createdBy == "ada@ops")
  }

  @Test mutating func itIsExtendedWhileTheAlertFires() {
    var made = made(realms: [SilenceRealm(["am"])], sources: ["am"])
    for second in stride(from: 0.0, through: 3600, by: 15) {
      made.saw(true, at: "am", at: at(second))
      work(&made, at: at(second))
    }
    #expect(server.silences.count == 1)
    #expect(server.active(at: at(3600)).count == 1)
    // Made once, and then every ten minutes.
    #expect(server.posts == 7)
    #expect(made.deadline != nil)
  }

  @Test mutating func itIsExpiredOnlyAfterTheAlertWasGoneForFiveMinutes() {
    var made = made(realms: [SilenceRealm(["am"])], sources: ["am", "other"])
    work(&made, at: at(0))
    made.saw(false, at: "am", at: at(10))
    work(&made, at: at(400))
    #expect(!made.isOver)
    made.saw(false, at: "other", at: at(400))
    #expect(made.deadline == at(700))
    work(&made, at: at(699))
    #expect(!made.isOver)
    work(&made, at: at(700))
    #expect(made.isOver)
    #expect(server.active(at: at(700)).isEmpty)
  }

  @Test mutating func aFailureIsNoAbsence() {
    var made = made(realms: [SilenceRealm(["am"])], sources: ["am"])
    work(&made, at: at(0))
    made.saw(false, at: "am", at: at(10))
    made.saw(nil, at: "am", at: at(200))
    made.saw(false, at: "am", at: at(300))
    work(&made, at: at(400))
    #expect(!made.isOver)
    work(&made, at: at(600))
    #expect(made.isOver)
  }

  @Test mutating func anAlertThatComesBackStartsTheWaitAnew() {
    var made = made(realms: [SilenceRealm(["am"])], sources: ["am"])
    work(&made, at: at(0))
    made.saw(false, at: "am", at: at(10))
    made.saw(true, at: "am", at: at(250))
    made.saw(false, at: "am", at: at(260))
    work(&made, at: at(550))
    #expect(!made.isOver)
  }

  @Test mutating func withoutExtendingItRunsOutAndSaysSo() {
    settings.isExtended = false
    var made = made(realms: [SilenceRealm(["am"])], sources: ["am"])
    work(&made, at: at(0))
    #expect(!made.endsSoon(at: at(500)))
    #expect(made.endsSoon(at: at(700)))
    work(&made, at: at(890))
    #expect(server.posts == 1)
  }

  @Test mutating func withoutExpiringItStaysToItsEnd() {
    settings.isExpired = false
    var made = made(realms: [SilenceRealm(["am"])], sources: ["am"])
    work(&made, at: at(0))
    made.saw(false, at: "am", at: at(1))
    work(&made, at: at(800))
    #expect(server.active(at: at(800)).count == 1)
  }

  @Test mutating func eachRealmHasASilenceOfItsOwn() {
    var made = made(
      realms: [SilenceRealm(["a", "b"]), SilenceRealm(["c"])], sources: ["a", "b", "c"])
    work(&made, at: at(0))
    #expect(server.active(at: at(1)).count == 2)
    made.takeBack()
    work(&made, at: at(2))
    #expect(server.active(at: at(2)).isEmpty)
    #expect(made.isOver)
  }

  @Test mutating func withoutAlertmanagersItIsLocal() {
    var made = made(realms: [], sources: ["prometheus"])
    #expect(made.isLocal)
    work(&made, at: at(700))
    #expect(made.endsAt == at(1600))
    made.saw(false, at: "prometheus", at: at(800))
    work(&made, at: at(1100))
    #expect(made.isOver)
  }

  @Test mutating func takenBackBeforeItWasSentNothingIsSent() {
    var made = made(realms: [SilenceRealm(["am"])], sources: ["am"])
    made.takeBack()
    work(&made, at: at(1))
    #expect(server.posts == 0)
    #expect(made.isOver)
  }
}
