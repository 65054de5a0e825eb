import Testing
import Times
import World

private let start = SyntheticWorld.epoch + .hours(24 * 321)

@Test(arguments: ["ofm", "primary", "standby", "video-pipeline", "luneo-platform"])
func everySystemThatIsTracedHasTracesEachHour(system: String) throws {
  let traces = try WorldTraces(system: system, seed: 1)
  for hour in 0..<3 {
    let from = start + .hours(Double(hour) * 5)
    #expect(traces.events(from: from, to: from + .hours(1)).count > 5)
  }
}
