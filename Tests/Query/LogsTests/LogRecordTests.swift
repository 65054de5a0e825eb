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
      ("plain with trace 0af7651916cd43dd8448eb211c80319c", [:], nil),
      (#"10.0.0.1 - - "GET /x?level=error HTTP/1.1" 200"#, [:], nil),
      (#"10.0.0.1 - - "GET /ERROR HTTP/1.1" 200"#, [:], nil),
      (#"{"a":"b","level":"error", cut"#, [:], .error), ("log_level: warn, or so", [:], .warning),
      ("fine", [:], nil), ("notice that it is fine", [:], nil),
      ("no error so far", [:], nil), ("ERROR_COUNT=0 all well", [:], nil),
      ("error: no such file", [:], .error), ("Error while reading", [:], .error),
      ("12:00:01 [warn] low", [:], .warning), ("<info> up", [:], .info),
      ("a word, level=error in prose", [:], .error), ("panic: nil map", [:], .critical),
      ("I0102 ERROR of klog", [:], .error), ("12:00 INFO: up, ERROR count 0", [:], .info),
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
      "n=1.5 z=null"
    ),
    (
      #"{"msg":"m","http":{"status":500,"req":{"url":"/x"}},"id":9007199254740993,"n":1.50,"e":1E3}"#,
      "m", "http_status=500 http_req_url=/x id=9007199254740993 n=1.50 e=1E3"
    ),
    (#"{"msg":"m","a":"first","a":"second"}"#, "m", "a=first"),
    (#"level=info msg="caf\u00e9 \ud83d\ude00 \ud83d \u00g" a=b"#, "café 😀 \u{FFFD} u00g", "a=b"),
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
