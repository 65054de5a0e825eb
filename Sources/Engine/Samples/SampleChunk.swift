/// Consecutive samples of a series, compressed as in Facebook's Gorilla (VLDB 2015, 4.1): of a time
/// the change of its difference to the one before, of a value the bits that changed.
struct SampleChunk: Sendable {
  /// An hour of samples at 15 s.
  static let capacity = 240

  private var words: [UInt64] = []
  private(set) var firstTime: Int64
  private(set) var last: Sample
  private(set) var count: Int

  var isFull: Bool { count >= Self.capacity }
  /// What it takes in memory.
  var byteCount: Int { words.capacity * 8 + 32 + MemoryLayout<SampleChunk>.size }

  /// What is needed to append to the newest chunk of a series, and to no other.
  struct Tail: Sendable {
    fileprivate var writer = BitWriter()
    fileprivate var difference: Int64 = 0
    fileprivate var leading = 0
    fileprivate var trailing = 0
    /// No bits of a value were written yet, so none can be written in the same place.
    fileprivate var isFresh = true
  }

  init(_ sample: Sample, _ tail: inout Tail) {
    tail = Tail()
    firstTime = sample.time
    last = sample
    count = 1
    tail.writer.write(sample.value.bitPattern, 64, to: &words)
  }

  /// Appends a sample that is later than all others.
  mutating func append(_ sample: Sample, _ tail: inout Tail) {
    let difference = sample.time &- last.time
    writeTime(difference &- tail.difference, &tail.writer)
    writeValue(sample.value.bitPattern ^ last.value.bitPattern, &tail)
    tail.difference = difference
    last = sample
    count += 1
    // Gives back the room that was kept for more.
    if isFull { words = words.withUnsafeBufferPointer { Array($0) } }
  }

  private mutating func writeTime(_ change: Int64, _ writer: inout BitWriter) {
    let raw = UInt64(bitPattern: change)
    switch change {
    case 0: writer.write(0b0, 1, to: &words)
    case -8191...8192:
      writer.write(0b10, 2, to: &words)
      writer.write(raw, 14, to: &words)
    case -65_535...65_536:
      writer.write(0b110, 3, to: &words)
      writer.write(raw, 17, to: &words)
    case -524_287...524_288:
      writer.write(0b1110, 4, to: &words)
      writer.write(raw, 20, to: &words)
    default:
      writer.write(0b1111, 4, to: &words)
      writer.write(raw, 64, to: &words)
    }
  }

  private mutating func writeValue(_ change: UInt64, _ tail: inout Tail) {
    guard change != 0 else { return tail.writer.write(0b0, 1, to: &words) }
    let leading = min(change.leadingZeroBitCount, 31)
    let trailing = change.trailingZeroBitCount
    let width = 64 - tail.leading - tail.trailing
    // The old place is taken again where it costs less than to write a new one.
    if !tail.isFresh, leading >= tail.leading, trailing >= tail.trailing,
      width <= 64 - leading - trailing + 11
    {
      tail.writer.write(0b10, 2, to: &words)
      tail.writer.write(change >> UInt64(tail.trailing), width, to: &words)
      return
    }
    tail.isFresh = false
    tail.leading = leading
    tail.trailing = trailing
    tail.writer.write(0b11, 2, to: &words)
    tail.writer.write(UInt64(leading), 5, to: &words)
    // 64 is written as 0: there is no change of no bits.
    tail.writer.write(UInt64((64 - leading - trailing) & 63), 6, to: &words)
    tail.writer.write(change >> UInt64(trailing), 64 - leading - trailing, to: &words)
  }

  /// Appends to a run its samples from one moment to the other, both inclusive.
  func read(from: Int64, to: Int64, into run: inout SampleRun) {
    guard count > 0, from <= last.time, to >= firstTime else { return }
    words.withUnsafeBufferPointer { words in
      var reader = BitReader(words)
      var time = firstTime
      var value = reader.read(64)
      if time >= from, time <= to { run.append(time, Double(bitPattern: value)) }
      var difference: Int64 = 0
      var leading = 0
      var width = 64
      for _ in 1..<max(count, 1) {
        difference &+= Self.timeChange(&reader)
        time &+= difference
        if time > to { return }
        if reader.readBit() {
          if reader.readBit() {
            leading = Int(reader.read(5))
            width = Int(reader.read(6))
            if width == 0 { width = 64 }
          }
          let trailing = max(64 - leading - width, 0)
          value ^= reader.read(width) << UInt64(trailing)
        }
        if time >= from { run.append(time, Double(bitPattern: value)) }
      }
    }
  }

  @inline(__always)
  private static func timeChange(_ reader: inout BitReader) -> Int64 {
    guard reader.readBit() else { return 0 }
    guard reader.readBit() else { return signed(reader.read(14), 14) }
    guard reader.readBit() else { return signed(reader.read(17), 17) }
    guard reader.readBit() else { return signed(reader.read(20), 20) }
    return Int64(bitPattern: reader.read(64))
  }

  /// The number of so many bits, of which the upper half is negative but for its first.
  @inline(__always)
  private static func signed(_ raw: UInt64, _ width: UInt64) -> Int64 {
    let half: UInt64 = 1 << (width - 1)
    return raw > half ? Int64(bitPattern: raw) - (1 << Int64(width)) : Int64(bitPattern: raw)
  }
}
