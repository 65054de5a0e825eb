import Frames
import LogQL
import Logs
import Testing
import Times

import enum Cells.Key

@testable import LogScreen

private let mixed: [Desk.Line] = [
  .init(901, "level=info msg=started"), .init(902, "level=error msg=\"db timeout\""),
  .init(903, "level=info msg=health path=/healthz"), .init(904, "level=error msg=\"disk full\""),
  .init(905, "level=warn msg=\"slow timeout\""),
]

struct FilterTests {
  @Test func filtersIncludeAndExcludeAndAreRemovedOneByOne() throws {
    var desk = try Desk(mixed)
    desk.perform(.includeLines)
    desk.type("timeout|full", then: .enter)
    #expect(desk.shown.count == 3)
    desk.perform(.excludeLines)
    desk.type("slow", then: .enter)
    #expect(desk.shown == [mixed[1].text, mixed[3].text])
    #expect(desk.screen[1] == "  + timeout|full   - slow".dropFirst())
    #expect(desk.screen[0].hasSuffix("2 of 5 lines"))
    desk.perform(.removeFilter)
    #expect(desk.shown.count == 3)
    desk.perform(.removeFilter)
    #expect(desk.shown.count == 5)
    desk.perform(.removeFilter)
    #expect(desk.said.contains(.say("there is no filter")))
  }

  @Test func eachFilterIsSwitchedOffAndRemovedFromTheList() throws {
    var desk = try Desk(mixed)
    for text in ["timeout", "slow"] {
      desk.perform(.includeLines)
      desk.type(text, then: .enter)
    }
    #expect(desk.shown.count == 1)
    desk.perform(.listFilters)
    desk.move(1)
    desk.perform(.openLine)
    #expect(desk.shown.count == 2)
    desk.move(-1)
    desk.perform(.removeFilter)
    #expect(desk.view.listing.filters.map(\.title) == ["+ slow"])
    desk.serve(desk.view.back())
    #expect(desk.view.filterSelection == nil)
  }

  @Test func filtersSurviveEveryToggleAndTheOtherRange() throws {
    var desk = try Desk(mixed)
    desk.perform(.includeLines)
    desk.type("error", then: .enter)
    for command in LogsCommand.allCases {
      switch command {
      case .includeLines, .excludeLines, .streams, .removeFilter, .pushFilters, .listFilters,
        .filterFor, .filterOut, .linesAround, .correlatedLines:
        continue
      default: break
      }
      desk.perform(command)
      if command == .markMatches { desk.perform(command) }
      if desk.view.detail != nil { desk.serve(desk.view.back()) }
      #expect(desk.view.listing.filters.map(\.title) == ["+ error"], "\(command)")
    }
    desk.view.surroundings.isLive = false
    desk.serve(desk.view.adjust(refreshes: true))
    #expect(desk.shown == [mixed[1].text, mixed[3].text])
  }

