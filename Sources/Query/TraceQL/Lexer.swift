import Lexemes

/// Cuts TraceQL's text into tokens; where it can't be cut the last token is an `error`.
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

  private mutating func readToken() -> Bool {
    skipBlanks()
    let start = index
    guard let byte = peek() else {
      _ = emit(.end, from: start)
      return false
    }
    if byte.isDigit || byte == UInt8(ascii: ".") && peek(1)?.isDigit == true {
      return readNumber()
    }
    if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "`") { return readString() }
    if byte == UInt8(ascii: ".") {
      index += 1
      return readField(nil, isOfParent: false, from: start)
    }
    if byte.isLetter { return readWord() }
    if let symbol = Token.symbols[byte]?.first(where: { text[start...].starts(with: $0) }) {
      index += symbol.count
      return emit(.symbol(String(decoding: symbol, as: UTF8.self)), from: start)
    }
    let rest = String(decoding: text[index..<min(index + 4, text.count)], as: UTF8.self)
    let name = rest.unicodeScalars.first.map { QuotedString.quoted(String($0)) } ?? ""
    return fail("unexpected character \(name)", from: start)
  }

  /// Passes over spaces and Go's comments.
  private mutating func skipBlanks() {
    while let byte = peek() {
      if byte == UInt8(ascii: "/"), peek(1) == UInt8(ascii: "/") {
        while let next = peek(), next != UInt8(ascii: "\n") { index += 1 }
      } else if byte == UInt8(ascii: "/"), peek(1) == UInt8(ascii: "*") {
        index += 2
        while index < text.count,
          !(peek() == UInt8(ascii: "*") && peek(1) == UInt8(ascii: "/"))
        {
          index += 1
        }
        index = min(index + 2, text.count)
      } else if byte.isBlank {
        index += 1
      } else {
        return
      }
    }
  }

  private mutating func readString() -> Bool {
    let start = index
    do {
      let (value, end) = try QuotedString.read(text, at: start)
      index = end
      return emit(.literal(.string(value)), from: start)
    } catch {
      return fail(error.words, from: start)
    }
  }

  private mutating func readNumber() -> Bool {
    let start = index
    while peek()?.isDigit == true || peek() == UInt8(ascii: ".") { index += 1 }
    if let byte = peek(), byte | 0x20 == UInt8(ascii: "e") {
      let isSigned = peek(1) == UInt8(ascii: "+") || peek(1) == UInt8(ascii: "-")
      if peek(isSigned ? 2 : 1)?.isDigit == true {
        index += isSigned ? 2 : 1
        while peek()?.isDigit == true { index += 1 }
      }
    }
    var end = index
    while end < text.count,
      text[end].isDigit || text[end] == UInt8(ascii: ".") || Self.unitLetters.contains(text[end])
    {
      end += 1
    }
    if end > index,
      let duration = FineDuration.nanoseconds(String(decoding: text[start..<end], as: UTF8.self))
    {
      index = end
      return emit(.literal(.duration(duration)), from: start)
    }
    let written = String(decoding: text[start..<index], as: UTF8.self)
    if let integer = Int(written) { return emit(.literal(.integer(integer)), from: start) }
    guard written.contains(where: { !$0.isNumber }), let value = NumberText.value(written) else {
      return fail("invalid number \(written)", from: start)
    }
    return emit(.literal(.float(value)), from: start)
  }

  /// With the bytes of µ.
  private static let unitLetters = Set("numshdwyµ".utf8)

  private mutating func readWord() -> Bool {
    let start = index
    var word = takeWord()
    if peek() == UInt8(ascii: ".") {
      if word == "parent" {
        index += 1
        return readParentField(from: start)
      }
      if let scope = Attribute.Scope(rawValue: word) {
        index += 1
        return readField(scope, isOfParent: false, from: start)
      }
    }
    if peek() == UInt8(ascii: ":"), peek(1)?.isLetter == true {
      index += 1
      word += ":" + takeWord()
      guard let intrinsic = Intrinsic(rawValue: word) else {
        return fail("unknown identifier: \(word)", from: start)
      }
      return emit(.attribute(.intrinsic(intrinsic)), from: start)
    }
    if let literal = Token.literals[word] { return emit(.literal(literal), from: start) }
    if let intrinsic = Intrinsic(rawValue: word) {
      return emit(.attribute(.intrinsic(intrinsic)), from: start)
    }
    return emit(.word(word), from: start)
  }

  private mutating func takeWord() -> String {
    let start = index
    while peek()?.isWordPart == true { index += 1 }
    return String(decoding: text[start..<index], as: UTF8.self)
  }

  private mutating func readParentField(from start: Int) -> Bool {
    for scope in [Attribute.Scope.span, .resource] {
      let prefix = Array("\(scope.rawValue).".utf8)
      guard text[index...].starts(with: prefix) else { continue }
      index += prefix.count
      return readField(scope, isOfParent: true, from: start)
    }
    return readField(nil, isOfParent: true, from: start)
  }

  /// An attribute's name: all up to a space, a bracket or a comparison, parts of it in quotes.
  private mutating func readField(
    _ scope: Attribute.Scope?, isOfParent: Bool, from start: Int
  ) -> Bool {
    var name: [UInt8] = []
    let first = index
    while let byte = peek(), Attribute.isNamePart(byte) {
      index += 1
      guard byte == UInt8(ascii: "\"") else {
        name.append(byte)
        continue
      }
      while let inner = peek(), inner != UInt8(ascii: "\"") {
        index += 1
        guard inner == UInt8(ascii: "\\") else {
          name.append(inner)
          continue
        }
        guard let escaped = peek(), escaped == UInt8(ascii: "\"") || escaped == inner else {
          return fail("invalid escape sequence", from: start)
        }
        name.append(escaped)
        index += 1
      }
      guard peek() != nil else { return fail("unexpected EOF, expecting \"", from: start) }
      index += 1
    }
    if index == first { return fail("syntax error: an attribute has no name", from: start) }
    let written = String(decoding: name, as: UTF8.self)
    return emit(.attribute(.field(scope, isOfParent: isOfParent, name: written)), from: start)
  }
}

extension Attribute {
  /// True for bytes that need no quotes in an attribute's name; those of UTF-8 need none.
  static func isNamePart(_ byte: UInt8) -> Bool { !byte.isBlank && !ends.contains(byte) }

  private static let ends = Set("{}()=~!<>&|^,\u{b}\u{c}".utf8)
}
