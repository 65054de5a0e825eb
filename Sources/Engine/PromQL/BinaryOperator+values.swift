import PromQLSyntax

extension BinaryOperator {
  /// What it gives for two scalars; a comparison 0 or 1.
  func scalar(_ left: Double, _ right: Double) -> Double {
    isComparison ? (holds(left, right) ? 1 : 0) : arithmetic(left, right)
  }

  /// What it gives for two samples; `nil` where a comparison does not hold.
  @inline(__always)
  func sample(_ left: Double, _ right: Double) -> Double? {
    guard isComparison else { return arithmetic(left, right) }
    return holds(left, right) ? left : nil
  }

  func holds(_ left: Double, _ right: Double) -> Bool {
    switch self {
    case .equal: left == right
    case .notEqual: left != right
    case .greater: left > right
    case .less: left < right
    case .greaterOrEqual: left >= right
    case .lessOrEqual: left <= right
    default: false
    }
  }

  private func arithmetic(_ left: Double, _ right: Double) -> Double {
    switch self {
    case .add: left + right
    case .subtract: left - right
    case .multiply: left * right
    case .divide: left / right
    case .modulo: left.truncatingRemainder(dividingBy: right)
    case .power: ElementFunctions.power(left, right)
    case .atan2: ElementFunctions.angle(left, right)
    default: .nan
    }
  }

  /// What is no longer the metric has not its name; `atan2` keeps it, as in Prometheus.
  var dropsName: Bool {
    switch self {
    case .add, .subtract, .multiply, .divide, .modulo, .power: true
    default: false
    }
  }
}
