internal import CRE2

/// A regular expression from outside, matched in linear time by RE2.
///
/// It may be written bare or as `/expression/flags` (flags g, i, m, s). JavaScript's named groups
/// `(?<name>` are understood. It may be used by many threads at once.
package final class Pattern: @unchecked Sendable {
  // Unchecked: the pointer is constant, and RE2 is safe to share once it is made.
  private let pointer: OpaquePointer
  package let source: String
  /// All matches are meant, not the first (flag g).
  package let isGlobal: Bool

  package convenience init(_ source: String) throws(PatternError) {
    let (expression, flags) = Self.parts(of: source)
    let translated = try Self.translated(expression, isMultiline: flags.contains("m"))
    try self.init(source, expression: translated, flags: flags)
  }

  /// An expression in RE2's own syntax, nothing of JavaScript's: that of matchers in PromQL.
  package convenience init(re2 source: String) throws(PatternError) {
    try self.init(source, expression: source, flags: "")
  }

  private init(
    _ source: String, expression: String, flags: Substring
  ) throws(PatternError) {
    self.source = source
    isGlobal = flags.contains("g")
    var text = expression
    let made = text.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) {
        hune_pattern_new($0.baseAddress, $0.count, flags.contains("i"), flags.contains("s"))
      }
    }
    guard let made else {
      throw PatternError(code: .malformed, description: "no memory for the expression")
    }
    if let error = hune_pattern_error(made) {
      let words = String(cString: error)
      hune_pattern_free(made)
      throw PatternError(code: .malformed, description: "\(source): \(words)")
    }
    pointer = made
  }

  deinit { hune_pattern_free(pointer) }

  /// True where the expression matches some part of the text.
  package func matches(_ text: String) -> Bool { find(in: text, from: 0, whole: false) != nil }

  /// True where the expression matches some part of bytes that should be UTF-8.
  package func matches(utf8 bytes: ArraySlice<UInt8>) -> Bool {
    bytes.withUnsafeBytes { raw in
      let text = raw.assumingMemoryBound(to: CChar.self)
      return hune_pattern_match(pointer, text.baseAddress, text.count, 0, false, nil, 0)
    }
  }

  /// True where it matches all of the text, as Prometheus and Loki match label values.
  package func matchesWhole(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) {
        hune_pattern_match(pointer, $0.baseAddress, $0.count, 0, true, nil, 0)
      }
    }
  }

  package func firstMatch(in text: String) -> Match? { find(in: text, from: 0, whole: false) }

  /// The match of all of the text, with its groups.
  package func wholeMatch(of text: String) -> Match? { find(in: text, from: 0, whole: true) }

  /// The matches from left to right, which do not overlap.
  package func matches(in text: String) -> [Match] {
    var matches: [Match] = []
    var place = 0
    while place <= text.utf8.count, let match = find(in: text, from: place, whole: false) {
      matches.append(match)
      // An empty match is passed over by a whole character.
      place = match.end > match.start ? match.end : next(after: match.end, in: text)
    }
    return matches
  }

  private func next(after offset: Int, in text: String) -> Int {
    let utf8 = text.utf8
    guard offset < utf8.count else { return offset + 1 }
    let index = utf8.index(utf8.startIndex, offsetBy: offset)
    return utf8.distance(from: utf8.startIndex, to: text.unicodeScalars.index(after: index))
  }

  private func find(in text: String, from: Int, whole: Bool) -> Match? {
    var text = text
    let count = Int(hune_pattern_groups(pointer)) + 1
    return text.withUTF8 { bytes in
      guard from <= bytes.count else { return nil }
      var spans = [hune_span](repeating: hune_span(start: -1, count: 0), count: count)
      let found = bytes.withMemoryRebound(to: CChar.self) {
        hune_pattern_match(pointer, $0.baseAddress, $0.count, from, whole, &spans, Int32(count))
      }
      guard found, let all = spans.first else { return nil }
      let groups = spans.map { span in
        span.start < 0
          ? nil
          : String(decoding: bytes[span.start..<(span.start + span.count)], as: UTF8.self)
      }
      return Match(start: all.start, end: all.start + all.count, groups: groups)
    }
  }

  /// The number of a named group.
  package func group(named name: String) -> Int? {
    var name = name
    let number = name.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) {
        hune_pattern_group_named(pointer, $0.baseAddress, $0.count)
      }
    }
    return number < 0 ? nil : Int(number)
  }

  /// A match: byte offsets into the text, and the groups, the whole match first.
  package struct Match: Hashable, Sendable {
    package var start: Int
    package var end: Int
    package var groups: [String?]
  }
}
