import JSON
import Testing

struct TextTests {
  /// What a string is, read each way: by the plain reader, added to another text, and in a pool.
  private func read(_ text: String) -> [String] {
    let bytes = Array(text.utf8)
    let plain: String = JSONCursor.read(bytes) { cursor in
      do throws(JSONError) {
        let string = try cursor.string()
        try cursor.finish()
        return "ok " + string
      } catch {
        return "no"
      }
    }
    let added: String = JSONCursor.read(bytes) { cursor in
      var text = Array("ok ".utf8)
      do throws(JSONError) {
        try cursor.appendString(to: &text)
        try cursor.finish()
        return String(decoding: text, as: UTF8.self)
      } catch {
        return "no"
      }
    }
    let pooled: String = JSONCursor.read(bytes) { cursor in
      var pool = StringPool(forBytes: bytes.count)
      do throws(JSONError) {
        let place = try cursor.appendString(to: &pool)
        try cursor.finish()
        return "ok " + String(decoding: pool.bytes[place], as: UTF8.self)
      } catch {
        return "no"
      }
    }
    return [plain, added, pooled]
  }

  @Test(arguments: [
    (#""""#, "ok "), (#""abc""#, "ok abc"), (#""12345678""#, "ok 12345678"),
    (#""1234567\"90""#, "ok 1234567\"90"), (#""a\\\/\b\f\n\r\tz""#, "ok a\\/\u{8}\u{c}\n\r\tz"),
    (#""\u00e9\ud83d\ude80!""#, "ok é🚀!"), (#""\ud83dx""#, "ok \u{FFFD}x"),
    (#""日本語のログ""#, "ok 日本語のログ"), (#""\u0000""#, "ok \0"),
    ("\"a\nb\"", "no"), ("\"abcdefg\u{1}\"", "no"), (#""abc"#, "no"), (#""abc\"#, "no"),
    (#""\x""#, "no"), (#""\u12g4""#, "no"), (#""\ud83d\u12""#, "no"), ("x", "no"),
  ])
  func readsStringsEitherWay(text: String, meaning: String) {
    #expect(read(text) == [meaning, meaning, meaning])
  }

  @Test func everyStringIsReadTheSameEitherWay() {
    var state: UInt64 = 7
    let alphabet = Array(#"ab"\u1dc8e0n é🚀"#.utf8) + [0x1F, 0x7F, 0x80]
    for _ in 0..<20_000 {
      var text: [UInt8] = [0x22]
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      for _ in 0..<Int(state >> 59) {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        text.append(alphabet[Int(state >> 33) % alphabet.count])
      }
      let both = read(String(decoding: text + [0x22], as: UTF8.self))
      #expect(both[0] == both[1])
    }
  }

  @Test(
    arguments: [
      (#""0""#, 0), (#""1795219036802725120""#, 1_795_219_036_802_725_120), (#""-5""#, -5),
      (#""99999999999999999999""#, .max),
    ] as [(String, Int64)])
  func readsWholeNumbersInQuotes(text: String, number: Int64) throws {
    try JSONCursor.read(Array(text.utf8)) { (cursor) throws(JSONError) in
      #expect(try cursor.quotedInteger() == number)
      try cursor.finish()
    }
  }

  @Test(arguments: [#""""#, #""1.5""#, "1", #""-""#, #""1"#])
  func refusesOtherNumbers(text: String) {
    #expect(throws: JSONError.self) {
      try JSONCursor.read(Array(text.utf8)) { (cursor) throws(JSONError) in
        _ = try cursor.quotedInteger()
      }
    }
  }
}
