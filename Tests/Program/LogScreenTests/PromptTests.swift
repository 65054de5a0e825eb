import Testing

import enum Cells.Key

@testable import LogScreen

struct PromptTests {
  @Test(
    arguments: [
      ("", LogQLExpectation.Kind.selector, ""), ("ser", .selector, "ser"),
      ("{", .labelName, ""), ("{na", .labelName, "na"), (#"{a="b", "#, .labelName, ""),
      (#"{a="b", po"#, .labelName, "po"), ("{a=", .labelValue(of: "a", matching: nil), ""),
      (#"{a=~"x"#, .labelValue(of: "a", matching: nil), "x"),
      (#"{a="b,}", c="d"#, .labelValue(of: "c", matching: #"{a="b,}"}"#), "d"),
    ] as [(String, LogQLExpectation.Kind, String)])
  func tellsWhatMayStandAtTheCursor(
    text: String, kind: LogQLExpectation.Kind, prefix: String
  ) {
    let expectation = LogQLExpectation(before: text)
    #expect(expectation?.kind == kind)
    #expect(expectation?.prefix == prefix)
  }

  @Test(arguments: [#"{a="b"}"#, #"{a="b"} |= "x"#, #"{a="b""#, "rate("])
  func nothingIsExpectedBehindTheSelector(text: String) {
    #expect(LogQLExpectation(before: text) == nil)
  }

  @Test func aStreamIsPickedByItsLabels() throws {
    var desk = try Desk([
      .init(901, "one"), .init(902, "two", ["service_name": "worker", "pod": "w-0"]),
    ])
    desk.perform(.streams)
    desk.serve(desk.view.write(.control("u")))
    desk.type("{serv")
    #expect(desk.view.prompt?.candidates == ["service_name"])
    desk.type("", then: .tab)
    #expect(desk.view.prompt?.field.text == #"{service_name=""#)
    #expect(desk.view.prompt?.candidates == ["api", "worker"])
    #expect(desk.screen.contains { $0.contains("worker") })
    desk.type("", then: .down, .down, .enter)
    #expect(desk.view.prompt?.field.text == #"{service_name="worker""#)
    desk.type("}", then: .enter)
    #expect(desk.view.prompt == nil)
    #expect(desk.shown == ["two"])
  }

  @Test func aQueryIsCheckedBeforeItIsAsked() throws {
    var desk = try Desk([.init(901, "one")])
    desk.perform(.streams)
    desk.serve(desk.view.write(.control("u")))
    desk.type(#"{a="b"} | "#, then: .enter)
    #expect(desk.view.prompt?.problem?.hasPrefix("parse error at line 1") == true)
    desk.serve(desk.view.write(.control("u")))
    desk.type(#"rate({a="b"}[1m])"#, then: .enter)
    #expect(desk.view.prompt?.problem == "the query gives numbers, no lines")
    desk.type("", then: .escape)
    #expect(desk.shown == ["one"])
  }
}
