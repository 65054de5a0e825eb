import Frames
import JSON
import Testing
import Times

@testable import Logs

struct LogfmtTextTests {
  private func text(
    _ line: String, _ stream: Labels = [:], _ metadata: Labels = [:], _ parsed: Labels = [:]
  ) -> String {
    var lines = LogLines()
    let id = lines.add(stream)
    lines.append(
      line.utf8, at: Instant(nanoseconds: 7), stream: id, metadata: lines.add(metadata),
      parsed: lines.add(parsed))
    return LogfmtText.text(lines, at: 0)
  }

  @Test func labelsMetadataAndFieldsAllStandThere() {
    #expect(
      text("level=info msg=m a=1", ["app": "x"], ["trace_id": "t"], ["z": "9"])
        == "time=7 level=info app=x trace_id=t z=9 msg=m a=1")
  }

  @Test(arguments: [
    ("plain \"q\" \\ \u{1b}[2J\t\u{9b}é", #"time=7 msg="plain \"q\" \\ \u001b[2J\t\u009bé""#),
    ("", #"time=7 msg="""#), (#"C:\x"#, #"time=7 msg="C:\\x""#),
    (#"{"msg":"m","a b":"c","x=\"y\"":"","n":1.50}"#, #"time=7 msg=m a_b=c x__y_="" n=1.50"#),
  ])
  func whatIsWrittenIsReadAgain(line: String, text: String) {
    #expect(self.text(line) == text)
  }

  @Test func aNameStandsThereOnce() {
    #expect(
      text("level=error msg=m app=y time2=1 pod=p", ["app": "x", "pod": "p", "level": "error"])
        == "time=7 level=error app=x pod=p msg=m app_2=y time2=1")
    #expect(text("msg=m a_2=4 a=3", ["a": "1"]) == "time=7 a=1 msg=m a_2=4 a_3=3")
  }

  @Test func aLongLineIsWrittenWhole() throws {
    let long = "{\"msg\":\"" + String(repeating: "y", count: 200_000) + "\"}"
    for line in [long, "msg=" + String(repeating: "z", count: 9_000) + " a=b"] {
      let pairs = Logfmt.pairs(in: text(line).utf8)
      #expect(pairs.last?.value == line)
    }
  }
}
