import Foundation
import JSON
import Testing

struct JSONCursorTests {
  @Test func readsAnObjectAndSkipsTheRest() throws {
    let text = #" { "skip" : {"a":[1,{}]} , "wanted" : [ 1 , "2" ] , "last" : false } "#
    var found: [String] = []
    try JSONCursor.read(Array(text.utf8)) { (cursor) throws(JSONError) -> Void in
      try cursor.enterObject()
      while let key = try cursor.nextKey() {
        guard key == "wanted" else {
          try cursor.skip()
          continue
        }
        try cursor.enterArray()
        while try cursor.nextElement() {
          if try cursor.nextKind() == .number {
            found.append("\(try cursor.number())")
          } else {
            found.append(try cursor.string())
          }
        }
      }
      try cursor.finish()
    }
    #expect(found == ["1.0", "2"])
  }

  @Test(arguments: [
    "0", "-0", "1", "-1.5", "0.1", "123456789012345678", "9007199254740993", "0.9999999999999999",
    "0.022222222222222223", "179769313486231570000", "1.7976931348623157e+308", "5e-324", "1e400",
    "-1e400", "1e-400", "2.2250738585072011e-308", "9223372036854775807", "18446744073709551616",
    "0.30000000000000004", "1e23", "8.5e22", "123456789.123456789012345678901234567890",
    "100000000000000000000000000000000000000000", "0.000000000000000000000000123456789012345678",
  ])
  func readsTheNearestDouble(text: String) throws {
    let expected = strtod(text, nil)
    let number = try JSONCursor.read(Array(text.utf8)) { (cursor) throws(JSONError) in
      try cursor.number()
    }
    let quoted = try JSONCursor.read(Array("\"\(text)\"".utf8)) { (cursor) throws(JSONError) in
      try cursor.quotedNumber()
    }
    #expect(number.bitPattern == expected.bitPattern)
    #expect(quoted.bitPattern == expected.bitPattern)
  }

  @Test func agreesWithTheCLibraryOnManyNumbers() throws {
    var random = SplitMix(state: 1)
    for _ in 0..<50_000 {
      let digits = String(random.next() >> (random.next() % 60))
      let cut = Int(random.next() % UInt64(digits.count)) + 1
      let exponent = Int(random.next() % 60) - 30
      let text = "\(digits.prefix(cut)).\(digits.dropFirst(cut))0e\(exponent)"
      let number = try JSONCursor.read(Array(text.utf8)) { (cursor) throws(JSONError) in
        try cursor.number()
      }
      #expect(number.bitPattern == strtod(text, nil).bitPattern, "\(text)")
    }
  }

  @Test(arguments: [
    (#""NaN""#, Double.nan), (#""+Inf""#, .infinity), (#""-Inf""#, -.infinity), (#""+1""#, 1),
  ])
  func readsWhatGoWritesInQuotes(text: String, expected: Double) throws {
    let value = try JSONCursor.read(Array(text.utf8)) { (cursor) throws(JSONError) in
      try cursor.quotedNumber()
    }
    #expect(value.bitPattern == expected.bitPattern)
  }

  @Test(arguments: [#""""#, #""x""#, #""1"#, #""1 ""#, #""+-1""#, #""-NaN1""#, "1", #""0x1p3""#])
  func refusesOtherThingsInQuotes(text: String) {
    #expect(throws: JSONError.self) {
      try JSONCursor.read(Array(text.utf8)) { (cursor) throws(JSONError) in
        try cursor.quotedNumber()
      }
    }
  }

  @Test(arguments: [
    ("1435781430.781", 1_435_781_430_781_000_000), ("1795219154", 1_795_219_154_000_000_000),
    ("-1.5", -1_500_000_000), ("0", 0), ("1.000000001", 1_000_000_001), ("1e3", 1_000_000_000_000),
    ("1.5e0", 1_500_000_000), ("0.12345678949", 123_456_789), ("1e300", Int64.max),
    ("-1e300", Int64.min), ("9223372037", Int64.max),
  ])
  func readsSecondsAsNanoseconds(text: String, expected: Int64) throws {
    let value = try JSONCursor.read(Array(text.utf8)) { (cursor) throws(JSONError) in
      try cursor.nanoseconds()
    }
    #expect(value == expected)
  }

  @Test func noPrefixAndNoFlippedByteTraps() {
    let text = Array(#"{"a\u00e9":[-1.5e+3,{"b":[true,false,null,"\ud83d\ude00 é"]},"NaN"]} "#.utf8)
    for length in 0..<text.count - 1 {
      #expect(throws: JSONError.self) { try JSONValue(parsing: Array(text.prefix(length))) }
    }
    var random = SplitMix(state: 7)
    for _ in 0..<20_000 {
      var bytes = text
      for _ in 0...random.next() % 3 {
        bytes[Int(random.next() % UInt64(bytes.count))] = UInt8(truncatingIfNeeded: random.next())
      }
      let tree = (try? JSONValue(parsing: bytes)) != nil
      let skipped = isPassed(bytes)
      #expect(tree == skipped)
    }
  }
}

/// Random numbers that are the same at each run.
private struct SplitMix: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

/// Whether the cursor passes a text that no tree is made of.
func isPassed(_ bytes: [UInt8]) -> Bool {
  do throws(JSONError) {
    try JSONCursor.read(bytes) { (cursor) throws(JSONError) -> Void in
      try cursor.skip()
      try cursor.finish()
    }
    return true
  } catch {
    return false
  }
}
