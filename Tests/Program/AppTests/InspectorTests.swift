import Cells
import DataSources
import HTTP
import Testing
import Times

@testable import App

private let body = #"{"status":"success","data":{"resultType":"matrix","result":[]}}"#

/// The usual program with an answer that says how it came, and its first panel inspected.
private func inspected(wireBytes: Int = 40) throws -> State {
  var state = try program()
  for fetch in fetches(state.happen(.started)) {
    var answer = answer(to: fetch)
    var request = try fetch.source.request(for: fetch.query)
    request.headers.append(.init("Authorization", "Bearer canary"))
    request.url = request.url.replacing("http://", with: "http://user:canary@")
    answer.notices = [.init(.warning, "half of it")]
    answer.transfer = Transfer(
      request,
      HTTPResponse(status: 200, body: Array(body.utf8), seconds: 0.0123, wireBytes: wireBytes))
    _ = state.happen(.fetched(fetch.id, .success(answer)), after: 1)
  }
  _ = state.press("i", after: 2)
  return state
}

@Test func theInspectorSaysWhatWasAskedAndWhatItCost() throws {
  let state = try inspected()
  let text = state.view().text()
  for fact in [
    "query     m1", "source    prod", "POST http://127.0.0.1:9/api/v1/query_range  HTTP 200",
    "range     2026-11-21 13:32:30 to 2026-11-21 14:32:30", "step      ", "took      12.3 ms",
    "size      63 B, 40 B over the wire", "data      1 frame, 121 rows", "warning   half of it",
  ] {
    #expect(text.contains(fact), "\(fact) in\n\(text)")
  }
  #expect(!text.contains("canary"))
}

@Test func whatCameOverNoWireIsNotSaidTo() throws {
  let text = try inspected(wireBytes: 0).view().text()
  #expect(text.contains("size      63 B") && !text.contains("wire"))
}

@Test func theSectionsTurnAndScroll() throws {
  var state = try inspected()
  _ = state.happen(.key(.tab), after: 2)
  #expect(state.view().text().contains("number   {job=\"api\"}"))
  #expect(state.view().text().contains("2026-11-21 13:32:30.000  33"))
  _ = state.happen(.key(.end), after: 2)
  #expect(state.view().text().contains("2026-11-21 14:32:30.000  33"))
  let end = state.inspector?.scroll
  _ = state.happen(.key(.down), after: 2)
  #expect(state.inspector?.scroll == end)
  _ = state.happen(.key(.right), after: 2)
  #expect(state.view().text().contains(#"{"resultType":"matrix","result":[]}"#) == false)
  #expect(state.view().text().contains(#""resultType": "matrix""#))
  #expect(state.inspector?.scroll == 0)
  _ = state.happen(.key(.tab), after: 2)
  #expect(state.inspector?.section == .query)
  _ = state.happen(.key(.backTab), after: 2)
  #expect(state.inspector?.section == .json)
}

@Test(arguments: [Key.escape, .character("i"), .character("q")])
func theInspectorCloses(key: Key) throws {
  var state = try inspected()
  #expect(state.happen(.key(key)).isEmpty)
  #expect(state.inspector == nil)
}

@Test func aPanelThatAsksNothingSaysSo() throws {
  var state = try program { $0.panels[0].targets = [] }
  _ = state.happen(.started)
  _ = state.press("i")
  #expect(state.view().text().contains("this panel asks nothing"))
}

@Test func theInspectorIsDrawnAtEverySize() throws {
  var state = try inspected()
  for section in Inspector.Section.allCases {
    #expect(state.inspector?.section == section)
    for (width, height) in [(0, 0), (1, 1), (3, 2), (20, 5), (300, 100)] {
      _ = state.happen(.resized(width: width, height: height))
      #expect(state.view().area == Rect(width: width, height: height))
    }
    _ = state.happen(.key(.tab))
  }
}

@Test(arguments: [(80, 24), (120, 40)])
func theInspectorLooksAsItsPicture(width: Int, height: Int) throws {
  var state = try inspected()
  _ = state.happen(.resized(width: width, height: height), after: 2)
  try compare(state.view().text(), with: "inspector-\(width)x\(height)")
}
