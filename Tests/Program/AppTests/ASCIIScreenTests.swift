import Cells
import Dashboards
import Testing

@testable import App

/// Where a terminal draws ASCII alone: all that stands on a screen is ASCII, whatever a layout, a
/// unit or an answer says.
struct ASCIIScreenTests {
  private func foreign() throws -> State {
    let plain = try program { dashboard in
      dashboard.title = "Größe 日本"
      dashboard.panels[0].title =
        "Température · p95 → p99 of everything that a title may say at all, cut somewhere"
      dashboard.panels[0].fieldConfig.unit = "celsius"
      dashboard.panels[1].fieldConfig.unit = "µs"
      dashboard.panels.append(panel(4, "Table…", x: 12, y: 8, kind: .table(TableOptions())))
      dashboard.panels.append(panel(5, "Läufe", x: 0, y: 16, kind: .gauge(GaugeOptions())))
      dashboard.panels.append(panel(6, "Bars", x: 12, y: 16, kind: .barGauge(BarGaugeOptions())))
      var variable = Variable(name: "größe", kind: .textBox("ß"))
      variable.label = "Maß"
      dashboard.variables = [variable]
    }
    var state = State(
      settings: plain.settings, views: plain.views, now: start, glyphs: .ascii)
    _ = state.update(Action(.resized(width: 120, height: 50), at: start))
    for fetch in fetches(state.happen(.started)) {
      _ = state.happen(.fetched(fetch.id, .success(answer(to: fetch))), after: 1)
    }
    return state
  }

  @Test(arguments: [
    "", "f", "?", "t", "v", "T", "R", "P", ":", ":a", "0", "i", "e", "s", "w", "c", "tnow-6x",
    "\t\t\tf", "[", " ",
  ])
  func nothingElseIsDrawn(keys: String) throws {
    var state = try foreign()
    for letter in keys {
      _ = state.happen(.key(letter == "\t" ? .tab : .character(letter)), after: 2)
    }
    for (width, height) in [(120, 50), (80, 24), (40, 12)] {
      _ = state.happen(.resized(width: width, height: height), after: 3)
      let rows = state.view().text().split(separator: "\n", omittingEmptySubsequences: false)
      let foreign = rows.filter { !$0.utf8.allSatisfy { $0 < 0x80 } }
      #expect(foreign.isEmpty)
    }
  }

  @Test func whatIsKnownHasItsLikeness() throws {
    let screen = try foreign().view().text()
    #expect(screen.contains("Temperature"))
    #expect(screen.contains("oC"), "\(screen)")
  }

  @Test func aPanelThatIsWrittenToAFileIsASCIIToo() throws {
    let state = try foreign()
    let content = try #require(state.content(of: 1))
    #expect(state.picture(of: content).text().utf8.allSatisfy { $0 < 0x80 })
  }
}
