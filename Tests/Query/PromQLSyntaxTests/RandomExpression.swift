import TestSupport

@testable import PromQLSyntax

/// Makes well-typed trees of the shape that the parser makes, and arbitrary ones.
struct RandomExpression {
  var random: SeededRandom
  /// Whether operands stand in parentheses where PromQL's precedence asks for them.
  var isParenthesised: Bool

  mutating func expression(of type: ValueType, depth: Int) -> Expression {
    switch type {
    case .scalar: scalar(depth)
    case .string: .string(StringLiteral(text()))
    case .matrix: matrix(depth)
    case .vector, .none: vector(depth)
    }
  }

  private mutating func scalar(_ depth: Int) -> Expression {
    switch depth > 0 ? random.number(below: 6) : 0 {
    case 0, 1: return .number(NumberLiteral(number()))
    case 2: return .call(Call(function("time"), []))
    case 3: return .call(Call(function("scalar"), [vector(depth - 1)]))
    case 4: return .paren(Paren(scalar(depth - 1)))
    default:
      let op = random.pick(BinaryOperator.allCases.filter { !$0.isSetOperator })
      return binary(op, scalar(depth - 1), scalar(depth - 1), returnBool: op.isComparison)
    }
  }

  private mutating func vector(_ depth: Int) -> Expression {
    switch depth > 0 ? random.number(below: 9) : 0 {
    case 0, 1: return .vector(selector(modified: true))
    case 2: return call(depth)
    case 3: return aggregation(depth)
    case 4: return .paren(Paren(vector(depth - 1)))
    case 5:
      let operand = vector(depth - 1)
      return .unary(Unary(isNegation: random.isOne(in: 2), wrapped(operand, below: 6)))
    default: return vectorOperation(depth)
    }
  }

  private mutating func vectorOperation(_ depth: Int) -> Expression {
    let op = random.pick(BinaryOperator.allCases)
    let returnBool = op.isComparison && random.isOne(in: 2)
    let left = vector(depth - 1)
    if !op.isSetOperator, random.isOne(in: 3) {
      let other = scalar(depth - 1)
      return random.isOne(in: 2)
        ? binary(op, left, other, returnBool: returnBool)
        : binary(op, other, left, returnBool: returnBool)
    }
    var matching = VectorMatching(op.isSetOperator ? .manyToMany : .oneToOne)
    matching.isOn = random.isOne(in: 2)
    if matching.isOn || random.isOne(in: 2) { matching.labels = labels(["a", "bool", "sum"]) }
    if !op.isSetOperator, random.isOne(in: 3) {
      matching.cardinality = random.isOne(in: 2) ? .manyToOne : .oneToMany
      matching.include = labels(["c", "d", "by"])
    }
    return binary(op, left, vector(depth - 1), matching: matching, returnBool: returnBool)
  }

  private mutating func binary(
    _ op: BinaryOperator, _ left: Expression, _ right: Expression,
    matching: VectorMatching? = nil, returnBool: Bool
  ) -> Expression {
    let own = op.precedence
    // A power groups to the right, all others to the left.
    let leftBound = op == .power ? own + 1 : own
    let rightBound = op == .power ? own : own + 1
    return .binary(
      Binary(
        op, wrapped(left, below: leftBound, isLeft: true), wrapped(right, below: rightBound),
        matching: matching, returnBool: returnBool))
  }

  /// In parentheses where it binds less than asked: signs bind as products on the left of an
  /// operator, and stand by themselves on the right.
  private func wrapped(_ inner: Expression, below bound: Int, isLeft: Bool = false) -> Expression {
    guard isParenthesised else { return inner }
    let binding =
      switch inner {
      case .binary(let binary): binary.op.precedence
      case .unary: isLeft ? 5 : 7
      case .number(let number): isLeft && number.value.sign == .minus ? 5 : 7
      default: 7
      }
    return binding < bound ? .paren(Paren(inner)) : inner
  }

