import Frames
import Testing
import Times

struct LabelSetsTests {
  private func added(_ texts: [String], to sets: inout LabelSets, _ draft: inout LabelSets.Draft)
    -> LabelSets.ID
  {
    for text in texts {
      draft.beginText()
      draft.bytes += Array(text.utf8)
      draft.endText()
    }
    return sets.add(&draft)
  }

  @Test func givesBackWhatWasWritten() {
    var sets = LabelSets()
    var draft = LabelSets.Draft()
    let first = added(["app", "api", "pod", "p\u{0}\"1"], to: &sets, &draft)
    #expect(sets[first] == ["app": "api", "pod": "p\u{0}\"1"])
    #expect(sets.value(of: "pod", in: first) == "p\u{0}\"1")
    #expect(sets.value(of: "po", in: first) == nil)
    #expect(sets[.none].isEmpty)
    #expect(added([], to: &sets, &draft) == .none)
    #expect(sets.count == 2)
  }

  @Test func keepsASetOnceAndWhateverItsOrder() {
    var sets = LabelSets()
    var draft = LabelSets.Draft()
    let first = added(["b", "2", "a", "1"], to: &sets, &draft)
    let second = added(["a", "1", "b", "2"], to: &sets, &draft)
    let third = added(["a", "1", "b", "3"], to: &sets, &draft)
    #expect(first == second)
    #expect(third != second)
    #expect(sets[second].pairs.map(\.name) == ["a", "b"])
    #expect(sets.add(["b": "2", "a": "1"]) != .none)
  }

  /// `["a", "bc"]` and `["ab", "c"]` are the same letters.
  @Test func tellsSetsOfTheSameLettersApart() {
    var sets = LabelSets()
    var draft = LabelSets.Draft()
    let first = added(["a", "bc"], to: &sets, &draft)
    let second = added(["ab", "c"], to: &sets, &draft)
    #expect(first != second)
    var one = Hasher()
    var other = Hasher()
    sets.combine(first, into: &one)
    sets.combine(second, into: &other)
    #expect(one.finalize() != other.finalize())
  }
}

struct LogLinesTests {
  private func lines(_ rows: [[Int64]], isBackward: Bool) -> [String] {
    var entries: [LogLines.Entry] = []
    var bytes: [UInt8] = []
    for (stream, row) in rows.enumerated() {
      for (place, time) in row.enumerated() {
        let text = Array("\(stream)\(place) ".utf8)
        entries.append(
          .init(
            time: Instant(nanoseconds: time), start: bytes.count, end: bytes.count + text.count - 1,
            stream: .none))
        bytes += text
      }
    }
    let lines = LogLines(entries, in: bytes, LabelSets(), isBackward: isBackward)
    return lines.indices.map { String(decoding: lines.text(at: $0), as: UTF8.self) }
  }

  @Test func putsRowsOfStreamsInOrderOfTime() {
    #expect(
      lines([[1, 4, 9], [2, 3], [], [0, 5], [9]], isBackward: false) == [
        "30", "00", "10", "11", "01", "31", "02", "40",
      ])
    #expect(
      lines([[9, 4, 1], [3, 2], [5]], isBackward: true) == ["02", "11", "10", "01", "20", "00"])
    #expect(lines([], isBackward: true).isEmpty)
  }

  @Test func keepsTheOrderOfEqualTimes() {
    #expect(lines([[5, 5], [5, 5], [5]], isBackward: false) == ["00", "01", "10", "11", "20"])
    #expect(lines([[5, 5], [5]], isBackward: true) == ["10", "01", "00"])
  }

  @Test func joinsLinesWithTheirLabels() {
    var lines = LogLines()
    let stream = lines.add(["app": "api"])
    lines.append(
      Array("a".utf8), at: Instant(nanoseconds: 1), stream: stream,
      metadata: lines.add(["trace": "1"]))
    var others = LogLines()
    let other = others.add(["app": "web"])
    let same = others.add(["app": "api"])
    others.append(Array("b".utf8), at: Instant(nanoseconds: 2), stream: same)
    others.append(Array("c".utf8), at: Instant(nanoseconds: 3), stream: other)
    lines.append(contentsOf: others)
    #expect(lines.indices.map { lines.stream(at: $0)["app"] } == ["api", "api", "web"])
    #expect(lines.streamID(at: 0) == lines.streamID(at: 1))
    #expect(lines.label("trace", at: 0) == "1")
    #expect(lines.label("trace", at: 1) == nil)
    let part = lines.lines([2]).packed
    #expect(part.count == 1 && part.stream(at: 0) == ["app": "web"])
    #expect(part.byteCount < lines.byteCount)
  }
}
