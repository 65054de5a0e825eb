import Alerts
import Cells
import Frames
import Testing
import Times

@testable import App

struct RunbookPageTests {
  private let alert = AlertJoining.alerts(from: [
    AlertSighting(
      source: "prod", origin: .rules,
      labels: ["alertname": "Deep", "queue": "a"],
      annotations: ["runbook_url": "https://runbooks.example/Deep"], state: .firing)
  ])[0]

  private let text = """
    # Deep
    Look at [the graph](<hune:panel/second/Other?var-queue={{ $labels.queue }}>) and
    [nothing](<hune:view/nowhere>).
    """

  private func opened() throws -> State {
    var state = try program()
    state.overlay = .runbook(
      RunbookPage(subject: .alert(alert), runbook: Runbook(markdown: text, for: alert)))
    return state
  }

  @Test func itStandsBesideWhatIsThere() throws {
    let rows = try opened().view().text().split(separator: "\n").map(String.init)
    #expect(rows.contains { $0.contains("Runbook  Deep") && $0.contains("1–2 open") })
    #expect(rows.contains { $0.contains("the graph ‹1›") })
    #expect(rows.contains { $0.contains("https://runbooks.example/Deep") })
  }

  @Test func aDigitOpensThePanelThatALinkNames() throws {
    var state = try opened()
    _ = state.press("1")
    #expect(state.overlay == nil)
    #expect(state.currentView.name == "second")
    #expect(state.currentView.fullScreen == 1)
  }

  @Test func whatIsNotThereIsSaid() throws {
    var state = try opened()
    _ = state.press("2")
    #expect(state.notice == "no view nowhere in this context")
    #expect(state.currentView.name == "first")
  }

  @Test func itsAddressIsCopiedAndEscapeCloses() throws {
    var state = try opened()
    #expect(state.press("y") == [.copy("https://runbooks.example/Deep")])
    _ = state.happen(.key(.escape))
    #expect(state.overlay == nil)
  }

  @Test(arguments: [(0, 0), (1, 1), (40, 10), (200, 60)])
  func everySizeIsDrawn(width: Int, height: Int) throws {
    var state = try opened()
    _ = state.happen(.resized(width: width, height: height))
    _ = state.press("jjjjjjjjjjjjjjjjjjjj")
    #expect(state.view().text().count >= width)
  }

  @Test func namesAreLookedForBesideTheLayouts() throws {
    var state = try program()
    state.settings.ruleFiles = ["ofm/alerts.yaml"]
    #expect(
      state.openRunbook(of: alert) == [
        .copy("https://runbooks.example/Deep"),
        .readRunbook(names: ["ofm/runbooks/Deep.md"], .alert(alert)),
      ])
  }
}