  private mutating func call(_ depth: Int) -> Expression {
    let function = random.pick(Function.all.filter { $0.returnType == .vector })
    let most = function.maximumArguments ?? function.minimumArguments + 3
    let count =
      function.minimumArguments
      + random.number(below: most - function.minimumArguments + 1)
    return .call(
      Call(
        function,
        (0..<count).map { expression(of: function.type(ofArgument: $0), depth: depth - 1) }))
  }

  private mutating func aggregation(_ depth: Int) -> Expression {
    let op = random.pick(AggregationOperator.allCases)
    let parameter: Expression? =
      op.parameterType == .none ? nil : expression(of: op.parameterType, depth: depth - 1)
    return .aggregation(
      Aggregation(
        op, vector(depth - 1), parameter: parameter,
        grouping: labels(["a", "job", "on", "offset", "end"]), isWithout: random.isOne(in: 2)))
  }

  private mutating func matrix(_ depth: Int) -> Expression {
    if depth <= 0 || !random.isOne(in: 3) {
      let modifiers = selector(modified: true)
      return .matrix(MatrixSelector(modifiers, span: span()))
    }
    var inner = vector(depth - 1)
    if isParenthesised {
      switch inner {
      case .binary, .unary: inner = .paren(Paren(inner))
      default: break
      }
    }
    return .subquery(
      Subquery(
        inner, span: span(), step: random.isOne(in: 2) ? span() : nil, offset: offset(),
        pin: pin()))
  }

  private mutating func selector(modified: Bool) -> VectorSelector {
    let operators = LabelMatcher.Operator.allCases
    var matchers = (0..<random.number(below: 4)).map { _ in
      let op = random.pick(operators)
      return LabelMatcher(
        random.pick(["a", "sum", "by", "_b1"]), op,
        op.isRegularExpression ? random.pick([".*", "a|b", "", "\\d+"]) : text())
    }
    let name: String? =
      random.isOne(in: 5) ? nil : random.pick(["up", "a:b", ":x", "sum", "by", "offset", "and"])
    if name == nil { matchers.append(LabelMatcher("z", .equal, "a" + text())) }
    matchers.sort { $0.description < $1.description }
    if let name { matchers.append(LabelMatcher(LabelMatcher.metricName, .equal, name)) }
    return VectorSelector(name: name, matchers: matchers, offset: offset(), pin: pin())
  }

  private mutating func span() -> Int64 {
    random.isOne(in: 2)
      ? random.pick([1, 5000, 60_000, 5_400_000, 86_400_000, 604_800_000, 31_536_000_000])
      : Int64.random(in: 1...100_000_000_000, using: &random)
  }

  private mutating func offset() -> Int64 {
    random.isOne(in: 3) ? (random.isOne(in: 2) ? span() : -span()) : 0
  }

  private mutating func pin() -> Pin? {
    switch random.number(below: 8) {
    case 0: .start
    case 1: .end
    case 2: .time(Int64.random(in: -2_000_000_000_000...2_000_000_000_000, using: &random))
    default: nil
    }
  }

  private mutating func labels(_ choices: [String]) -> [String] {
    choices.filter { _ in random.isOne(in: 3) }
  }

  private mutating func number() -> Double {
    switch random.number(below: 6) {
    case 0: Double(random.number(below: 1000))
    case 1:
      random.pick([.infinity, -.infinity, .nan, 0, -0.0, .leastNonzeroMagnitude, 1e300, 0.1, 1e21])
    case 2: -Double(random.number(below: 1000)) / 8
    default: Double(bitPattern: random.next() & 0x7fdf_ffff_ffff_ffff)
    }
  }

  private mutating func text() -> String {
    let pieces = ["a", "é", "\"", "\\", "\n", "'", "`", "\u{0}", "😀", "#", "{", "\u{200b}", " "]
    return (0..<random.number(below: 5)).map { _ in random.pick(pieces) }.joined()
  }

  private func function(_ name: String) -> Function {
    Function.named(name)
      ?? Function(name: name, argumentTypes: [], variadic: 0, returnType: .none)
  }
}
