import DataSources
import Testing
import Times

@testable import LogScreen

struct LateLinesTests {
  private func desk(limit: Int = 5_000) throws -> Desk {
    var desk = try Desk((0..<300).map { .init(1_000 + Double($0), "line \($0)") })
    desk.mostLines = limit
    return desk
  }

  /// A minute behind the newest line is further than a tail looks back.
  @Test func aLineThatComesAMinuteLateIsFound() throws {
    var desk = try desk()
    desk.wait(100)
    let before = desk.shown
    #expect(before.last == "line 100")
    desk.deliver([.init(1_040.5, "late"), .init(1_040.5, "late"), .init(1_041, "line 41")])
    desk.wait(40)
    let shown = desk.shown
    let place = try #require(shown.firstIndex(of: "late"))
    #expect(Array(shown[place - 1...place + 2]) == ["line 40", "late", "late", "line 41"])
    #expect(shown.count { $0 == "late" } == 2)
    #expect(shown.count { $0 == "line 41" } == 2)
    #expect(shown.count { $0 == "line 42" } == 1)
    #expect(shown.last == "line 140")
    #expect(desk.view.listing.skipped.count == 0)
  }

  /// Nothing is read again as long as nothing came late.
  @Test func nothingIsReadTwiceWhereNothingIsMissing() throws {
    var desk = try desk()
    desk.wait(200)
    let late = desk.asked.count { if case .late = $0.id.kind { true } else { false } }
    let audits = desk.asked.count { if case .audit = $0.id.kind { true } else { false } }
    #expect(late == 0)
    #expect(audits >= 5 && audits <= 8)
  }

  /// What the server counts but does not give is told, and told once.
  @Test func whatIsNotToBeHadIsCounted() throws {
    var desk = try desk(limit: 1_200)
    desk.wait(60)
    desk.deliver((0..<1_300).map { _ in .init(1_010, "at once") })
    desk.wait(150)
    #expect(desk.shown.count { $0 == "at once" } < 1_300)
    let missing = 1_300 - desk.shown.count { $0 == "at once" }
    #expect(desk.view.listing.skipped.count == missing)
    #expect(desk.screen.contains { $0.contains("\(missing) lines skipped") })
  }

  @Test func aServerThatCannotCountIsNotAskedForEver() throws {
    var desk = try desk()
    desk.cannotCount = true
    desk.wait(290)
    let audits = desk.asked.count { if case .audit = $0.id.kind { true } else { false } }
    #expect(audits == 3)
    #expect(desk.shown.last == "line 290")
  }

  /// What the server can't count is counted of the lines at hand, and that is said.
  @Test func theViewSaysWhyItHasNoVolume() throws {
    var desk = try desk()
    let before = desk.screen[0]
    #expect(!before.contains("volume"))
    desk.refusesVolume = true
    desk.serve(desk.view.adjust(refreshes: true))
    #expect(desk.screen[0].contains("volume of these lines: too many series"))
  }

  /// A reply that is too large takes a server many seconds: what goes on is said.
  @Test func theViewSaysThatItAsksForFewerLines() throws {
    var desk = try desk()
    desk.wait(100)
    let request = desk.asked.last { if case .tail = $0.id.kind { true } else { false } }
    var asked = try #require(request)
    desk.view.surroundings.now = desk.view.surroundings.now + .seconds(1)
    let effects = desk.view.meetDeadline()
    for case .ask(let tail) in effects { asked = tail }
    let error = DataSourceError(
      .tooLarge, source: "loki", detail: "larger than max (8000000 vs. 4000000)")
    let more = desk.view.take(.failure(error), to: asked)
    #expect(desk.screen[0].contains("replies too large"))
    #expect(desk.view.listing.legs[0].tail?.most ?? 0 < 1_000)
    desk.serve(more)
    #expect(!desk.screen[0].contains("replies too large"))
  }
}
