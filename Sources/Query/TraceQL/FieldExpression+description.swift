import Lexemes

/// Tempo reads `a || b && c` from the left, which few expect: where the two meet, parentheses say
/// what is meant.
extension FieldExpression: CustomStringConvertible {
  package var description: String {
    switch self {
    case .literal(let literal): return literal.description
    case .attribute(let attribute): return attribute.description
    case .negative(let operand): return "-\(operand.text(inside: 4))"
    case .not(let operand): return "!\(operand.text(inside: 5))"
    case .arithmetic(let op, let left, let right):
      let own = op.precedence
      let (first, second) = op == .power ? (own + 1, own) : (own, own + 1)
      return "\(left.text(inside: first)) \(op.rawValue) \(right.text(inside: second))"
    case .comparison(let op, let left, let right):
      return "\(left.text(inside: 2)) \(op.rawValue) \(right.text(inside: 3))"
    case .and(let left, let right):
      if case .or = left { return "(\(left)) && \(right.text(inside: 2))" }
      return "\(left.text(inside: 1)) && \(right.text(inside: 2))"
    case .or(let left, let right):
      if case .and = left { return "(\(left)) || \(right.text(inside: 2))" }
      return "\(left.text(inside: 1)) || \(right.text(inside: 2))"
    }
  }

  /// In parentheses where it binds less than asked.
  ///
  /// A sign takes the product behind it, so it stands bare only where sums or less are.
  private func text(inside minimum: Int) -> String {
    let needsParens =
      switch self {
      case .or, .and: minimum > 1
      case .comparison: minimum > 2
      case .arithmetic(let op, _, _): op.precedence < minimum
      case .negative, .not: minimum > 4
      case .literal(let literal): literal.isNegative && minimum > 3
      case .attribute: false
      }
    return needsParens ? "(\(self))" : description
  }
}

extension TraceLiteral: CustomStringConvertible {
  package var description: String {
    switch self {
    case .string(let value): return QuotedString.quoted(value)
    case .integer(let value): return String(value)
    case .float(let value):
      let text = ShortestNumber.text(value)
      // Without a point or an exponent it would read as an integer.
      return text.contains { $0 == "." || $0 == "e" } ? text : text + ".0"
    case .duration(let value): return FineDuration.text(value)
    case .bool(let value): return String(value)
    case .nil: return "nil"
    case .status(let value): return value.rawValue
    case .kind(let value): return value.rawValue
    }
  }

  fileprivate var isNegative: Bool {
    switch self {
    case .integer(let value): value < 0
    case .float(let value): value.sign == .minus
    case .duration(let value): value < 0
    default: false
    }
  }
}

extension Attribute: CustomStringConvertible {
  package var description: String {
    switch self {
    case .intrinsic(let intrinsic): return intrinsic.rawValue
    case .field(let scope, let isOfParent, let name):
      let prefix = (isOfParent ? "parent." : "") + (scope.map { "\($0.rawValue)." } ?? "")
      return (prefix.isEmpty ? "." : prefix) + Self.written(name, asScoped: isOfParent)
    }
  }

  /// The name, in quotes where something in it would end it or read otherwise.
  private static func written(_ name: String, asScoped: Bool) -> String {
    let isPlain =
      name.utf8.allSatisfy { isNamePart($0) && $0 != UInt8(ascii: "\"") }
      && name.utf8.first.map { !$0.isDigit } ?? false
      && !(asScoped && (name.hasPrefix("span.") || name.hasPrefix("resource.")))
    if isPlain { return name }
    var quoted = "\""
    for scalar in name.unicodeScalars {
      if scalar == "\"" || scalar == "\\" { quoted.unicodeScalars.append("\\") }
      quoted.unicodeScalars.append(scalar)
    }
    return quoted + "\""
  }
}
