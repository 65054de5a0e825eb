import Cells
import DataSources
import Testing
import Times

@testable import App

private let targets = [
  ScrapeTarget(
    job: "node", instance: "db:9100", health: .down, lastScrape: start - .seconds(12),
    duration: 10, lastError: "connection refused"),
  ScrapeTarget(job: "api", instance: "one:80", health: .unknown),
  ScrapeTarget(
    job: "api", instance: "two:80", health: .up, lastScrape: start - .seconds(4), duration: 0.0123),
]

private func listing() throws -> State {
  var state = try program()
  _ = state.happen(.started)
  #expect(state.perform(.targets).count == 1)
  _ = state.happen(.scraped(source: "prod", .success(targets)))
  return state
}

@Test func theTargetsAreListedWithTheirHealth() throws {
  let text = try listing().view().text()
  for words in [
    "2 of 3 up", "◆ 1 down", "◆ down", "db:9100", "12 s", "10.0 s", "connection refused", "never",
    "12.3 ms",
  ] {
    #expect(text.contains(words), "\(words) in\n\(text)")
  }
}

@Test func theFilterKeepsWhatHasAllItsWords() throws {
  var state = try listing()
  _ = state.press("api up")
  #expect(state.targetList?.shown.map(\.instance) == ["two:80"])
  _ = state.happen(.key(.control("u")))
  _ = state.press("refused")
  #expect(state.targetList?.shown.map(\.job) == ["node"])
  _ = state.press("q")
  #expect(state.targetList?.shown.isEmpty == true)
  #expect(state.view().text().contains("none"))
}

@Test func theSelectionStaysAmongTheTargets() throws {
  var state = try listing()
  for _ in 0..<9 { _ = state.happen(.key(.down)) }
  #expect(state.targetList?.selection == 2)
  _ = state.happen(.scraped(source: "prod", .success(Array(targets.prefix(1)))))
  #expect(state.targetList?.selection == 0)
  _ = state.happen(.key(.up))
  #expect(state.targetList?.selection == 0)
}

@Test func aSourceThatDoesNotAnswerSaysSo() throws {
  var state = try listing()
  _ = state.happen(.scraped(source: "prod", .failure(refused)))
  #expect(state.view().text().contains("prod is unreachable: connection refused"))
  _ = state.happen(.scraped(source: "other", .success([])))
  #expect(state.targetList?.failure != nil)
  #expect(state.happen(.key(.control("r"))).count == 1)
  _ = state.happen(.key(.escape))
  #expect(state.overlay == nil)
}

@Test func theTargetsAreDrawnAtEverySize() throws {
  var state = try listing()
  for (width, height) in [(0, 0), (1, 1), (3, 2), (20, 4), (79, 23), (300, 80)] {
    _ = state.happen(.resized(width: width, height: height))
    #expect(state.view().area == Rect(width: width, height: height))
  }
}
