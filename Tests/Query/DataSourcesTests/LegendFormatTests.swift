import Frames
import Testing

@testable import DataSources

struct LegendFormatTests {
  private let labels: Labels = ["__name__": "up", "b": "2", "a": "1\"\\\n"]

  @Test(arguments: [
    ("{{a}}", "1\"\\\n"), ("{{ b }} of {{__name__}}", "2 of up"), ("{{gone}} ", " "),
    ("{{gone}}x", "x"), ("plain", "plain"), ("{{b", "{{b"), ("{b}", "{b}"), ("{{}}!", "!"),
    ("{{b}}{{b}}", "22"), ("é{{b}}é", "é2é"), ("}}{{b}}", "}}2"),
  ])
  func fillsInLabels(format: String, text: String) {
    #expect(LegendFormat.name(format: format, labels: labels, expression: "e") == text)
  }

  @Test(arguments: ["{{gone}}", "{{}}", "{{gone}}{{ }}"])
  func aNameOfNothingIsLeftToTheField(format: String) {
    #expect(LegendFormat.name(format: format, labels: labels, expression: "e") == nil)
  }

  @Test(arguments: [nil, ""])
  func writesTheSeriesWithoutAFormat(format: String?) {
    let name = { (labels: Labels) in
      LegendFormat.name(format: format, labels: labels, expression: "sum(x)")
    }
    #expect(name(labels) == #"up{a="1\"\\\n", b="2"}"#)
    #expect(name(["a": "1"]) == #"{a="1"}"#)
    #expect(name(["__name__": "up"]) == "up")
    #expect(name([:]) == "sum(x)")
  }

  @Test func autoLeavesLabelsToTheField() {
    #expect(LegendFormat.name(format: "__auto", labels: labels, expression: "e") == nil)
    #expect(LegendFormat.name(format: "__auto", labels: [:], expression: "e") == "e")
  }
}
