import Frames
import Samples
import Testing

private func samples(
  _ store: SampleStore, _ name: String = "m", from: Int64 = .min, to: Int64 = .max
) throws -> [Sample] {
  let matcher = try SeriesMatcher("__name__", .equal, name)
  var run = SampleRun()
  for series in store.select([matcher], from: from, to: to) {
    series.read(from: from, to: to, into: &run)
  }
  return (0..<run.count).map { run[$0] }
}

@Suite struct SampleStoreTests {
  /// Numbers of every kind at uneven times, past several chunks.
  static let hard: [Sample] = {
    var state: UInt64 = 7
    var time: Int64 = -50_000
    return (0..<2000).map { index in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let jumps: [Int64] = [1, 15_000, 15_001, 14_992, 100_000, 9_000_000, 1 << 40]
      time += jumps[Int(state >> 33) % jumps.count]
      let value: Double =
        switch (state >> 20) % 8 {
        case 0: Double(bitPattern: state)
        case 1: .infinity
        case 2: .staleMarker
        case 3: .plainNaN
        case 4: -0.0
        case 5: Double(index)
        case 6: Double(index) / 3
        default: 1
        }
      return Sample(time: time, value: value)
    }
  }()

  @Test func whatWasAppendedIsReadToTheBit() throws {
    var store = SampleStore()
    for sample in Self.hard { try store.append(["__name__": "m"], sample.time, sample.value) }
    let read = try samples(store)
    #expect(read.map(\.time) == Self.hard.map(\.time))
    #expect(read.map(\.value.bitPattern) == Self.hard.map(\.value.bitPattern))
    #expect(store.sampleCount == 2000)
  }

  @Test func aReadHasBothOfItsEnds() throws {
    var store = SampleStore()
    for sample in Self.hard { try store.append(["__name__": "m"], sample.time, sample.value) }
    for (low, high) in [(0, 0), (0, 1999), (239, 240), (240, 480), (1000, 1001), (1999, 1999)] {
      let read = try samples(store, from: Self.hard[low].time, to: Self.hard[high].time)
      #expect(read.map(\.time) == Self.hard[low...high].map(\.time))
      let narrow = try samples(store, from: Self.hard[low].time + 1, to: Self.hard[high].time - 1)
      #expect(narrow.count == max(0, high - low - 1))
    }
  }

  @Test func theLatestIsTheNewestOfTheSpan() throws {
    var store = SampleStore()
    for sample in Self.hard { try store.append(["__name__": "m"], sample.time, sample.value) }
    let series = try #require(
      try store.select([SeriesMatcher("__name__", .equal, "m")], from: .min, to: .max).first)
    for index in [0, 1, 239, 240, 241, 1000, 1999] {
      let sample = Self.hard[index]
      #expect(series.latest(from: .min, to: sample.time) == sample)
      #expect(series.latest(from: sample.time, to: sample.time) == sample)
      guard index > 0 else { continue }
      #expect(series.latest(from: .min, to: sample.time - 1) == Self.hard[index - 1])
      let gap = Self.hard[index - 1].time + 1
      #expect(series.latest(from: gap, to: sample.time - 1) == nil)
    }
    #expect(series.latest(from: .min, to: -50_000) == nil)
    #expect(series.latest(from: Self.hard[1999].time + 1, to: .max) == nil)
  }

  @Test func aSnapshotDoesNotSeeWhatComesLater() throws {
    var store = SampleStore()
    try store.append(["__name__": "m"], 1, 1)
    let before = store
    try store.append(["__name__": "m"], 2, 2)
    #expect(try samples(before).count == 1)
    #expect(try samples(store).count == 2)
  }

  @Test func aSampleThatIsNotLaterIsRefusedWithTheReason() throws {
    var store = SampleStore(bounds: .init(age: 100))
    let labels: Labels = ["__name__": "m", "a": "\"x\""]
    try store.append(labels, 1000, 1)
    func refusal(_ time: Int64, _ labels: Labels) -> SamplesError? {
      do throws(SamplesError) {
        try store.append(labels, time, 1)
        return nil
      } catch { return error }
    }
    #expect(refusal(1000, labels)?.code == .duplicate)
    #expect(refusal(999, labels)?.description == #"m{a="\"x\""}: 999 is before 1000"#)
    #expect(refusal(899, ["__name__": "n"])?.code == .tooOld)
    #expect(refusal(900, ["__name__": "n"]) == nil)
    #expect(try samples(store).count == 1)
  }

  @Test func anEmptyValueIsNoLabel() throws {
    var store = SampleStore()
    try store.append(["__name__": "m", "a": ""], 1, 1)
    try store.append(["__name__": "m"], 2, 2)
    #expect(store.seriesCount == 1)
    #expect(store.labelNames == ["__name__"])
  }

  @Test func whatIsTooOldIsNotRead() throws {
    var store = SampleStore(bounds: .init(age: 10_000))
    for time in 0..<2000 { try store.append(["__name__": "m"], Int64(time) * 100, 1) }
    #expect(try samples(store).first?.time == 189_900)
    #expect(store.sampleCount < 600)
  }

  @Test func theOldestGoFirstWhenTheBytesAreUsed() throws {
    var store = SampleStore(bounds: .init(bytes: 200_000))
    try store.append(["__name__": "gone"], 0, 1)
    let gone = store.series(["__name__": "gone"])
    for time in 1..<200_000 {
      try store.append(["__name__": "m", "i": "\(time % 10)"], Int64(time), Double(time) / 7)
      guard time % 1000 == 0 else { continue }
      #expect(store.byteCount <= 200_000)
    }
    #expect(try samples(store, "gone").isEmpty)
    #expect(store.values(of: "__name__") == ["m"])
    #expect(throws: SamplesError.self) { try store.append(to: gone, 300_000, 1) }
    let left = try samples(store)
    #expect(left.count > 10_000)
    #expect(left.map(\.time).min() ?? 0 > 100_000)
    #expect(left.map(\.time).max() == 199_999)
  }

  @Test func aCounterTakesFewBytes() throws {
    var store = SampleStore()
    for series in 0..<20 {
      var total = 0.0
      for index in 0..<5000 {
        total += Double((index * 7 + series * 13) % 5)
        let time = 1_700_000_000_000 + Int64(index) * 15_000
        try store.append(["__name__": "m", "i": "\(series)"], time, total)
      }
    }
    let each = Double(store.byteCount) / Double(store.sampleCount)
    #expect(each < 3.5, "\(each) bytes a sample")
  }
}
