import Testing

@testable import Traces

@Suite struct TraceIDTests {
  @Test(
    arguments: [
      ("0b5565a1093a5c47a16b4d43bae7b9f7", "0b5565a1093a5c47a16b4d43bae7b9f7"),
      ("b5565a1093a5c47a16b4d43bae7b9f7", "0b5565a1093a5c47a16b4d43bae7b9f7"),
      ("ABC", "00000000000000000000000000000abc"),
      ("", nil), ("xyz", nil), ("0b5565a1093a5c47a16b4d43bae7b9f71", nil), ("١", nil),
    ] as [(String, String?)])
  func digitsAreReadWithAndWithoutLeadingZeros(text: String, id: String?) {
    #expect(TraceID(hex: text)?.description == id)
  }

  @Test func bytesAreBigEndian() {
    #expect(TraceID(bytes: [1, 2])?.description == "00000000000000000000000000000102")
    #expect(TraceID(bytes: [UInt8](repeating: 255, count: 17)) == nil)
    #expect(
      SpanID(bytes: [0x1A, 0x1F, 0x47, 0x67, 0x70, 7, 8, 0xD6])?.description
        == "1a1f4767700708d6")
    #expect(SpanID(hex: "12345678123456781") == nil)
  }
}
