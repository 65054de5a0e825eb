import JSON
import Testing

struct SampleTests {
  /// A sample read where much follows, the fast way, and where nothing does.
  private func sample(_ text: String) -> [String] {
    [text, text + String(repeating: " ", count: 100)].map { text in
      JSONCursor.read(Array(text.utf8)) { cursor in
        do throws(JSONError) {
          let (time, number) = try cursor.timedNumber()
          try cursor.finish()
          return "\(time) \(String(number.bitPattern, radix: 16))"
        } catch {
          return "\(error.message)"
        }
      }
    }
  }

  @Test(
    arguments: [
      ("[1795219154,\"1\"]", 1_795_219_154_000_000_000, 1),
      ("[1795219154.1,\"-0\"]", 1_795_219_154_100_000_000, -0.0),
      ("[1795219154.12,\"0.022222222222222223\"]", 1_795_219_154_120_000_000, 0.022222222222222223),
      ("[1795219154.123,\"12345678\"]", 1_795_219_154_123_000_000, 12_345_678),
      ("[1795219154.1234,\"123456789.5\"]", 1_795_219_154_123_400_000, 123_456_789.5),
      (" [ 1795219154 , \"1e3\" ] ", 1_795_219_154_000_000_000, 1000),
      ("[-1.5,\"1234567890123456789\"]", -1_500_000_000, 1_234_567_890_123_456_768),
      ("[0,\"12345678901234567890\"]", 0, 12_345_678_901_234_567_168),
      ("[9999999999,\"+Inf\"]", .max, .infinity),
      ("[1795219154,\"NaN\"]", 1_795_219_154_000_000_000, .nan),
    ] as [(String, Int64, Double)])
  func readsSamplesEitherWay(text: String, time: Int64, number: Double) {
    let expected = "\(time) \(String(number.bitPattern, radix: 16))"
    #expect(sample(text) == [expected, expected])
  }

  @Test(arguments: [
    "[]", "[1795219154]", "[1795219154,\"1\",2]", "[1795219154,1]", "[1795219154.,\"1\"]",
    "[0795219154,\"1\"]", "[1795219154,\"01\"]", "[1795219154,\"1.\"]", "[1795219154,\".5\"]",
    "[1795219154,\"--1\"]", "[1795219154,\"1]", "[1795219154\"1\"]", "[1795219154,\"\"]",
    "[1795219154:\"1\"]", "[1795219154,\"1/\"]", "[1795219154,\"1234567:\"]", "[179521915/,\"1\"]",
  ])
  func refusesOthersEitherWay(text: String) {
    let words = ["should be", "ends", "more than two"]
    for outcome in sample(text) {
      #expect(words.contains { outcome.contains($0) }, "\(text): \(outcome)")
    }
  }

  @Test func readsDigitsOfEveryNumberTogetherAsOneByOne() throws {
    var value: UInt64 = 1
    for _ in 0..<2000 {
      value = value &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let number = value >> (value & 63)
      let text = String(number)
      let bits = String(Double(number).bitPattern, radix: 16)
      let outcomes = sample("[1795219154,\"\(text)\"]")
      #expect(Set(outcomes) == ["1795219154000000000 \(bits)"])
    }
  }
}
