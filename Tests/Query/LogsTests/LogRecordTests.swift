import Testing

@testable import Logs

struct LogRecordTests {
  private func record(_ text: String, _ labels: [String: String] = [:]) -> LogRecord {
    LogRecord(Array(text.utf8)[...]) { labels[$0] }
  }

  @Test(
    arguments: [
      ("plain words", [:], nil),
      ("plain words", ["level": "warn"], .warning),
      ("ERROR in labels goes first", ["severity": "info"], .info),
      ("plain", ["level": "odd", "detected_level": "critical"], .critical),
      ("2026-11-20 12:00:00 ERROR [main] failed", [:], .error),
      ("[WRN] low", [:], .warning),
      ("a b c d e f g h i j k l m n error", [:], nil),
      ("a b c d e f g h i j k l m n ERROR", [:], .error),
      ("terror and errors", [:], nil),
      (#"{"level":"fatal","msg":"x"}"#, [:], .critical),
      (#"{"level":50,"msg":"x"}"#, [:], .error),
      (#"{"severity":"NOTICE","msg":"x"}"#, [:], .info),
      (#"{"levelname": "DEBUG", "msg": "an error"}"#, [:], .debug),
      ("ts=1 level=dbug msg=x", [:], nil),
      ("ts=1 level=debug msg=\"an ERROR\"", [:], .debug),
      ("lvl=trace msg=x", [:], .trace),
    ] as [(String, [String: String], LineLevel?)])
  func tellsTheLevel(text: String, labels: [String: String], level: LineLevel?) {
    #expect(record(text, labels).level == level)
  }

  @Test(arguments: [
    ("ts=1 level=info msg=\"two words\" a=1 b=", "two words", "a=1 b="),
    (
      #"{"time":"x","msg":"m","a":{"b":[1,2]},"n":1.5,"z":null}"#, "m",
      #"a={"b":[1,2]} n=1.5 z=null"#
    ),
    (#"{"message":"","event":"e"}"#, "e", "message="),
    (#"{"a":1}"#, #"{"a":1}"#, "a=1"),
    (#"{"broken": json"#, #"{"broken": json"#, ""),
    ("x = y is an equation", "x = y is an equation", ""),
    ("a=b is prose with more words", "a=b is prose with more words", ""),
    ("", "", ""),
  ])
  func tellsTheMessageAndTheFields(text: String, message: String, fields: String) {
    let record = record(text)
    #expect(String(decoding: record.message, as: UTF8.self) == message)
    #expect(record.fields.map { "\($0.name)=\($0.value)" }.joined(separator: " ") == fields)
  }

  @Test func aLongLineIsNotLookedInto() {
    let record = record(#"{"msg":""# + String(repeating: "x", count: 200_000) + "\"}")
    #expect(record.form == .plain)
    #expect(record.message.count == LogRecord.messageBytes)
    #expect(record.isCut)
  }

  @Test func anythingIsRead() {
    var state: UInt64 = 3
    let alphabet = Array("{}[]\":,= \\level=msg\"error\n\t\u{1b}".utf8) + [0x80, 0xFF, 0]
    for _ in 0..<20_000 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let text = (0..<Int(state >> 58)).map { _ in
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return alphabet[Int(state >> 33) % alphabet.count]
      }
      #expect(LogRecord(text[...]).fields.count <= 128)
    }
  }
}
