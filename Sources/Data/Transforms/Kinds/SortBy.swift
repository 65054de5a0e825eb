package import Frames

extension Transformation {
  /// Rows in the order of one column; what is missing comes last, equal rows keep their order.
  package struct SortBy: Hashable, Sendable, FrameTransformer {
    package var field: String
    package var isDescending: Bool

    package init(_ field: String, isDescending: Bool = false) {
      self.field = field
      self.isDescending = isDescending
    }

    func apply(to frames: [Frame]) -> [Frame] {
      let names = Names(frames)
      return frames.map { frame in
        guard let index = names.index(of: field, in: frame) else { return frame }
        return frame.rows(
          frame.fields[index].rowsInOrder(isDescending: isDescending, count: frame.rowCount))
      }
    }
  }
}

extension Field {
  /// The places of rows sorted by their values: numbers and times by size, texts naturally
  /// (`a2` before `a10`).
  package func rowsInOrder(isDescending: Bool, count: Int) -> [Int] {
    let values = (0..<count).map { self[$0] }
    func isBefore(_ a: FieldValue, _ b: FieldValue) -> Bool? {
      switch (a, b) {
      case (.string(let a), .string(let b)):
        let order = NaturalOrder.compare(a, b)
        return order == 0 ? nil : order < 0
      default:
        guard let p = a.number, let q = b.number, p != q else { return nil }
        return p < q
      }
    }
    return (0..<count).sorted { a, b in
      let (p, q) = (values[a], values[b])
      let (isMissing, other) = (p.isUnsortable, q.isUnsortable)
      if isMissing || other { return isMissing == other ? a < b : other }
      guard let first = isBefore(p, q) else { return a < b }
      return first != isDescending
    }
  }
}

extension FieldValue {
  fileprivate var isUnsortable: Bool {
    if case .number(let number) = self { return number.isNaN }
    return isMissing
  }
}

/// Texts as people sort them: digits by their number, letters without their case.
enum NaturalOrder {
  /// Below 0 when the first comes first, 0 for equal texts.
  static func compare(_ a: String, _ b: String) -> Int {
    var (p, q) = (Array(a.lowercased().utf8)[...], Array(b.lowercased().utf8)[...])
    while let x = p.first, let y = q.first {
      if isDigit(x), isDigit(y) {
        let (m, n) = (number(&p), number(&q))
        if m.count != n.count { return m.count - n.count }
        if let different = zip(m, n).first(where: { $0 != $1 }) {
          return Int(different.0) - Int(different.1)
        }
      } else if x != y {
        return Int(x) - Int(y)
      } else {
        (p, q) = (p.dropFirst(), q.dropFirst())
      }
    }
    if p.isEmpty != q.isEmpty { return p.isEmpty ? -1 : 1 }
    return a == b ? 0 : a < b ? -1 : 1
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  /// The digits at the start, without zeros before them.
  private static func number(_ text: inout ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let digits = text.prefix(while: isDigit)
    text = text.dropFirst(digits.count)
    return digits.drop { $0 == UInt8(ascii: "0") }
  }
}
