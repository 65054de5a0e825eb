import Testing

@testable import Files

@Test func aLineOfProcIsReadFromTheEndOfItsName() {
  let line =
    "42 (a) b (c) S 1 42 42 0 -1 4194304 100 0 0 0 250 50 0 0 20 0 4 0 1000 9000000 2560 184"
  let usage = ProcessUsage(stat: line, uptime: 30, ticks: 100, pageSize: 4096)
  #expect(usage.processorSeconds == 3)
  #expect(usage.elapsedSeconds == 20)
  #expect(usage.residentBytes == 10_485_760)
}

@Test(arguments: [
  "", "42 (a", "42 (a) S 1 2", "42 (a) S x x x x x x x x x x x x x x x x x x x x x x",
])
func aStrangeLineCostsNothing(line: String) {
  #expect(ProcessUsage(stat: line, uptime: 30, ticks: 100, pageSize: 4096).residentBytes == 0)
}

@Test func thisProcessUsesSomething() {
  let usage = ProcessUsage.current()
  #expect(usage.residentBytes > 1 << 20)
  #expect(usage.elapsedSeconds > 0)
}
