import LogQL
import PromQLSyntax

// What may be written in a LogQL query. Streams are selected as series are; around that stand words
// of its own.
extension Candidates {
  init(ofLogQL text: String, at cursor: Int) {
    let bytes = Array(text.utf8)
    let cursor = max(0, min(cursor, bytes.count))
    let place = LogQLPlace(bytes, cursor)
    if let brace = place.brace {
      self.init(of: String(decoding: bytes[brace...], as: UTF8.self), at: cursor - brace)
      range = range.lowerBound + brace..<range.upperBound + brace
      // Within braces there are labels alone.
      if asked == .metrics { (asked, own) = (nil, []) }
      return
    }
    let start = bytes[..<cursor].lastIndex { !$0.isWordPart }.map { $0 + 1 } ?? 0
    let end = bytes[cursor...].firstIndex { !$0.isWordPart } ?? bytes.count
    let own: [CandidateList.Candidate] =
      switch place.surroundings {
      case .text: []
      case .window: Self.durations
      case .open where bytes[..<start].contains(UInt8(ascii: "{")): Self.stages + Self.words
      case .open: Self.functions + Self.words
      }
    self.init(
      own: own, range: start..<end, prefix: String(decoding: bytes[start..<cursor], as: UTF8.self))
  }

  private static let functions: [CandidateList.Candidate] =
    RangeAggregation.Operator.allCases.map {
      .init($0.rawValue, .function, inserted: $0.rawValue + "(")
    }
    + ["sum", "avg", "min", "max", "count", "stddev", "stdvar", "topk", "bottomk", "sort"]
    .map { .init($0, .aggregation, inserted: $0 + "(") }

  private static let stages: [CandidateList.Candidate] =
    [
      "json", "logfmt", "pattern", "regexp", "unpack", "line_format", "label_format", "decolorize",
      "drop", "keep", "unwrap",
    ].map { .init($0, .word) } + ["|=", "!=", "|~", "!~", "|"].map { .init($0, .op) }

  private static let words: [CandidateList.Candidate] =
    ["by", "without", "and", "or", "unless", "offset"].map { .init($0, .word) }
}

/// Where in a LogQL text a place is: in the braces of a selector, in a quoted text, in a window.
private struct LogQLPlace {
  enum Surroundings { case open, text, window }

  /// The place of the brace that is open.
  private(set) var brace: Int?
  private(set) var surroundings = Surroundings.open

  init(_ bytes: [UInt8], _ cursor: Int) {
    var quote: UInt8?
    var isEscaped = false
    for (place, byte) in bytes[..<cursor].enumerated() {
      if let open = quote {
        if isEscaped {
          isEscaped = false
        } else if byte == UInt8(ascii: "\\"), open == UInt8(ascii: "\"") {
          isEscaped = true
        } else if byte == open {
          quote = nil
        }
        continue
      }
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "`"): quote = byte
      case UInt8(ascii: "{"): brace = place
      case UInt8(ascii: "}"): brace = nil
      case UInt8(ascii: "["): surroundings = .window
      case UInt8(ascii: "]"): surroundings = .open
      default: break
      }
    }
    if quote != nil, brace == nil { surroundings = .text }
  }
}

extension UInt8 {
  fileprivate var isWordPart: Bool {
    switch self {
    case 0x30...0x39, 0x41...0x5a, 0x5f, 0x61...0x7a, UInt8(ascii: "$"): true
    default: false
    }
  }
}
