import Testing

@testable import Lexemes

@Test(
  arguments: [
    ("1.5h", 5_400_000_000_000, "1h30m"), ("1d12h", 129_600_000_000_000, "1d12h"),
    ("250us", 250_000, "250us"), ("1µs", 1000, "1us"), ("-1.5ms", -1_500_000, "-1ms500us"),
    (".5s", 500_000_000, "500ms"), ("1h1ns", 3_600_000_000_001, "1h1ns"), ("0s", 0, "0s"),
    ("1m1h", 3_660_000_000_000, "1h1m"), ("100ns", 100, "100ns"),
  ] as [(String, Int64, String)])
func readsAndWritesFineDurations(text: String, nanoseconds: Int64, canonical: String) {
  #expect(FineDuration.nanoseconds(text) == nanoseconds)
  #expect(FineDuration.text(nanoseconds) == canonical)
  #expect(FineDuration.nanoseconds(canonical) == nanoseconds)
}

@Test(arguments: [
  "", "5", "h", "1.h2.", ".s", "1..5s", "1.5d", "99999999999h", "-", "1h-2m", "1 h",
])
func refusesWhatIsNoFineDuration(text: String) {
  #expect(FineDuration.nanoseconds(text) == nil)
}

@Test(
  arguments: [
    ("5KB", 5000, "5kB"), ("5KiB", 5120, "5KiB"), ("1.5kb", 1500, "1500B"),
    ("20MB", 20_000_000, "20MB"),
    ("1GiB", 1 << 30, "1GiB"), ("0B", 0, "0B"), ("7B", 7, "7B"), ("3K", 3000, "3kB"),
    ("2Mi", 2 << 20, "2MiB"),
  ] as [(String, UInt64, String)])
func readsAndWritesSizes(text: String, bytes: UInt64, canonical: String) {
  #expect(ByteSize.bytes(text) == bytes)
  #expect(ByteSize.text(bytes) == canonical)
  #expect(ByteSize.bytes(canonical) == bytes)
}

@Test(arguments: ["", "5", "KB", "5XB", "99999999PB", "1.2.3kB", "-5B"])
func refusesWhatIsNoSize(text: String) {
  #expect(ByteSize.bytes(text) == nil)
}
