import Lexemes

/// Follows the tokens before a cursor.
struct CompletionWalk {
  private let bytes: [UInt8]
  private let cursor: Int
  private(set) var range: SourceRange
  private(set) var prefix = ""
  private var tokens: [Token]
  private var isInString = false

  init(bytes: [UInt8], cursor: Int) {
    self.bytes = bytes
    self.cursor = cursor
    range = SourceRange(cursor, cursor)
    // Only what stands before the cursor tells what is expected there.
    tokens = Lexer.tokens(of: Array(bytes[..<cursor]))
    takeUnfinished()
  }

  /// Sets the word or string that the cursor touches apart from the tokens.
  private mutating func takeUnfinished() {
    guard let last = tokens.last else { return }
    if case .error = last.kind, last.range.start < cursor, isQuote(bytes[last.range.start]) {
      isInString = true
      let quote = bytes[last.range.start]
      var end = cursor
      while end < bytes.count, bytes[end] != quote, bytes[end] != UInt8(ascii: "\n") { end += 1 }
      if end < bytes.count, bytes[end] == quote { end += 1 }
      range = SourceRange(last.range.start, end)
      prefix = String(decoding: bytes[(last.range.start + 1)..<cursor], as: UTF8.self)
      tokens.removeLast()
      return
    }
    tokens.removeLast()
    var start = cursor
    while start > 0, isWordPart(bytes[start - 1]) { start -= 1 }
    var end = cursor
    while end < bytes.count, isWordPart(bytes[end]) { end += 1 }
    range = SourceRange(start, end)
    prefix = String(decoding: bytes[start..<cursor], as: UTF8.self)
    tokens.removeAll { $0.range.start >= start }
  }

  private func isQuote(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") || byte == UInt8(ascii: "`")
  }

  private func isWordPart(_ byte: UInt8) -> Bool {
    byte.isWordPart || byte == UInt8(ascii: ":") && !isInBrackets
  }

  private var isInBrackets: Bool {
    tokens.last { $0.kind == .leftBracket || $0.kind == .rightBracket }?.kind == .leftBracket
  }

  mutating func expected() -> Completion.Expected {
    if isInRemark { return .nothing }
    if let brace = openBrace { return expectedInBraces(from: brace) }
    if isInString { return .nothing }
    if isInBrackets { return .duration }
    if isInGrouping { return .groupingLabel(metrics) }
    guard let last = tokens.last else { return .expression }
    switch last.kind {
    case .keyword(.offset) where tokens.count > 1: return .duration
    case .keyword(.bool), .keyword(.groupLeft), .keyword(.groupRight): return .expression
    case .leftParen, .comma: return .expression
    case .op: return last.kind == .op(.subtract) && followsOffset ? .duration : .expression
    case .rightParen, .rightBrace, .rightBracket, .number, .string, .duration: return .operation
    case .identifier, .metricIdentifier, .aggregation, .keyword: return .operation
    default: return .nothing
    }
  }

  private var isInRemark: Bool {
    let line = bytes[..<cursor].lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    guard let mark = bytes[line..<cursor].firstIndex(of: UInt8(ascii: "#")) else { return false }
    return !isInString && !tokens.contains { $0.range.contains(mark) }
  }

  private var followsOffset: Bool {
    tokens.count > 1 && tokens[tokens.count - 2].kind == .keyword(.offset)
  }

  private var openBrace: Int? {
    guard let index = tokens.lastIndex(where: { $0.kind == .leftBrace || $0.kind == .rightBrace })
    else { return nil }
    return tokens[index].kind == .leftBrace ? index : nil
  }

  /// Inside the parentheses that follow `by`, `on` and their like.
  private var isInGrouping: Bool {
    guard
      let open = tokens.lastIndex(where: { $0.kind == .leftParen || $0.kind == .rightParen }),
      tokens[open].kind == .leftParen, open > 0, case .keyword(let word) = tokens[open - 1].kind
    else { return false }
    switch word {
    case .by, .without, .on, .ignoring, .groupLeft, .groupRight: return true
    default: return false
    }
  }

  private var metrics: [String] {
    let all = Lexer.tokens(of: bytes)
    var names: [String] = []
    var isAmongLabels = false
    for (index, token) in all.enumerated() {
      switch token.kind {
      case .leftBrace: isAmongLabels = true
      case .rightBrace, .rightParen: isAmongLabels = false
      case .leftParen where index > 0:
        if case .keyword = all[index - 1].kind { isAmongLabels = true }
      case .identifier, .metricIdentifier:
        let isCall = index + 1 < all.count && all[index + 1].kind == .leftParen
        let name = source(token)
        if !isCall, !isAmongLabels, !names.contains(name) { names.append(name) }
      default: break
      }
    }
    return names
  }

  private func source(_ token: Token) -> String {
    String(decoding: bytes[token.range.start..<token.range.end], as: UTF8.self)
  }

  private func expectedInBraces(from brace: Int) -> Completion.Expected {
    var selector = VectorSelector()
    if brace > 0, tokens[brace - 1].canNameMetric {
      let name = source(tokens[brace - 1])
      selector.name = name
      selector.matchers.append(LabelMatcher(LabelMatcher.metricName, .equal, name))
    }
    let inside = tokens[(brace + 1)...]
    let parts = inside.split(omittingEmptySubsequences: false) { $0.kind == .comma }
    for part in parts {
      if let matcher = matcher(of: Array(part)) { selector.matchers.append(matcher) }
    }
    let last = Array(parts.last ?? [])
    switch last.count {
    case 0: return isInString ? .nothing : .labelName(selector)
    case 1: return isInString ? .nothing : .labelOperator
    case 2: return .labelValue(source(last[0]), selector)
    default: return .operation
    }
  }

  private func matcher(of part: [Token]) -> LabelMatcher? {
    guard part.count == 3, case .string(let value) = part[2].kind,
      let op = LabelMatcher.Operator(rawValue: source(part[1]))
    else { return nil }
    return LabelMatcher(source(part[0]), op, value)
  }
}
