/// `eq`, `lt` and their kin, which in Go compare only values of one kind.
enum TemplateComparison {
  static func holds(
    _ name: String, _ arguments: [TemplateValue]
  ) throws(TemplateError) -> Bool {
    guard arguments.count >= 2, name == "eq" || arguments.count == 2 else {
      throw arguments.count < 2 && name == "eq" && !arguments.isEmpty
        ? TemplateError("missing argument for comparison")
        : TemplateError(
          "wrong number of args for \(name): want \(name == "eq" ? "at least 1" : "2") got "
            + "\(arguments.count)")
    }
    let (a, b) = (arguments[0], arguments[1])
    switch name {
    case "eq":
      for other in arguments.dropFirst() where try isEqual(a, other) { return true }
      return false
    case "ne": return try !isEqual(a, b)
    case "lt": return try isLess(a, b)
    case "le": return try isLessOrEqual(a, b)
    // Go turns these round, NaN or not.
    case "gt": return try !isLessOrEqual(a, b)
    default: return try !isLess(a, b)
    }
  }

  private static func isEqual(
    _ a: TemplateValue, _ b: TemplateValue
  ) throws(TemplateError) -> Bool {
    for value in [a, b] {
      switch value {
      case .map, .arguments, .list:
        throw TemplateError("non-comparable type \(value.text): \(value.typeName)")
      case .record(let record) where !record.isPointer:
        throw TemplateError("non-comparable type \(value.text): \(record.type)")
      default: break
      }
    }
    switch (a, b) {
    case (.text(let a), .text(let b)): return a == b
    case (.number(let a), .number(let b)): return a == b
    case (.integer(let a, _), .integer(let b, _)): return a == b
    case (.bool(let a), .bool(let b)): return a == b
    case (.nothing, .nothing): return true
    case (.nothing, _), (_, .nothing): return false
    // Pointers: those of two results are never the same.
    case (.record, .record), (.time, .time): return false
    default: throw TemplateError("incompatible types for comparison")
    }
  }

  private static func isLessOrEqual(
    _ a: TemplateValue, _ b: TemplateValue
  ) throws(TemplateError) -> Bool {
    if try isLess(a, b) { return true }
    return try isEqual(a, b)
  }

  private static func isLess(_ a: TemplateValue, _ b: TemplateValue) throws(TemplateError) -> Bool {
    switch (a, b) {
    case (.text(let a), .text(let b)): return a.utf8.lexicographicallyPrecedes(b.utf8)
    case (.number(let a), .number(let b)): return a < b
    case (.integer(let a, _), .integer(let b, _)): return a < b
    default:
      guard isBasic(a), isBasic(b) else { throw TemplateError("invalid type for comparison") }
      if case .bool = a, case .bool = b { throw TemplateError("invalid type for comparison") }
      throw TemplateError("incompatible types for comparison")
    }
  }

  private static func isBasic(_ value: TemplateValue) -> Bool {
    switch value {
    case .text, .number, .integer, .bool: true
    default: false
    }
  }
}
