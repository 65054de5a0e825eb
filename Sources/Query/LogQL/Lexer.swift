import Lexemes
import PromQLSyntax

/// Cuts LogQL's text into tokens; where it can't be cut the last token is an `error`.
struct Lexer {
  private let text: [UInt8]
  private var index = 0
  private var tokens: [Token] = []

  private init(_ text: [UInt8]) { self.text = text }

  /// The tokens of a text, comments and spaces dropped, with `end` or `error` at the end.
  static func tokens(of text: [UInt8]) -> [Token] {
    var lexer = Lexer(text)
    while lexer.readToken() {}
    return lexer.tokens
  }

  private func peek(_ distance: Int = 0) -> UInt8? {
    index + distance < text.count ? text[index + distance] : nil
  }

  /// - Returns: true, for there is more to read.
  private mutating func emit(_ kind: Token.Kind, from start: Int) -> Bool {
    tokens.append(Token(kind: kind, range: SourceRange(start, index)))
    return true
  }

  private mutating func fail(_ words: String, from start: Int) -> Bool {
    tokens.append(Token(kind: .error(words), range: SourceRange(start, text.count)))
    return false
  }

  /// Reads one token; false at the end or where nothing more can be read.
  private mutating func readToken() -> Bool {
    skipBlanks()
    let start = index
    guard let byte = peek() else {
      _ = emit(.end, from: start)
      return false
    }
    if byte.isLetter { return readWord() }
    if byte.isDigit || byte == UInt8(ascii: ".") && peek(1)?.isDigit == true {
      return readNumber()
    }
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "`"): return readString()
    case UInt8(ascii: "["): return readSpan()
    case UInt8(ascii: "-"):
      if let flag = readFlag() { return emit(.flag(flag), from: start) }
      if let duration = readDuration(from: start, after: start + 1) {
        return emit(.duration(duration), from: start)
      }
    default: break
    }
    for length in [2, 1] where index + length <= text.count {
      let written = String(decoding: text[index..<(index + length)], as: UTF8.self)
      if let kind = Self.symbols[written] {
        index += length
        return emit(kind, from: start)
      }
    }
    let rest = String(decoding: text[index..<min(index + 4, text.count)], as: UTF8.self)
    let name = rest.unicodeScalars.first.map { QuotedString.quoted(String($0)) } ?? ""
    return fail("unexpected character \(name)", from: start)
  }

  private static let symbols: [String: Token.Kind] = {
    var symbols: [String: Token.Kind] = [
      ",": .comma, "|": .pipe, "(": .leftParen, ")": .rightParen, "{": .leftBrace,
      "}": .rightBrace, "=": .assign, "=~": .regexMatch, "!~": .regexNotMatch,
    ]
    for op in [LineFilter.Operator.contains, .matches, .hasPattern, .lacksPattern] {
      symbols[op.rawValue] = .lineFilter(op)
    }
    for op in BinaryOperator.allCases where !op.isSetOperator && op != .atan2 {
      symbols[op.rawValue] = .op(op)
    }
    return symbols
  }()

  private mutating func skipBlanks() {
    while let byte = peek() {
      if byte == UInt8(ascii: "#") {
        while let next = peek(), next != UInt8(ascii: "\n") { index += 1 }
      } else if byte.isBlank {
        index += 1
      } else {
        return
      }
    }
  }

  private mutating func readWord() -> Bool {
    let start = index
    while peek()?.isWordPart == true { index += 1 }
    let written = String(decoding: text[start..<index], as: UTF8.self)
    let word = written.lowercased()
    if let op = BinaryOperator(rawValue: word), op.isSetOperator {
      return emit(.op(op), from: start)
    }
    return emit(Token.words.contains(word) ? .word(word) : .identifier(written), from: start)
  }

  private mutating func readString() -> Bool {
    let start = index
    do {
      let (value, end) = try QuotedString.read(text, at: start)
      index = end
      return emit(.string(value), from: start)
    } catch {
      return fail(error.words, from: start)
    }
  }

  private mutating func readSpan() -> Bool {
    let start = index
    guard let end = text[start...].firstIndex(of: UInt8(ascii: "]")) else {
      return fail("missing closing ']' in duration", from: start)
    }
    let written = String(decoding: text[(start + 1)..<end], as: UTF8.self)
    do {
      let milliseconds = try DurationText.milliseconds(written)
      index = end + 1
      return emit(.span(milliseconds * 1_000_000), from: start)
    } catch {
      return fail(error.words, from: start)
    }
  }

  private mutating func readFlag() -> LogfmtFlags? {
    for (name, flag) in [("--strict", LogfmtFlags.strict), ("--keep-empty", .keepEmpty)]
    where text[index...].starts(with: name.utf8) {
      let next = index + name.utf8.count
      if next < text.count, text[next].isWordPart || text[next] == UInt8(ascii: "-") { continue }
      index = next
      return flag
    }
    return nil
  }

  private mutating func readNumber() -> Bool {
    let start = index
    skipNumber()
    let end = index
    if let duration = readDuration(from: start, after: end) {
      return emit(.duration(duration), from: start)
    }
    if let size = readRun(from: start, after: end, of: Self.sizeLetters, ByteSize.bytes) {
      return emit(.bytes(size), from: start)
    }
    let written = String(decoding: text[start..<end], as: UTF8.self)
    guard let value = NumberText.value(written) else {
      return fail("invalid number \(written)", from: start)
    }
    return emit(.number(value), from: start)
  }

  private mutating func skipNumber() {
    while peek()?.isDigit == true || peek() == UInt8(ascii: ".") { index += 1 }
    guard let byte = peek(), byte | 0x20 == UInt8(ascii: "e") else { return }
    let isSigned = peek(1) == UInt8(ascii: "+") || peek(1) == UInt8(ascii: "-")
    guard peek(isSigned ? 2 : 1)?.isDigit == true else { return }
    index += isSigned ? 2 : 1
    while peek()?.isDigit == true { index += 1 }
  }

  /// A duration whose number or sign is already passed; its end is passed where it is one.
  private mutating func readDuration(from start: Int, after middle: Int) -> Int64? {
    readRun(from: start, after: middle, of: Self.durationLetters, FineDuration.nanoseconds)
  }

  private mutating func readRun<Value>(
    from start: Int, after middle: Int, of letters: Set<UInt8>, _ value: (String) -> Value?
  ) -> Value? {
    var end = middle
    while end < text.count,
      text[end].isDigit || text[end] == UInt8(ascii: ".") || letters.contains(text[end])
    {
      end += 1
    }
    guard end > middle,
      let value = value(String(decoding: text[start..<end], as: UTF8.self))
    else { return nil }
    index = end
    return value
  }

  /// With the bytes of µ.
  private static let durationLetters = Set("numshdwyµ".utf8)
  private static let sizeLetters = Set("BikKMGTP".utf8)
}
