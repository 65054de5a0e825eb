import Encodings
import Testing

@Test(arguments: [
  ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="),
  ("fooba", "Zm9vYmE="), ("foobar", "Zm9vYmFy"),
])
func theVectorsOfTheStandardHold(text: String, encoded: String) {
  #expect(Base64.encoded(Array(text.utf8)) == encoded)
  #expect(Base64.decoded(encoded) == Array(text.utf8))
}

@Test(
  arguments: [
    ("Zm9v\n Zg", Array("foof".utf8)), ("-_8", [0xfb, 0xff]), ("+/8=", [0xfb, 0xff]), ("A", nil),
    ("Zg==Zg", nil), ("Z!", nil), ("Zgé", nil),
  ] as [(String, [UInt8]?)])
func onlyBase64IsDecoded(text: String, bytes: [UInt8]?) {
  #expect(Base64.decoded(text) == bytes)
}

/// `printf hello | gzip -n`.
private let hello: [UInt8] = [
  0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 0xcb, 0x48, 0xcd, 0xc9, 0xc9, 7, 0, 0x86, 0xa6, 0x10, 0x36,
  5, 0, 0, 0,
]

@Test func aStreamIsUnpacked() throws {
  #expect(Gzip.isPacked(hello))
  #expect(try Gzip.unpacked(hello) == Array("hello".utf8))
}

@Test func aStreamThatIsCutOrSpoiltIsRefused() {
  #expect(throws: Gzip.Failure.malformed) { try Gzip.unpacked(Array(hello.dropLast(9))) }
  #expect(throws: Gzip.Failure.malformed) { try Gzip.unpacked(Array("hello".utf8)) }
  #expect(throws: Gzip.Failure.malformed) { try Gzip.unpacked([]) }
}

@Test func aStreamLargerThanWantedIsRefused() {
  #expect(throws: Gzip.Failure.tooLarge) { try Gzip.unpacked(hello, limit: 4) }
}
