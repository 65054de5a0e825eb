import Lexemes

/// Cuts PromQL's text into tokens.
///
/// Where the text can't be cut, the last token is an `error`: the parser reports it when it comes
/// that far, since an earlier mistake matters more.
struct Lexer {
  let text: [UInt8]
  var index = 0
  var tokens: [Token] = []
  private var openParens = 0
  private var isInBraces = false
  private var isInBrackets = false
  private var hasColon = false
  private var isDone = false

  init(_ text: [UInt8]) { self.text = text }

  /// The tokens of a text, comments and spaces dropped, with `end` or `error` at the end.
  static func tokens(of text: [UInt8]) -> [Token] {
    var lexer = Lexer(text)
    while !lexer.isDone { lexer.readToken() }
    return lexer.tokens
  }

  func peek(_ distance: Int = 0) -> UInt8? {
    index + distance < text.count ? text[index + distance] : nil
  }

  mutating func emit(_ kind: Token.Kind, from start: Int) {
    tokens.append(Token(kind: kind, range: SourceRange(start, index)))
  }

  mutating func fail(_ words: String, from start: Int) {
    tokens.append(Token(kind: .error(words), range: SourceRange(start, text.count)))
    isDone = true
  }

  private mutating func readToken() {
    skipBlanks()
    let start = index
    guard let byte = peek() else { return readEnd() }
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "`"): return readString()
    case UInt8(ascii: "}") where isInBraces:
      isInBraces = false
      index += 1
      return emit(.rightBrace, from: start)
    case UInt8(ascii: ","):
      index += 1
      return emit(.comma, from: start)
    case UInt8(ascii: "=") where isInBraces:
      index += peek(1) == UInt8(ascii: "~") ? 2 : 1
      return emit(index - start == 2 ? .regexMatch : .assign, from: start)
    case UInt8(ascii: "!") where isInBraces:
      switch peek(1) {
      case UInt8(ascii: "="):
        index += 2
        return emit(.op(.notEqual), from: start)
      case UInt8(ascii: "~"):
        index += 2
        return emit(.regexNotMatch, from: start)
      default:
        index += 1
        return fail(
          "unexpected character after '!' inside braces: \(quotedCharacter())", from: start)
      }
    case _ where isInBraces:
      guard byte.isLetter else {
        let isBrace = byte == UInt8(ascii: "{")
        return fail(
          (isBrace ? "unexpected left brace " : "unexpected character inside braces: ")
            + quotedCharacter(), from: start)
      }
      while peek()?.isWordPart == true { index += 1 }
      return emit(.identifier, from: start)
    default: readStatement(byte)
    }
  }

  private mutating func skipBlanks() {
    while let byte = peek() {
      if byte == UInt8(ascii: "#") {
        while let next = peek(), next != UInt8(ascii: "\n"), next != UInt8(ascii: "\r") {
          index += 1
        }
      } else if byte.isBlank {
        index += 1
      } else {
        return
      }
    }
  }

  private mutating func readEnd() {
    isDone = true
    if isInBraces {
      fail("unexpected end of input inside braces", from: index)
    } else if openParens > 0 {
      fail("unclosed left parenthesis", from: index)
    } else if isInBrackets {
      fail("unclosed left bracket", from: index)
    } else {
      emit(.end, from: index)
    }
  }

  private mutating func readString() {
    let start = index
    do {
      let (value, end) = try QuotedString.read(text, at: start)
      index = end
      emit(.string(value), from: start)
    } catch {
      fail(error.words, from: start)
    }
  }

  private mutating func readStatement(_ byte: UInt8) {
    let start = index
    if byte.isDigit || byte == UInt8(ascii: ".") && peek(1)?.isDigit == true {
      return readNumberOrDuration()
    }
    if isInBrackets, byte == UInt8(ascii: ":"), !hasColon {
      hasColon = true
      index += 1
      return emit(.colon, from: start)
    }
    if byte.isLetter || byte == UInt8(ascii: ":") {
      if isInBrackets { return fail("unexpected colon \(quotedCharacter())", from: start) }
      return readWord()
    }
    index += 1
    switch byte {
    case UInt8(ascii: "("):
      openParens += 1
      emit(.leftParen, from: start)
    case UInt8(ascii: ")"):
      openParens -= 1
      guard openParens >= 0 else { return fail("unexpected right parenthesis ')'", from: index) }
      emit(.rightParen, from: start)
    case UInt8(ascii: "{"):
      isInBraces = true
      emit(.leftBrace, from: start)
    case UInt8(ascii: "["):
      guard !isInBrackets else { return fail("unexpected left bracket '['", from: start) }
      isInBrackets = true
      hasColon = false
      emit(.leftBracket, from: start)
      readSpan()
    case UInt8(ascii: "]"):
      guard isInBrackets else { return fail("unexpected right bracket ']'", from: start) }
      isInBrackets = false
      emit(.rightBracket, from: start)
    case UInt8(ascii: "@"): emit(.at, from: start)
    default: readOperator(byte, from: start)
    }
  }

  /// The offending character as Go's `%q` writes it.
  func quotedCharacter() -> String {
    guard index < text.count else { return "'\u{FFFD}'" }
    let bytes = text[index..<min(index + 4, text.count)]
    guard let scalar = String(decoding: bytes, as: UTF8.self).unicodeScalars.first else {
      return "''"
    }
    if scalar == "'" { return "'\\''" }
    if scalar == "\"" { return "'\"'" }
    return "'" + QuotedString.quoted(String(scalar)).dropFirst().dropLast() + "'"
  }
}
