import Cells
import Dashboards
import DataSources
import Formats
import Frames
import Queries
import Testing
import Times
import Traces

@testable import App

/// Links of values and panels: followed where a dashboard here has their uid, else copied.
struct LinkTests {
  private func opened(
    _ kind: Panel.Kind, _ links: [FieldConfig.DataLink], own: [FieldConfig.DataLink] = []
  ) throws -> State {
    var state = try program { dashboard in
      dashboard.panels[0].kind = kind
      dashboard.panels[0].fieldConfig.links = links
      dashboard.panels[0].links = own
    }
    state.views[1] = {
      var other = Dashboard(title: "Second")
      other.uid = "jobs"
      let variable = Variable(name: "job", kind: .textBox("none"))
      other.variables = [variable]
      other.panels = [panel(7, "Other $job", x: 0, y: 0, kind: .stat(StatOptions()))]
      return ViewState(name: "second", layout: "b.json", dashboard: other)
    }()
    for fetch in fetches(state.happen(.started)) where fetch.id.place.panel == 1 {
      _ = state.happen(.fetched(fetch.id, .success(answer(to: fetch))), after: 1)
    }
    state.focus(1)
    return state
  }

  private func link(_ url: String, _ title: String = "") -> FieldConfig.DataLink {
    .init(title: title, url: url)
  }

  @Test func enterOpensTheDashboardOfALinkWithItsVariables() throws {
    var state = try opened(
      .stat(StatOptions()),
      [
        link(
          "/d/jobs/any?var-job=${__field.labels.job}&from=now-6h&to=now-3h", "To ${__field.name}")
      ])
    _ = state.happen(.key(.enter))
    let picker = try #require(state.picker)
    #expect(picker.items.map(\.title) == ["full screen", "To api"])
    _ = state.happen(.key(.down))
    _ = state.happen(.key(.enter))
    #expect(state.currentView.name == "second")
    #expect(state.currentView.dashboard.panels[0].title == "Other api")
    #expect(state.range.span == .hours(3))
  }

  @Test func anyOtherAddressIsCopied() throws {
    var state = try opened(
      .stat(StatOptions()), [], own: [link("https://wiki/run?at=${__from}&b=a b", "Wiki")])
    _ = state.happen(.key(.enter))
    _ = state.happen(.key(.down))
    let effects = state.happen(.key(.enter))
    let text = effects.compactMap { if case .copy(let text) = $0 { text } else { nil } }
    #expect(text.count == 1 && text[0].hasPrefix("https://wiki/run?at=17952"))
    #expect(state.notice?.hasPrefix("copied https://wiki/run") == true)
  }

  private func addSources(to state: inout State) throws {
    for kind in [DataSource.Kind.tempo, .loki] {
      state.settings.sources.append(
        try #require(DataSource(name: kind.rawValue, kind: kind, address: "http://127.0.0.1:8")))
    }
  }

  @Test func aLinkToATraceOpensIt() throws {
    let explore =
      #"/explore?left={"datasource":"tempo","queries":[{"query":"${__field.labels.job}"}]}"#
    var state = try opened(.stat(StatOptions()), [link(explore, "Trace")])
    try addSources(to: &state)
    for (text, id) in [
      (#"/explore?left={"datasource":"tempo","queries":[{"query":"00000abc"}]}"#, 0xabc),
      ("https://jaeger:16686/trace/00000abd", 0xabd),
    ] as [(String, UInt64)] {
      let asked = state.follow(text).compactMap { effect in
        if case .askTraces(let request) = effect { request.question } else { nil }
      }
      #expect(asked == [.trace(TraceID(low: id))])
    }
    // What variables stand for is written into the search.
    state.screen = .panels
    _ = state.happen(.key(.enter))
    _ = state.happen(.key(.down))
    let effects = state.happen(.key(.enter))
    guard case .askTraces(let request)? = effects.first,
      case .search(let query, _, _) = request.question
    else {
      Issue.record("no search: \(effects)")
      return
    }
    #expect(query == "api" && request.source.name == "tempo")
  }

  @Test func aLinkToLinesOpensThem() throws {
    var state = try opened(.stat(StatOptions()), [])
    try addSources(to: &state)
    let effects = state.follow(
      #"/explore?left={"datasource":"loki","queries":[{"expr":"{app=\"a\"}"}],"range":{"from":"now-3h","to":"now"}}"#
    )
    let queries = effects.compactMap { effect in
      if case .askLogs(let request) = effect, case .query(let query) = request.question {
        return query
      }
      return nil
    }
    #expect(queries.contains { $0.expression == #"{app="a"}"# && $0.range.span >= .hours(3) })
  }

  @Test func aLinkToASourceThatIsNotHereIsCopied() throws {
    var state = try opened(.stat(StatOptions()), [])
    let url = #"/explore?left={"datasource":"tempo","queries":[{"query":"00000abc"}]}"#
    #expect(state.follow(url) == [.copy(url)])
  }

  @Test func aRowOfATableFollowsItsOneLink() throws {
    var state = try opened(
      .table(TableOptions()), [])
    #expect(state.currentView.panels[1]?.selection == nil)
    // Without a chosen row, and without links, the panel fills the screen.
    _ = state.happen(.key(.enter))
    #expect(state.currentView.fullScreen == 1)
  }

  @Test func aDashboardThatIsNowhereIsLookedForAndItsAddressCopied() throws {
    var state = try opened(.stat(StatOptions()), [])
    #expect(state.follow("https://g/d/gone/x?var-a=b") == [.openDashboard("/d/gone")])
    let effects = state.happen(.dashboardOpened("/d/gone", .failure(InputProblem("no layout"))))
    #expect(effects == [.copy("https://g/d/gone/x?var-a=b")])
    #expect(state.notice?.contains("no layout here has this uid") == true)
  }

  @Test func aLinkToTagsOffersTheDashboardsThatBearThem() throws {
    var state = try program { dashboard in
      dashboard.tagLinks = [
        .init(title: "Kin", tags: ["queues"], parameters: "${__url_time_range}")
      ]
    }
    _ = state.happen(.started)
    _ = state.press(":kin")
    #expect(state.picker?.selected?.title == "Kin")
    let link = state.currentView.source.tagLinks[0]
    #expect(state.happen(.key(.enter)) == [.findDashboards(link)])
    _ = state.happen(
      .dashboardsFound(
        link,
        [
          .init(layout: "a.json", uid: "own", title: "Own"),
          .init(layout: "q.json", uid: "q", title: "Queues"),
          .init(layout: "r.json", uid: nil, title: "Rest"),
        ]))
    #expect(state.picker?.title == "Kin")
    #expect(state.picker?.items.map(\.title) == ["Queues", "Rest"])
    #expect(
      state.picker?.items[0].choice == .link("/d/q?from=1795267950000&to=1795271550000"))
    _ = state.happen(.key(.down))
    #expect(state.happen(.key(.enter)) == [.openDashboard("r.json")])
  }

  @Test func aLinkToTagsThatNobodyBearsSaysSo() throws {
    var state = try program { dashboard in
      dashboard.tagLinks = [.init(title: "", tags: ["x", "y"])]
    }
    _ = state.happen(.started)
    _ = state.happen(.dashboardsFound(state.currentView.source.tagLinks[0], []))
    #expect(state.overlay == nil)
    #expect(state.notice == "no other dashboard is tagged x, y")
  }
}
