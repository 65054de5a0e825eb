import Dashboards
import Testing
import Times

@testable import Configuration

struct ExploreAddressTests {
  @Test(arguments: [
    #"/explore?left={"datasource":"tempo","queries":[{"refId":"A","query":"4bf92f3577b3"}]}"#,
    #"https://g/grafana/explore?orgId=1&left=%7B%22datasource%22:%22tempo%22,"#
      + #"%22queries%22:%5B%7B%22query%22:%224bf92f3577b3%22%7D%5D%7D"#,
    #"/explore?left=["now-1h","now","tempo",{"query":"4bf92f3577b3"},{"mode":"Metrics"}]"#,
    #"/explore?schemaVersion=1&panes={"a1":{"datasource":"tempo","queries":[{"query":"4bf92f3577b3","queryType":"traceql"}]}}"#,
    #"/explore?left={"datasource":"x","queries":[{"datasource":{"uid":"tempo"},"query":"4bf92f3577b3"}]}"#,
  ])
  func aQueryOfTracesIsRead(text: String) throws {
    let address = try #require(ExploreAddress(text))
    #expect(address.query == .traces("4bf92f3577b3"))
    #expect(address.source?.uid == "tempo")
  }

  @Test func theRangeAndTheTypeOfTheSourceAreRead() throws {
    let address = try #require(
      ExploreAddress(
        #"/explore?left={"datasource":{"type":"loki","uid":"l"},"range":{"from":"now-6h","to":"now-1h"},"queries":[{"expr":"{app=\"a\"} |= \"b+c\"" }]}"#
          .replacing("+", with: "%2B")))
    #expect(address.query == .expression(#"{app="a"} |= "b+c""#))
    #expect(address.source == DataSourceRef(type: "loki", uid: "l"))
    #expect(address.from == (try TimeExpression("now-6h")))
    #expect(address.to == (try TimeExpression("now-1h")))
  }

  @Test(arguments: [
    "https://jaeger:16686/trace/4bf92f3577b3", "/jaeger/trace/4bf92f3577b3?uiFind=1",
  ])
  func thePageOfATraceNamesIt(text: String) {
    #expect(ExploreAddress(text)?.query == .traces("4bf92f3577b3"))
  }

  @Test(arguments: [
    "/d/uid/explore", "/explore", "/explore?left=", "/explore?left={", "/explore?left=[]",
    #"/explore?left={"queries":[]}"#, #"/explore?left={"queries":[{"query":""}]}"#,
    #"/explore?left={"queries":{"query":"a"}}"#, "/explore?panes={}", "/trace", "trace/",
    #"/explore?left=[1,2,3,4]"#, "https://host/", "",
  ])
  func whatIsNoneIsNotRead(text: String) { #expect(ExploreAddress(text) == nil) }
}
