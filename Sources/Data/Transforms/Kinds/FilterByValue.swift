package import Frames
import Patterns

extension Transformation {
  /// Rows kept or dropped by the values of columns.
  package struct FilterByValue: Hashable, Sendable, FrameTransformer {
    package enum Test: Hashable, Sendable {
      case isNull, isNotNull
      case equal(FieldValue), notEqual(FieldValue)
      case greater(Double), greaterOrEqual(Double), lower(Double), lowerOrEqual(Double)
      /// Between the ends, without them.
      case between(Double, Double)
      case regex(String)
      case substring(String), notSubstring(String)
    }

    package struct Filter: Hashable, Sendable {
      package var field: String
      package var test: Test

      package init(_ field: String, _ test: Test) {
        self.field = field
        self.test = test
      }
    }

    package var filters: [Filter]
    /// Rows that match are dropped, not kept.
    package var isExcluding: Bool
    package var matchesAll: Bool

    package init(_ filters: [Filter], isExcluding: Bool = false, matchesAll: Bool = false) {
      self.filters = filters
      self.isExcluding = isExcluding
      self.matchesAll = matchesAll
    }

    func apply(to frames: [Frame]) -> [Frame] {
      guard !filters.isEmpty else { return frames }
      let names = Names(frames)
      return frames.map { frame in
        // A filter of a field that the frame lacks never matches.
        let tests = filters.map { filter -> (Int) -> Bool in
          guard let index = names.index(of: filter.field, in: frame) else { return { _ in false } }
          let field = frame.fields[index]
          let holds = filter.test.prepared()
          return { holds(field[$0]) }
        }
        return frame.rows(
          (0..<frame.rowCount).filter { row in
            let matches =
              matchesAll ? tests.allSatisfy { $0(row) } : tests.contains { $0(row) }
            return matches != isExcluding
          })
      }
    }
  }
}

extension Transformation.FilterByValue.Test {
  /// The test with its pattern read once.
  fileprivate func prepared() -> (FieldValue) -> Bool {
    switch self {
    case .isNull: return { $0.isMissing }
    case .isNotNull: return { !$0.isMissing }
    case .equal(let value): return { Self.isEqual($0, value) }
    case .notEqual(let value): return { !Self.isEqual($0, value) }
    case .greater(let limit): return { Self.number($0).map { $0 > limit } ?? false }
    case .greaterOrEqual(let limit): return { Self.number($0).map { $0 >= limit } ?? false }
    case .lower(let limit): return { Self.number($0).map { $0 < limit } ?? false }
    case .lowerOrEqual(let limit): return { Self.number($0).map { $0 <= limit } ?? false }
    case .between(let low, let high):
      return { Self.number($0).map { $0 > low && $0 < high } ?? false }
    case .regex(let source):
      guard let pattern = try? Pattern(source) else { return { _ in false } }
      return { $0.text.map { pattern.matches($0) } ?? false }
    case .substring(let part): return { Self.contains($0, part) }
    case .notSubstring(let part): return { !Self.contains($0, part) }
    }
  }

  private static func number(_ value: FieldValue) -> Double? {
    value.number.flatMap { $0.isNaN ? nil : $0 }
  }

  /// The number 1 equals the text "1".
  private static func isEqual(_ a: FieldValue, _ b: FieldValue) -> Bool {
    if a == b { return true }
    if a.isMissing || b.isMissing { return false }
    if case .string(let p) = a, case .string(let q) = b { return p == q }
    guard let p = a.number, let q = b.number else { return a.text == b.text }
    return p == q
  }

  private static func contains(_ value: FieldValue, _ part: String) -> Bool {
    guard let text = value.text else { return false }
    return part.isEmpty || text.lowercased().contains(part.lowercased())
  }
}
