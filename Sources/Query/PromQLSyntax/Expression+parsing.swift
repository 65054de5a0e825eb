import Lexemes

extension Expression {
  /// Reads a whole text as one expression, checked for types.
  package init(parsing text: String) throws(PromQLSyntaxError) {
    var parser = try Parser(text)
    self = try parser.parseAll()
    _ = try TypeCheck(text: parser.text).check(self)
  }
}

extension VectorSelector {
  /// Reads a whole text as a selector without modifiers, as `match[]` has it.
  package init(parsing text: String) throws(PromQLSyntaxError) {
    var parser = try Parser(text)
    switch parser.token.kind {
    case .leftBrace: break
    case _ where parser.token.canNameMetric: break
    default: throw parser.unexpected()
    }
    self = try parser.parseSelector()
    guard parser.token.kind == .end else { throw parser.unexpected() }
    _ = try TypeCheck(text: parser.text).check(.vector(self))
  }
}

extension PromQLSyntaxError {
  init(_ code: Code, _ range: SourceRange, in text: [UInt8], _ detail: String) {
    let place = SourcePlace(of: range.start, in: text)
    self.init(
      code: code, range: range, line: place.line, column: place.column, detail: detail)
  }
}
