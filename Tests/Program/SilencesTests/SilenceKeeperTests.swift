import DataSources
import Matchers
import Testing
import Times

@testable import Silences

struct SilenceKeeperTests {
  private var server = ScriptedAlertmanager()
  private var keeper = SilenceKeeper(
    marker: SilenceMarker(uuid: "1234-ab"),
    matchers: MatcherSet([Matcher(label: "alertname", is: "A")]), createdBy: "ada@ops",
    comment: "looking", realm: SilenceRealm(["am"]), from: at(0), to: at(900))

  private static func at(_ seconds: Double) -> Instant { Instant(seconds: 1_000_000 + seconds) }

  /// Runs from one second to another, with a fault for each command in turn and none afterwards.
  private mutating func run(
    from start: Int, to end: Int, faults: [ScriptedAlertmanager.Fault] = []
  ) {
    var faults = faults[...]
    for second in start..<end {
      let now = Self.at(Double(second))
      while let command = keeper.next(at: now) {
        server.perform(command, fault: faults.popFirst() ?? .none, for: &keeper, at: now)
      }
    }
  }

  @Test mutating func makesOneSilenceWithAMarker() {
    run(from: 0, to: 3)
    #expect(keeper.phase == .held)
    #expect(server.active(at: Self.at(3)).map(\.comment) == ["looking [hune:1234-ab]"])
    #expect(keeper.endsAt == Self.at(900))
    #expect(server.posts == 1)
  }

  @Test mutating func aLostAnswerIsSearchedForNotSentAgain() {
    run(from: 0, to: 10, faults: [.lostAfter, .lostBefore])
    #expect(keeper.phase == .held)
    #expect(keeper.id == "id1")
    #expect(keeper.problem == nil)
    #expect(server.posts == 1)
  }

  @Test mutating func whatWasNotMadeIsSentAgainAfterTwoSearches() {
    run(from: 0, to: 3, faults: [.lostBefore])
    #expect(server.posts == 1)
    run(from: 3, to: 10)
    #expect(server.active(at: Self.at(10)).count == 1)
  }

  @Test mutating func aRefusalIsFinalUntilTriedAgain() {
    run(from: 0, to: 60, faults: [.refused])
    #expect(keeper.phase == .failed("no"))
    #expect(server.posts == 0)
    keeper.tryAgain()
    run(from: 60, to: 70)
    #expect(server.active(at: Self.at(70)).count == 1)
  }

  @Test mutating func extendingKeepsTheSilence() {
    run(from: 0, to: 600)
    keeper.extend(to: Self.at(1500))
    run(from: 600, to: 602, faults: [.lostAfter])
    run(from: 602, to: 610)
    #expect(server.silences.count == 1)
    #expect(keeper.endsAt == Self.at(1500))
    #expect(server.posts == 2)
  }

  @Test mutating func anIDThatChangesIsFollowed() {
    run(from: 0, to: 5)
    let other = server.add(
      SilenceDraft(
        matchers: keeper.matchers, startsAt: Self.at(5), endsAt: Self.at(2000),
        createdBy: "ada@ops", comment: keeper.marker.marked("longer")), at: Self.at(5))
    server.expireByHand("id1", at: Self.at(5))
    keeper.found(.success(server.listed(at: Self.at(6))), askedAt: Self.at(6), at: Self.at(6))
    #expect(keeper.id == other)
    #expect(keeper.phase == .held)
  }

  @Test mutating func aSilenceTooManyIsExpired() {
    run(from: 0, to: 5)
    _ = server.add(
      SilenceDraft(
        matchers: keeper.matchers, startsAt: Self.at(5), endsAt: Self.at(800),
        createdBy: "ada@ops", comment: keeper.marker.marked("looking")), at: Self.at(5))
    keeper.found(.success(server.listed(at: Self.at(6))), askedAt: Self.at(6), at: Self.at(6))
    run(from: 6, to: 8)
    #expect(server.active(at: Self.at(8)).map(\.id) == ["id1"])
    #expect(keeper.phase == .held)
  }

  @Test mutating func whatSomebodyElseExpiredStaysExpired() {
    run(from: 0, to: 5)
    server.expireByHand("id1", at: Self.at(100))
    keeper.found(
      .success(server.listed(at: Self.at(101))), askedAt: Self.at(101), at: Self.at(101))
    keeper.extend(to: Self.at(2000))
    run(from: 101, to: 200)
    #expect(keeper.phase == .done(.elsewhere))
    #expect(server.posts == 1)
  }

  @Test mutating func aListingFromBeforeAChangeSaysNothing() {
    run(from: 0, to: 5)
    let old = server.listed(at: Self.at(5))
    keeper.extend(to: Self.at(1800))
    run(from: 600, to: 601)
    keeper.found(.success(old), askedAt: Self.at(599), at: Self.at(602))
    #expect(keeper.endsAt == Self.at(1800))
    keeper.found(.success([]), askedAt: Self.at(700), at: Self.at(701))
    #expect(keeper.phase == .held)
  }

  @Test mutating func takenBackBeforeTheAnswerItIsFoundAndExpired() {
    let now = Self.at(0)
    guard let command = keeper.next(at: now) else { return #expect(Bool(false)) }
    keeper.end()
    server.perform(command, fault: .lostAfter, for: &keeper, at: now)
    run(from: 1, to: 60)
    #expect(server.active(at: Self.at(60)).isEmpty)
    #expect(server.silences.count == 1)
    #expect(keeper.phase == .done(.here))
  }

  @Test mutating func anotherAlertmanagerOfTheRealmIsAskedWhenOneIsSilent() {
    keeper = SilenceKeeper(
      marker: keeper.marker, matchers: keeper.matchers, createdBy: "a", comment: "",
      realm: SilenceRealm(["one", "two"]), from: Self.at(0), to: Self.at(900))
    guard case .post(_, to: "one")? = keeper.next(at: Self.at(0)) else {
      return #expect(Bool(false))
    }
    keeper.posted(
      .failure(DataSourceError(.unreachable, source: "one", detail: "")), at: Self.at(0))
    #expect(keeper.next(at: Self.at(0)) == nil)
    #expect(keeper.next(at: Self.at(1)) == .search(at: "two"))
  }

  /// Whatever gets lost, in the end there is exactly one silence, and after `end` none.
  @Test(arguments: 0..<300)
  mutating func exactlyOneWhateverGetsLost(seed: UInt64) {
    var state = seed &* 0x9e37_79b9_7f4a_7c15 &+ 1
    func faults(_ state: inout UInt64) -> [ScriptedAlertmanager.Fault] {
      (0..<8).map { _ in
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return [.none, .lostBefore, .lostAfter][Int(state >> 33) % 3]
      }
    }
    run(from: 0, to: 400, faults: faults(&state))
    #expect(server.active(at: Self.at(400)).count == 1)
    #expect(keeper.phase == .held)
    keeper.extend(to: Self.at(1800))
    run(from: 400, to: 800, faults: faults(&state))
    #expect(server.active(at: Self.at(800)).map(\.endsAt) == [Self.at(1800)])
    keeper.end()
    run(from: 800, to: 1200, faults: faults(&state))
    #expect(server.active(at: Self.at(1200)).isEmpty)
    #expect(keeper.phase == .done(.here))
  }
}
