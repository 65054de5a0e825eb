import Panels
import Testing
import Times

@testable import App

struct ScaleMemoryTests {
  private func question(_ hours: Double, _ expressions: [String] = ["m"]) -> ScaleMemory.Question {
    .init(span: .hours(hours), start: nil, expressions: expressions)
  }

  @Test func aScaleGrowsAtOnceAndShrinksAfterFiveRefreshes() {
    var memory = ScaleMemory()
    var ends: [Double?] = []
    for (refresh, end) in [10.0, 50, 8, 7, 6, 5, 4, 3].enumerated() {
      memory.remember(ChartScales(left: 0...end), of: question(1), refresh: refresh)
      ends.append(memory.held?.left?.upperBound)
    }
    #expect(ends == [10, 50, 50, 50, 50, 50, 8, 7])
  }

  @Test func anotherQuestionHasItsOwnScale() {
    var memory = ScaleMemory()
    memory.remember(ChartScales(left: 0...9), of: question(1), refresh: 1)
    memory.remember(ChartScales(left: 0...2), of: question(1, ["n"]), refresh: 2)
    #expect(memory.held == ChartScales(left: 0...2))
    memory.remember(ChartScales(right: 0...1), of: question(6, ["n"]), refresh: 3)
    #expect(memory.held == ChartScales(right: 0...1))
  }

  @Test func theTargetsOfOneRefreshCountOnce() {
    var memory = ScaleMemory()
    memory.remember(ChartScales(left: 0...1), of: question(1), refresh: 1)
    for end in [5.0, 3] {
      memory.remember(ChartScales(left: 0...end), of: question(1), refresh: 2)
    }
    #expect(memory.held == ChartScales(left: 0...3))
  }

  @Test func aGraphKeepsItsScaleWhenItsPeakIsGone() throws {
    var state = try program()
    var tops: [Double?] = []
    for (refresh, value) in [90.0, 10].enumerated() {
      let after = Double(refresh) * 60
      let effects =
        refresh == 0 ? state.happen(.started) : state.happen(.key(.character("r")), after: after)
      for fetch in fetches(effects) where fetch.id.place.panel == 1 {
        _ = state.happen(
          .fetched(fetch.id, .success(answer(to: fetch, value: value))), after: after)
      }
      tops.append(state.content(of: 1)?.heldScales?.left?.upperBound)
    }
    #expect(tops == [90, 90])
  }
}
