import Exposition
import Frames
import Testing
import Times

private let names = ["a", "b_total", "wait_ms", "x:y"]
private let words = ["", "plain", "C:\\tmp", "\"hi\"\nthere", "größe ⚑", "{}=,", "x # {"]
private let numbers = [0, -0.0, 1, 0.1, 1e300, 2.5e-308, .infinity, -.infinity, 123_456_789_012]

@Test(arguments: [ExpositionWriter.Format.text, .openMetrics], 0..<40 as Range<UInt64>)
func readsWhatIsWritten(format: ExpositionWriter.Format, seed: UInt64) throws {
  var chance = Chance(state: seed)
  var writer = ExpositionWriter(format)
  var expected: [ExpositionFamily] = []
  for name in names.shuffled(using: &chance) {
    let kind: MetricFamily.Kind =
      name.hasSuffix("_total") ? .counter : chance.next() % 2 == 0 ? .gauge : .unknown
    let family = MetricFamily(name: name, kind: kind, help: chance.one(of: words))
    writer.begin(family)
    var read = ExpositionFamily(name: name, kind: kind, help: family.help)
    if format == .openMetrics, kind == .counter { read.name = String(name.dropLast(6)) }
    for series in 0..<Int(chance.next() % 4 + 1) {
      let labels: Labels = ["series": "\(series)", "text": chance.one(of: words)]
      let time = Instant(milliseconds: Int64(chance.next() % 2_000_000_000_000))
      let value = chance.one(of: numbers)
      writer.add(.number(value), of: PreparedLabels(labels), at: time)
      read.samples.append(
        ExpositionSample(name: name, labels: labels, value: value, time: time))
    }
    expected.append(read)
  }
  writer.end()
  #expect(try ExpositionFamily.families(in: writer.takeBytes(), format) == expected)
}

/// Texts that are nearly right: the reader may refuse them, and no more.
@Test(arguments: [ExpositionWriter.Format.text, .openMetrics])
func survivesMutations(format: ExpositionWriter.Format) throws {
  let exemplar = format == .text ? "" : " # {trace_id=\"abc\"} 0.3 1.5"
  let seed = Array(
    """
    # HELP wait_seconds Time there \\ and back
    # TYPE wait_seconds histogram
    # UNIT wait_seconds seconds
    wait_seconds_bucket{le="0.5",q="größe\\n"} 4 125\(exemplar)
    wait_seconds_count NaN
    # TYPE jobs counter
    jobs_total{a="1",b="2"} -1.5e3 1500000000000
    # EOF

    """.utf8)
  let odd: [UInt8] = Array("\n\\\"{}#, =_0e\u{0}".utf8) + [0xFF, 0xC3]
  var chance = Chance(state: 7)
  var (accepted, refused) = (0, 0)
  for _ in 0..<4_000 {
    var bytes = seed
    for _ in 0...Int(chance.next() % 3) {
      let index = Int(chance.next() % UInt64(bytes.count))
      switch chance.next() % 4 {
      case 0: bytes[index] = chance.one(of: odd)
      case 1: bytes.insert(chance.one(of: odd), at: index)
      case 2: bytes.remove(at: index)
      default: bytes.removeSubrange(index...)
      }
      if bytes.isEmpty { bytes = [chance.one(of: odd)] }
    }
    do throws(ExpositionError) {
      _ = try ExpositionFamily.families(in: bytes, format)
      accepted += 1
    } catch {
      let lines = bytes.count { $0 == UInt8(ascii: "\n") } + 1
      #expect((1...lines).contains(error.line))
      refused += 1
    }
  }
  #expect(accepted > 30)
  #expect(refused > 1000)
}

private struct Chance: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var bits = (state ^ state >> 30) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ bits >> 27) &* 0x94D0_49BB_1331_11EB
    return bits ^ bits >> 31
  }

  mutating func one<Value>(of values: [Value]) -> Value {
    values[Int(next() % UInt64(values.count))]
  }
}
