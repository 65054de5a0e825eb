import TestSupport
import Testing

@testable import PromQLSyntax

@Test(arguments: 1...8)
func whatIsPrintedReadsBackAsTheSameTree(seed: UInt64) throws {
  var maker = RandomExpression(random: SeededRandom(seed: seed), isParenthesised: true)
  for number in 0..<500 {
    let type = maker.random.pick([ValueType.vector, .vector, .scalar, .matrix, .string])
    let tree = maker.expression(of: type, depth: maker.random.number(below: 7))
    let text = tree.description
    let read = try Expression(parsing: text)
    #expect(read.withoutRanges == tree, "seed \(seed), tree \(number): \(text)")
    #expect(read.description == text)
    #expect(read.type == type)
  }
}

/// A tree that was put together by hand gets parentheses where it would read otherwise.
@Test(arguments: 101...104)
func treesWithoutParenthesesKeepTheirMeaning(seed: UInt64) throws {
  var maker = RandomExpression(random: SeededRandom(seed: seed), isParenthesised: false)
  for number in 0..<500 {
    let tree = maker.expression(of: .vector, depth: maker.random.number(below: 6))
    let text = tree.description
    let read = try Expression(parsing: text)
    #expect(
      read.withoutRanges.withoutParens == tree.withoutParens,
      "seed \(seed), tree \(number): \(text)")
  }
}

extension Expression {
  fileprivate var withoutParens: Expression {
    var copy = rewritten {
      if case .paren(let paren) = $0 { return paren.inner }
      return $0
    }
    // -(1) is folded, as the parser folds -1.
    copy = copy.rewritten {
      guard case .unary(let unary) = $0, case .number(let number) = unary.operand else { return $0 }
      return .number(NumberLiteral(unary.isNegation ? -number.value : number.value))
    }
    return copy
  }
}
