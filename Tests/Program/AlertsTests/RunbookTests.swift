import Frames
import Testing
import Times

@testable import Alerts

struct RunbookTests {
  private func runbook(_ text: String, _ labels: Labels = ["alertname": "A", "queue": "a\"b"])
    -> Runbook
  {
    let sighting = AlertSighting(
      source: "p", origin: .rules, labels: labels, state: .firing, value: 7)
    return Runbook(markdown: text, for: AlertJoining.alerts(from: [sighting])[0])
  }

  @Test(
    arguments: [
      (
        "[a](<hune:view/ofm-x?var-q={{ $labels.queue }}>)",
        .view("ofm-x", variables: [.init(name: "q", value: "a\"b")])
      ),
      (
        "[a](<hune:panel/ofm-x/Queue / Depth?var-q=1&var-r=2&x=3>)",
        .panel(
          "ofm-x", title: "Queue / Depth",
          variables: [.init(name: "q", value: "1"), .init(name: "r", value: "2")])
      ),
      (
        "[a](<hune:logs?{app=\"x\"} |= \"{{ $labels.queue }}\" | a(b)>)",
        .logs("{app=\"x\"} |= \"a\\\"b\" | a(b)")
      ),
      (
        "[a](<hune:traces?{ span.q = \"{{ $labels.queue }}\" && duration > 5s }>)",
        .traces("{ span.q = \"a\\\"b\" && duration > 5s }")
      ),
      (
        "[a](<hune:panel/ofm-x/Queue%20%2F%20{{ $labels.alertname }}?var-q=1%262>)",
        .panel("ofm-x", title: "Queue / A", variables: [.init(name: "q", value: "1&2")])
      ),
      ("[a](<hune:runbook/gpu-saturated>)", .runbook("gpu-saturated")),
      ("[a](<hune:panel/ofm-x/50%>)", .panel("ofm-x", title: "50%", variables: [])),
      ("[a](<hune:traces?{ duration > {{ $value }}s }>)", .traces("{ duration > 7s }")),
    ] as [(String, RunbookLink)])
  func linksOpenWhatTheyName(text: String, link: RunbookLink) {
    let runbook = runbook(text)
    #expect(runbook.links == [link])
    #expect(runbook.text == "[a](hune:) **‹1›**")
  }

  @Test func textsAreFilledAndStrangersStand() {
    let runbook = runbook(
      "# {{ $labels.alertname }}\n[web](https://e.example/{{ $value }}) `{{ $nope }}` {{ if")
    #expect(runbook.text == "# A\n[web](https://e.example/7) `{{ $nope }}` {{ if")
    #expect(runbook.links.isEmpty)
  }

  @Test func moreThanNineLinksAreWords() {
    let runbook = runbook((1...12).map { "[l\($0)](<hune:logs?\($0)>)\n" }.joined())
    #expect(runbook.links.count == 9)
    #expect(runbook.text.hasSuffix("‹9›**\nl10\nl11\nl12\n"))
  }

  @Test func hostileTextEndsSoon() {
    let text = String(repeating: "[", count: 50_000) + String(repeating: "](<", count: 20_000)
    #expect(runbook(text).links.isEmpty)
  }

  @Test func aNameIsNoPath() {
    #expect(
      Runbook.names(of: "QueueDepthHigh", beside: ["ofm/a.json", "ofm/b.json", "x.json"])
        == ["ofm/runbooks/QueueDepthHigh.md"])
    #expect(Runbook.names(of: "../../etc/passwd", beside: ["ofm/a.json"]).isEmpty)
  }
}