  @Test func filtersArePushedIntoTheQuery() throws {
    var desk = try Desk(mixed)
    desk.perform(.includeLines)
    desk.type("timeout", then: .enter)
    desk.perform(.excludeLines)
    desk.type("slow", then: .enter)
    desk.perform(.pushFilters)
    #expect(
      desk.view.listing.legs.map(\.query) == [
        #"{service_name="api"} |~ "timeout" !~ "slow""#
      ])
    #expect(desk.view.listing.filters.isEmpty)
    #expect(desk.shown == [mixed[1].text])
  }

  @Test func aBadExpressionIsToldWhileItIsWritten() throws {
    var desk = try Desk(mixed)
    desk.perform(.includeLines)
    desk.type("a(b", then: .enter)
    #expect(desk.view.prompt?.problem?.contains("missing )") == true)
    #expect(desk.screen.contains { $0.contains("missing )") })
    desk.type("", then: .escape)
    #expect(desk.view.prompt == nil)
    #expect(desk.shown.count == 5)
  }

  @Test func marksHideNothingAndMatchesAreFound() throws {
    var desk = try Desk(mixed)
    desk.perform(.includeLines)
    desk.type("timeout", then: .enter)
    desk.perform(.markMatches)
    #expect(desk.shown.count == 5)
    desk.perform(.previousMatch)
    #expect(desk.current == mixed[1].text)
    desk.perform(.nextMatch)
    #expect(desk.current == mixed[4].text)
    desk.perform(.nextMatch)
    #expect(desk.said.last == .say("no match below"))
  }

  @Test func errorsAreFoundInBothDirections() throws {
    var desk = try Desk(mixed)
    desk.perform(.previousError)
    #expect(desk.current == mixed[3].text)
    desk.perform(.previousError)
    #expect(desk.current == mixed[1].text)
    desk.perform(.previousError)
    #expect(desk.said.last == .say("no error above"))
    desk.perform(.nextError)
    #expect(desk.current == mixed[3].text)
  }

  @Test func aFieldOfAnOpenLineIsAFilter() throws {
    var desk = try Desk(mixed)
    desk.perform(.previousError)
    desk.perform(.openLine)
    let rows = try #require(desk.view.detail?.rows)
    #expect(rows.map(\.name) == ["pod", "service_name", "level", "msg"])
    #expect(desk.screen.contains { $0.contains("service_name") && $0.contains("api") })
    desk.move(2)
    desk.perform(.filterFor)
    #expect(desk.shown == [mixed[1].text, mixed[3].text])
    desk.move(1)
    desk.perform(.filterOut)
    #expect(desk.shown == [mixed[1].text])
    #expect(desk.view.listing.filters.map(\.title) == ["+ level = error", "+ msg != disk full"])
    desk.perform(.pushFilters)
    #expect(
      desk.view.listing.legs.map(\.query) == [
        #"{service_name="api"} | logfmt | level="error" | msg!="disk full""#
      ])
  }

  @Test(
    arguments: [
      (.stream, #"{app="x", n_m="v"} | json"#), (.metadata, #"{app="x"} | json | n_m="v""#),
      (.parsed, #"{app="x"} | json | n_m="v""#),
      (.line(.json, isHidden: false), #"{app="x"} | json | n_m="v""#),
      (.line(.json, isHidden: true), #"{app="x"} | json | n_m_extracted="v""#),
      (.line(.logfmt, isHidden: false), #"{app="x"} | json | logfmt | n_m="v""#),
    ] as [(LogFilter.Origin, String)])
  func aFieldIsPushedToWhereItStands(origin: LogFilter.Origin, pushed: String) throws {
    let query = try LogQLQuery(parsing: #"{app="x"} | json"#)
    let filter = LogFilter(field: "n_m", value: "v", of: origin)
    #expect(filter.pushed(into: query).description == pushed)
  }

  @Test(arguments: [
    (#"{a="b"} | json x="y""#, #"{a="b"} | json x="y" | json | a_b_c!="v""#),
    (
      #"{a="b"} | json | line_format "{{.m}}""#,
      #"{a="b"} | json | line_format "{{.m}}" | json | a_b_c!="v""#
    ),
    (
      #"sum(sum_over_time({a="b"} | regexp "(?P<x>.)" | unwrap x [1m]))"#,
      #"sum(sum_over_time({a="b"} | regexp "(?P<x>.)" | json | a_b_c!="v" | unwrap x [1m]))"#
    ),
  ])
  func aFieldIsReadOfTheLineAsItIsShown(text: String, pushed: String) throws {
    let filter = LogFilter(
      field: "a.b-c", value: "v", of: .line(.json, isHidden: false), isExclusion: true)
    #expect(filter.pushed(into: try LogQLQuery(parsing: text)).description == pushed)
  }

  /// A field of the line may have the name of a label of its stream.
  @Test func aFieldNamedAsALabelHidesNotItsOwnLine() throws {
    var desk = try Desk([
      .init(901, "pod=other msg=own"), .init(902, "pod=api-0 msg=next"), .init(903, "plain"),
    ])
    desk.move(-2)
    desk.perform(.openLine)
    let rows = try #require(desk.view.detail?.rows)
    desk.move(try #require(rows.firstIndex { $0.name == "pod" && $0.value == "other" }))
    desk.perform(.filterFor)
    #expect(desk.shown == ["pod=other msg=own"])
    desk.perform(.removeFilter)
    desk.perform(.filterFor)
    // The line that the operator stands on does not matter.
    desk.serve(desk.view.back())
    desk.perform(.markMatches)
    desk.move(.max)
    desk.perform(.markMatches)
    desk.perform(.pushFilters)
    #expect(
      desk.view.listing.legs.map(\.query) == [
        #"{service_name="api"} | logfmt | pod_extracted="other""#
      ])
  }

  @Test func aFilterOnALineThatLeftMemoryLeavesNoBlankRows() throws {
    var desk = try Desk(
      [.init(901, "NEEDLE")]
        + (0..<2_000).map {
          .init(1_000.5 + Double($0) / 100, "hay \($0)" + String(repeating: "h", count: 20_000))
        })
    desk.perform(.includeLines)
    desk.type("NEEDLE", then: .enter)
    #expect(desk.shown == ["NEEDLE"])
    desk.wait(60)
    #expect(desk.view.listing.buffer.droppedCount > 0)
    #expect(desk.view.listing.rowCount == 0)
  }
}
