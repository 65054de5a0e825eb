import Frames
import Testing
import Times
import World

private let noon = SyntheticWorld.epoch + .hours(24 * 320 + 12)

extension SyntheticWorld {
  fileprivate func numbers(_ metric: String, at time: Instant) -> [(labels: Labels, value: Double)]
  {
    (families.first { $0.family.name == metric }?.series ?? []).map { series in
      guard case .number(let number) = series.value(at: time) else { return (series.labels, .nan) }
      return (series.labels, number)
    }
  }
}

@Test(arguments: [1, 2, 3] as [UInt64])
func theModesOfACPUFillItsTime(seed: UInt64) throws {
  let world = try SyntheticWorld(system: "node", seed: seed)
  for hours in stride(from: 0.0, to: 24, by: 0.7) {
    let time = noon + .hours(hours)
    let before = world.numbers("node_cpu_seconds_total", at: time - .minutes(5))
    let after = world.numbers("node_cpu_seconds_total", at: time)
    var share: [String: Double] = [:]
    for (old, new) in zip(before, after) {
      share[new.labels["cpu"] ?? "", default: 0] += (new.value - old.value) / 300
    }
    #expect(share.count == 4)
    for cpu in share { #expect((0.85...1.15).contains(cpu.value), "cpu \(cpu.key) at \(time)") }
  }
}

@Test func aNodeHasLessMemoryAndSpaceThanItsSize() throws {
  let world = try SyntheticWorld(system: "node")
  for hours in stride(from: 0.0, to: 24, by: 0.7) {
    let time = noon + .hours(hours)
    func value(_ metric: String) -> Double { world.numbers(metric, at: time).first?.value ?? .nan }
    #expect(value("node_memory_MemFree_bytes") < value("node_memory_MemAvailable_bytes"))
    #expect(value("node_memory_MemAvailable_bytes") < value("node_memory_MemTotal_bytes"))
    let sizes = world.numbers("node_filesystem_size_bytes", at: time)
    let rest = world.numbers("node_filesystem_avail_bytes", at: time)
    for (size, rest) in zip(sizes, rest) {
      #expect(size.labels == rest.labels)
      #expect(rest.value <= size.value)
    }
  }
}

@Test func aNodesClockIsTheTime() throws {
  let world = try SyntheticWorld(system: "node")
  #expect(world.numbers("node_time_seconds", at: noon).map(\.value) == [noon.seconds])
}
