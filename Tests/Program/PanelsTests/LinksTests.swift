import Dashboards
import Formats
import Frames
import Panels
import Testing
import Transforms

struct LinksTests {
  private let table = Frame(
    refID: "A",
    fields: [
      Field(name: "pod", values: .strings(["api-1", "api-2"])),
      Field(name: "Secret id", values: .strings(["x1", "x2"])),
      Field(name: "Value", values: .numbers([1536, nil])),
    ])

  private func content(
    _ frames: [Frame], _ kind: Panel.Kind = .table(TableOptions()),
    _ change: (inout PanelContent) -> Void = { _ in }
  ) -> PanelContent {
    PanelsTests.content(kind, frames, change)
  }

  private func override(_ name: String, _ change: (inout FieldPatch) -> Void) -> FieldOverride {
    var patch = FieldPatch()
    change(&patch)
    return FieldOverride(.byName(name), patch)
  }

  @Test func aRowsLinksKnowItsValuesTheHiddenOnesToo() throws {
    let content = content([table]) { content in
      content.panel.fieldConfig.unit = "bytes"
      content.panel.overrides = [
        override("pod") { $0.links = [.init(title: "Pod", url: "/d/pod?x=${__value.raw}")] },
        override("Value") { $0.links = [.init(title: "V", url: "/v/${__data.fields.pod}")] },
        override("Secret id") { $0.custom.isHidden = true },
      ]
    }
    let links = PanelView.links(content, at: 0)
    #expect(links.map(\.origin) == ["pod  api-1", "Value  1.50 KiB"])
    let values = try #require(links.last?.values)
    #expect(values["__value.raw"] == "1536" && values["__value.text"] == "1.50 KiB")
    #expect(values["__value.numeric"] == "1536")
    #expect(values["__data.fields.pod"] == "api-1")
    #expect(values["__data.fields[\"Secret id\"]"] == "x1")
    #expect(values["__data.fields[0].text"] == "api-1")
    #expect(PanelView.links(content, at: 1).last?.values["__value.raw"] == "")
    #expect(PanelView.links(content, at: nil).isEmpty && PanelView.links(content, at: 9).isEmpty)
  }

  @Test func seriesHaveTheirLabelsAndThePanelItsOwnLink() {
    let frames = [series("a", [1, 2], labels: ["job": "x"]), series("b", [3, nil])]
    let content = content(frames, .stat(StatOptions())) {
      $0.panel.fieldConfig.links = [
        .init(title: "", url: "/${__field.labels.job}"), .init(title: "", url: "/same"),
      ]
      $0.panel.links = [.init(title: "Docs", url: "https://docs")]
    }
    let links = PanelView.links(content, at: nil)
    #expect(links.map(\.origin) == ["a", "a", "b", ""])
    #expect(links[0].values["__field.labels.job"] == "x")
    #expect(links[2].values["__value.raw"] == "3")
    #expect(links[3].url == "https://docs")
  }
}
