/// The moments at which an expression is evaluated, milliseconds.
struct Grid: Hashable, Sendable {
  var start: Int64
  /// Above zero.
  var step: Int64
  var count: Int

  subscript(index: Int) -> Int64 { start &+ step &* Int64(index) }

  var end: Int64 { self[max(count - 1, 0)] }
  /// The first moment alone.
  var first: Grid { Grid(start: start, step: step, count: min(count, 1)) }
}

extension Int64 {
  /// The difference, or the nearest that can be held.
  func subtracting(_ other: Int64) -> Int64 {
    let (value, overflow) = subtractingReportingOverflow(other)
    return overflow ? (other > 0 ? .min : .max) : value
  }

  func adding(_ other: Int64) -> Int64 {
    let (value, overflow) = addingReportingOverflow(other)
    return overflow ? (other > 0 ? .max : .min) : value
  }
}
