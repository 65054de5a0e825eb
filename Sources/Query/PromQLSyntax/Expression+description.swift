import Lexemes

/// PromQL's canonical text, as Prometheus shows a rule's query.
///
/// Trees made by hand get the parentheses that they need to keep their meaning.
extension Expression: CustomStringConvertible {
  package var description: String {
    switch self {
    case .number(let number): ShortestNumber.text(number.value)
    case .string(let string): QuotedString.quoted(string.value)
    case .vector(let selector): selector.description
    case .matrix(let matrix): matrix.description
    case .subquery(let subquery): subquery.description
    case .unary(let unary): (unary.isNegation ? "-" : "+") + unary.operand.asOperand(of: .unary)
    case .binary(let binary): binary.description
    case .aggregation(let aggregation): aggregation.description
    case .call(let call):
      "\(call.function.name)(\(call.arguments.map(\.description).joined(separator: ", ")))"
    case .paren(let paren): "(\(paren.inner))"
    }
  }

  /// Where an expression stands in another.
  fileprivate enum Place {
    case unary, subquery
    case left(BinaryOperator)
    case right(BinaryOperator)
  }

  /// The text, in parentheses where it would read otherwise.
  fileprivate func asOperand(of place: Place) -> String {
    // A sign before a power is the power's: +Inf ^ 2 is +(Inf ^ 2).
    if case .left(.power) = place, case .number(let number) = self, number.value == .infinity {
      return "Inf"
    }
    return needsParens(in: place) ? "(\(self))" : description
  }

  private func needsParens(in place: Place) -> Bool {
    let power = BinaryOperator.power.precedence
    switch self {
    case .binary(let binary):
      let own = binary.op.precedence
      return switch place {
      case .unary: own < power
      case .subquery: true
      case .left(let op): own < op.precedence || own == power && op.precedence == power
      case .right(let op):
        own < op.precedence || own == op.precedence && op.precedence != power
      }
    case .unary:
      return switch place {
      case .unary, .right: false
      case .subquery: true
      case .left(let op): op == .power
      }
    case .number(let number):
      guard number.value.sign == .minus, !number.value.isNaN else {
        if case .unary = place { return true }
        return false
      }
      return switch place {
      case .unary, .subquery: true
      case .left(let op): op == .power
      case .right: false
      }
    default: return false
    }
  }
}

extension Binary: CustomStringConvertible {
  package var description: String {
    "\(left.asOperand(of: .left(op))) \(op.rawValue)\(returnBool ? " bool" : "")"
      + "\(matching?.description ?? "") \(right.asOperand(of: .right(op)))"
  }
}

extension VectorMatching: CustomStringConvertible {
  /// With a space before it, or nothing.
  package var description: String {
    let isGrouped = cardinality == .manyToOne || cardinality == .oneToMany
    guard isOn || isGrouped || !labels.isEmpty else { return "" }
    let match = " \(isOn ? "on" : "ignoring") (\(labels.joined(separator: ", ")))"
    guard isGrouped else { return match }
    let group = cardinality == .manyToOne ? "group_left" : "group_right"
    return "\(match) \(group) (\(include.joined(separator: ", ")))"
  }
}

extension Aggregation: CustomStringConvertible {
  package var description: String {
    let labels = grouping.joined(separator: ", ")
    let group = isWithout ? " without (\(labels)) " : grouping.isEmpty ? "" : " by (\(labels)) "
    return "\(op.rawValue)\(group)(\(parameter.map { "\($0), " } ?? "")\(inner))"
  }
}

extension Subquery: CustomStringConvertible {
  package var description: String {
    "\(inner.asOperand(of: .subquery))[\(DurationText.text(span)):"
      + "\(step.map(DurationText.text) ?? "")]\(modifiers(pin: pin, offset: offset))"
  }
}

extension MatrixSelector: CustomStringConvertible {
  package var description: String {
    "\(selector.bare)[\(DurationText.text(span))]"
      + modifiers(pin: selector.pin, offset: selector.offset)
  }
}

extension VectorSelector: CustomStringConvertible {
  package var description: String { bare + modifiers(pin: pin, offset: offset) }

  /// Without the modifiers.
  fileprivate var bare: String {
    let shown = matchers.filter {
      name == nil || $0.name != LabelMatcher.metricName || $0.value != name
    }
    if shown.isEmpty, let name { return name }
    // By their text, as Prometheus sorts them.
    return "\(name ?? ""){\(shown.map(\.description).sorted().joined(separator: ","))}"
  }
}

extension LabelMatcher: CustomStringConvertible {
  package var description: String { "\(name)\(op.rawValue)\(QuotedString.quoted(value))" }
}

private func modifiers(pin: Pin?, offset: Int64) -> String {
  let at =
    switch pin {
    case .time(let milliseconds): " @ " + seconds(milliseconds)
    case .start: " @ start()"
    case .end: " @ end()"
    case nil: ""
    }
  return at + (offset == 0 ? "" : " offset \(DurationText.text(offset))")
}

/// Seconds with three decimals.
private func seconds(_ milliseconds: Int64) -> String {
  let (whole, rest) = milliseconds.magnitude.quotientAndRemainder(dividingBy: 1000)
  let decimals = String(repeating: "0", count: 3 - String(rest).count) + String(rest)
  return "\(milliseconds < 0 ? "-" : "")\(whole).\(decimals)"
}
