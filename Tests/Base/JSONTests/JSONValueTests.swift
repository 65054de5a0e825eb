import JSON
import Testing

struct JSONValueTests {
  @Test func keepsTheOrderOfMembers() throws {
    let value = try JSONValue(parsing: Array(#"{"b": 1, "a": [true, null, "x"]}"#.utf8))
    #expect(value.object?.keys == ["b", "a"])
    #expect(value == ["b": 1, "a": [true, nil, "x"]])
  }

  @Test func givesNilForWhatIsNotThere() throws {
    let value: JSONValue = ["a": [1, "2"]]
    #expect(value["a"]?[0]?.number == 1)
    #expect(value["a"]?[0]?.string == nil)
    #expect(value["a"]?[1]?.lenientNumber == 2)
    #expect(value["a"]?[2] == nil)
    #expect(value["a"]?[-1] == nil)
    #expect(value["b"] == nil)
    #expect(value[0] == nil)
    #expect(value["a"]?["b"] == nil)
  }

  @Test func theLaterOfTwoEqualKeysWins() throws {
    #expect(try JSONValue(parsing: Array(#"{"a":1,"a":2}"#.utf8))["a"] == 2)
  }

  @Test(arguments: [
    (#""a\"\\\/\b\f\n\r\tz""#, "a\"\\/\u{8}\u{c}\n\r\tz"),
    (#""\u00e9\u65E5\uD83D\ude00""#, "é日😀"),
    (#""\ud83d""#, "\u{FFFD}"),
    (#""\ud83dx""#, "\u{FFFD}x"),
    (#""\ude00\ud83d\ud83d\ude00""#, "\u{FFFD}\u{FFFD}😀"),
    (#""\u0000\u001b[31m""#, "\0\u{1b}[31m"),
  ])
  func undoesEscapes(text: String, expected: String) throws {
    let value = try JSONValue(parsing: Array(text.utf8))
    #expect(
      Array(value.string?.unicodeScalars ?? "".unicodeScalars) == Array(expected.unicodeScalars))
  }

  @Test func repairsWhatIsNotUTF8() throws {
    #expect(try JSONValue(parsing: [0x22, 0x61, 0xFF, 0x62, 0x22]) == "a\u{FFFD}b")
  }

  @Test func skipsAByteOrderMarkWhenAsked() throws {
    let bytes: [UInt8] = [0xEF, 0xBB, 0xBF, 0x7B, 0x7D]
    #expect(try JSONValue(parsing: bytes, skippingByteOrderMark: true) == [:])
    #expect(throws: JSONError.self) { try JSONValue(parsing: bytes) }
  }

  @Test(arguments: [
    ("", "ends where a value should be at line 1, column 1"),
    ("{\n  \"é\": x}", "'x' where a value should be at line 2, column 8"),
    ("[1,]", "']' where a value should be at line 1, column 4"),
    ("[1 2]", "'2' where ',' or ']' should be at line 1, column 4"),
    ("{\"a\" 1}", "'1' where ':' should be at line 1, column 6"),
    ("{a:1}", "'a' where a key in quotes should be at line 1, column 2"),
    ("\"a", "ends inside a string at line 1, column 3"),
    ("\"\\x\"", "an escape that JSON does not know at line 1, column 2"),
    ("\"\\u12g4\"", "\\u needs four hexadecimal digits at line 1, column 6"),
    ("\"a\u{1}\"", "a control character in a string must be escaped at line 1, column 3"),
    ("01", "'1' where the end should be at line 1, column 2"),
    ("1.", "ends where a digit should be at line 1, column 3"),
    ("[[[1]]]", "nested deeper than 2 at line 1, column 3"),
    ("\u{7f}", "byte 0x7f where a value should be at line 1, column 1"),
  ])
  func saysWhatIsWrongAndWhere(text: String, message: String) {
    #expect {
      try JSONValue(parsing: Array(text.utf8), maximumDepth: 2)
    } throws: {
      "\($0)" == message
    }
  }

  @Test(arguments: ["null", #"{"a":[1,-0.5,true,"x\n\u001b"],"b":{}}"#, "[]", "1e+300"])
  func writesWhatItRead(text: String) throws {
    #expect(try JSONValue(parsing: Array(text.utf8)).description == text)
  }

  @Test func writesALineForEachElement() throws {
    let value: JSONValue = ["a": [1, 2], "b": []]
    #expect(
      value.text(indent: 2) == """
        {
          "a": [
            1,
            2
          ],
          "b": []
        }
        """)
  }
}
