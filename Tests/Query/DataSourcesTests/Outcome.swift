import Foundation
import Frames

/// What a reply means, in the form that `Fixtures/expect.py` writes.
struct Outcome: Hashable, Decodable {
  struct Failure: Hashable, Decodable {
    var code: String
    var detail: String
  }

  struct Frame: Hashable, Decodable {
    var name: String
    var labels: [[String]]
    /// Nanoseconds.
    var times: [Int64]
    /// Bit patterns of numbers, or texts.
    var values: [String]
    var notices: [[String]]
  }

  /// A log line; times in nanoseconds.
  struct Line: Hashable, Decodable {
    var time: Int64
    var text: String
    var stream: [[String]]
    var metadata: [[String]]
    var parsed: [[String]]
  }

  var frames: [Frame]?
  var lines: [Line]?
  /// Streams, chunks, bytes and entries.
  var stats: [Double]?
  var strings: [String]?
  var labelSets: [[[String]]]?
  var version: String?
  var notices: [[String]]?
  var error: Failure?

  static func pair(_ notice: Frames.Frame.Notice) -> [String] {
    ["\(notice.severity)", notice.text]
  }

  static func pairs(_ labels: Labels) -> [[String]] { labels.pairs.map { [$0.name, $0.value] } }
}

extension Outcome.Line {
  init(_ lines: LogLines, _ index: Int) {
    time = lines.times[index].nanoseconds
    text = String(decoding: lines.text(at: index), as: UTF8.self)
    stream = Outcome.pairs(lines.stream(at: index))
    metadata = Outcome.pairs(lines.metadata(at: index))
    parsed = Outcome.pairs(lines.parsed(at: index))
  }
}

extension Outcome.Frame {
  init(_ frame: Frames.Frame) {
    let value = frame.fields.last
    name = value?.sourceName ?? "none"
    labels = value.map { Outcome.pairs($0.labels) } ?? []
    times = frame.fields.first?.times?.map(\.nanoseconds) ?? []
    values = value?.numbers?.map(Self.text) ?? value?.strings?.map { $0 ?? "missing" } ?? []
    notices = frame.notices.map(Outcome.pair)
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    name = try container.decode(String.self, forKey: .name)
    labels = try container.decode([[String]].self, forKey: .labels)
    times = try container.decode([Int64].self, forKey: .times)
    notices = try container.decode([[String]].self, forKey: .notices)
    // Python's `repr` of a number goes through the C library; a string's value stays.
    values = try container.decode([String].self, forKey: .values).map { text in
      text.withCString { start in
        var end: UnsafeMutablePointer<CChar>?
        let number = strtod(start, &end)
        return end?.pointee == 0 && !text.isEmpty ? Self.text(number) : text
      }
    }
  }

  private enum CodingKeys: String, CodingKey { case name, labels, times, values, notices }

  /// A number in a form that tells all doubles apart.
  private static func text(_ number: Double?) -> String {
    number.map { String($0.bitPattern, radix: 16) } ?? "missing"
  }
}
