import Alerts
@testable import Configuration
@testable import DataSources
import Frames
import Matchers
import Silences
import Testing
import Times

@testable import AlertScreen

/// The desk and the view over an Alertmanager that is a value.
struct AlertDeskTests {
  static let start = Instant(seconds: 1_795_260_000)
  let source: DataSource
  var desk: AlertDesk
  var now = start
  var alerts: [Labels] = []
  var silences: [Silence] = []
  var lines: [String] = []
  var noteFile: [UInt8] = []
  var noteCount = 0

  init() throws {
    source = try #require(
      DataSource(name: "am", kind: .alertmanager, address: "http://am:9093"))
    var settings = AcknowledgementSettings()
    settings.length = .seconds(900)
    desk = AlertDesk(
      AlertDesk.Surroundings(
        context: "prod", sources: [source], settings: settings,
        author: Author(chosen: "ada", environment: [:], host: "ops")), seed: 7)
  }

  var report: Alertmanager.Report {
    let alerts = alerts.map { labels in
      var alert = Alertmanager.Alert(labels: labels)
      alert.startsAt = Self.start
      alert.silencedBy = silences.filter {
        $0.state == .active && ($0.endsAt ?? now) > now && $0.matchers.matches(labels)
      }.map(\.id)
      return alert
    }
    return Alertmanager.Report(alerts: alerts, silences: silences)
  }

  /// Performs all that the desk asks for.
  mutating func perform(_ effects: [AlertEffect], auditFails: Bool = false) {
    var effects = effects[...]
    while let effect = effects.popFirst() {
      switch effect {
      case .ask(let request) where request.source == source:
        effects += desk.take(.success(.alertmanager(report)), to: request, at: now)
      case .perform(let deed):
        let outcome = outcome(of: deed.command)
        effects += desk.take(outcome, of: deed, at: now)
      case .audit(let lines, let batch):
        if !auditFails { self.lines += lines }
        guard let batch else { break }
        effects += desk.audited(batch, failure: auditFails ? "disk full" : nil, at: now)
      case .note(let changes):
        if !changes.isEmpty { noteCount += 1 }
        noteFile = AlertNote.file(noteFile, changedBy: changes, at: now)
        let owner = desk.surroundings.owner
        effects += desk.take(
          notes: AlertNote.notes(in: noteFile).map { note in
            var note = note
            note.isKept = note.owner == owner
            return note
          }, at: now)
      default: break
      }
    }
  }

  mutating func outcome(of command: SilenceKeeper.Command) -> SilenceKeeper.Outcome {
    switch command {
    case .post(let draft, _):
      let id = draft.id ?? "s\(silences.count)"
      silences.removeAll { $0.id == id }
      silences.append(
        Silence(
          id: id, matchers: draft.matchers, startsAt: draft.startsAt, endsAt: draft.endsAt,
          createdBy: draft.createdBy, comment: draft.comment, state: .active))
      return .posted(.success(id))
    case .search: return .found(.success(silences))
    case .expire(let id, _):
      for index in silences.indices where silences[index].id == id {
        silences[index].endsAt = now
        silences[index].state = .expired
      }
      return .expired(.success(()))
    }
  }

  mutating func fire(_ count: Int) {
    alerts = (0..<count).map {
      ["alertname": "Queue", "queue": "q\($0)", "severity": $0 % 2 == 0 ? "critical" : "warning"]
    }
    perform(desk.ask(at: now))
  }

  /// Lets time pass, asking as often as the desk wants.
  mutating func wait(_ seconds: Double) {
    let end = now + .seconds(seconds)
    while let deadline = desk.deadline, deadline <= end {
      now = max(now, deadline)
      perform(desk.meetDeadline(at: now))
    }
    now = end
  }

  var active: [Silence] {
    silences.filter { $0.state == .active && ($0.endsAt ?? now) > now }
  }

  @Test mutating func manyAreAcknowledgedExtendedAndExpired() throws {
    fire(30)
    #expect(desk.alerts.count == 30)
    perform(desk.acknowledge(desk.alerts, comment: "mine", at: now))
    #expect(active.count == 30)
    #expect(desk.alerts.allSatisfy { desk.standing(of: $0) == .acknowledged })
    // Intended and done, a line each.
    #expect(lines.count == 60)
    #expect(Set(active.map(\.comment)).count == 30)
    wait(1_800)
    #expect(active.count == 30, "extended while they fire")
    #expect(silences.count == 30, "and still the same")
    alerts.removeLast(20)
    wait(290)
    #expect(active.count == 30)
    wait(70)
    #expect(active.count == 10, "expired once they were gone for five minutes")
    perform(desk.takeBack(desk.alerts.filter { $0.state == .firing }, at: now))
    #expect(active.isEmpty)
    #expect(desk.acknowledgements.isEmpty)
  }

  @Test mutating func anAuditThatFailsIsTheOperatorsToDecide() {
    fire(1)
    perform(desk.acknowledge(desk.alerts, comment: "mine", at: now), auditFails: true)
    #expect(desk.auditProblem?.reason == "disk full")
    #expect(silences.isEmpty)
    perform(desk.decide(sends: false, at: now))
    #expect(silences.isEmpty && desk.acknowledgements.isEmpty)
    perform(desk.acknowledge(desk.alerts, comment: "mine", at: now), auditFails: true)
    perform(desk.decide(sends: true, at: now))
    #expect(active.count == 1)
  }

  /// Each answer concerns one acknowledgement: rows and notes are not made anew with every one.
  @Test mutating func manyAnswersAreMadeRowsOfTogether() {
    fire(300)
    let generation = desk.generation
    perform(desk.acknowledge(desk.alerts, comment: "mine", at: now))
    #expect(active.count == 300)
    #expect(lines.count == 600)
    #expect(desk.generation - generation < 30)
    #expect(noteCount < 30)
    #expect(AlertNote.notes(in: noteFile).count == 300)
    #expect(desk.alerts.allSatisfy { desk.standing(of: $0) == .acknowledged })
  }

  /// The hune that made them has ended: the next one extends and expires them.
  @Test mutating func theNextHuneGoesOnWithThem() {
    desk.surroundings.owner = "first"
    fire(2)
    perform(desk.acknowledge(desk.alerts, comment: "mine", at: now))
    var surroundings = desk.surroundings
    surroundings.owner = "second"
    desk = AlertDesk(surroundings, seed: 8)
    lines = []
    wait(60)
    #expect(desk.acknowledgements.isEmpty)
    perform(desk.ask(at: now))
    #expect(desk.acknowledgements.count == 2)
    #expect(AlertNote.notes(in: noteFile).map(\.owner) == ["second", "second"])
    wait(1_800)
    #expect(active.count == 2 && silences.count == 2, "extended, the same ones")
    #expect(lines.allSatisfy { $0.contains(#""action":"extend""#) } && !lines.isEmpty)
    alerts.removeLast()
    wait(400)
    #expect(active.count == 1)
    perform(desk.takeBack(desk.alerts.filter { $0.state == .firing }, at: now))
    #expect(active.isEmpty && AlertNote.notes(in: noteFile).isEmpty)
  }

  /// Two hunes find what a third has left: one of them keeps it.
  @Test mutating func oneOfTwoTakesItOver() {
    let note = AlertNote(
      uuid: "1-a", labels: ["alertname": "Queue"], context: "prod", author: "ada", comment: "c",
      endsAt: now + .seconds(900), isLocal: true, owner: "gone")
    let file = AlertNote.file([], changedBy: [.put(note)], at: now)
    let first = AlertNote.file(file, changedBy: [.claim("1-a", from: "gone", by: "b")], at: now)
    let second = AlertNote.file(first, changedBy: [.claim("1-a", from: "gone", by: "c")], at: now)
    #expect(AlertNote.notes(in: second).map(\.owner) == ["b"])
  }

  @Test mutating func readOnlySendsNothing() {
    desk.surroundings.isReadOnly = true
    fire(1)
    let effects = desk.acknowledge(desk.alerts, comment: "mine", at: now)
    #expect(effects == [.say("read-only: nothing is sent")])
  }

  @Test mutating func whatIsNewIsNewUntilLookedAt() {
    fire(2)
    #expect(desk.alerts.count { desk.isNew($0) } == 2)
    desk.look()
    #expect(!desk.alerts.contains { desk.isNew($0) })
    alerts.append(["alertname": "Disk"])
    wait(31)
    #expect(desk.alerts.filter { desk.isNew($0) }.map(\.name) == ["Disk"])
  }

  @Test mutating func theBellRingsForANewCriticalOneAlone() {
    desk.surroundings.rings = true
    fire(1)
    func rings() -> Bool {
      now = now + .seconds(1)
      let request = AlertRequest(source: source, askedAt: now)
      return desk.take(.success(.alertmanager(report)), to: request, at: now).contains(.ring)
    }
    alerts.append(["alertname": "Disk", "severity": "warning"])
    #expect(!rings())
    alerts.append(["alertname": "Fire", "severity": "critical"])
    #expect(rings())
    #expect(!rings())
  }

  @Test mutating func whatIsGoneIsShownAsResolvedForAWhile() {
    fire(2)
    alerts.removeLast()
    wait(31)
    #expect(desk.alerts.map { desk.standing(of: $0) } == [.firing, .resolved])
    wait(2_000)
    #expect(desk.alerts.count == 1)
  }

  @Test mutating func aWindowOfTheConfigurationBeginsATestOnce() {
    desk.surroundings.windows = [
      RecoveryWindow(
        context: "prod", from: now + .seconds(60), to: now + .seconds(600), comment: "DR")
    ]
    fire(1)
    wait(59)
    #expect(active.isEmpty)
    wait(120)
    #expect(active.map(\.matchers.description) == [#"{dr_mode="true"}"#])
    #expect(desk.recoveryTests.count == 1)
    perform(desk.change(desk.recoveryTests, until: nil, deed: .stopDR, at: now))
    wait(120)
    #expect(active.isEmpty, "ended by hand it stays ended")
  }

  @Test mutating func anAlertThatNoAlertmanagerHasIsAcknowledgedLocally() throws {
    let prometheus = try #require(
      DataSource(name: "p", kind: .prometheus, address: "http://p:9090"))
    desk.surroundings.sources = [prometheus]
    let rule = RuleReport.Rule(
      name: "Queue", isAlerting: true, expression: "x > 1", health: "ok",
      alerts: [
        .init(labels: ["alertname": "Queue"], annotations: Labels(), isFiring: true, activeAt: now)
      ])
    let reply = RuleReport(groups: [
      .init(name: "g", file: "f", interval: .seconds(15), evaluatedAt: now, rules: [rule])
    ])
    _ = desk.take(
      .success(.rules(reply)), to: AlertRequest(source: prometheus, askedAt: now), at: now)
    perform(desk.acknowledge(desk.alerts, comment: "mine", at: now))
    #expect(silences.isEmpty)
    #expect(desk.acknowledgements[["alertname": "Queue"]]?.isLocal == true)
    #expect(desk.alerts.map { desk.standing(of: $0) } == [.acknowledged])
  }
}
