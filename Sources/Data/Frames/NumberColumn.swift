/// Numbers of a field, `nil` where there is none; NaN and ±Inf are values like others.
///
/// A missing number is kept as one reserved NaN, so that a column takes 8 bytes a value.
package struct NumberColumn: Hashable, Sendable {
  private var bits: [UInt64]

  /// A quiet NaN that no server sends: Prometheus's own are ...0001 (stale: ...0002).
  private static let missing: UInt64 = 0x7ff8_6875_6e65_0000

  package init() { bits = [] }
  package init(_ values: some Sequence<Double?>) {
    bits = values.map { $0?.bitPattern ?? Self.missing }
  }
  /// A column in which no number is missing.
  package init(_ values: [Double]) { bits = values.map(\.bitPattern) }

  package mutating func append(_ value: Double?) {
    bits.append(value?.bitPattern ?? Self.missing)
  }

  package mutating func reserveCapacity(_ count: Int) { bits.reserveCapacity(count) }
}

extension NumberColumn: RandomAccessCollection {
  package var startIndex: Int { 0 }
  package var endIndex: Int { bits.count }
  package subscript(index: Int) -> Double? {
    bits[index] == Self.missing ? nil : Double(bitPattern: bits[index])
  }
}

extension NumberColumn: ExpressibleByArrayLiteral {
  package init(arrayLiteral elements: Double?...) { self.init(elements) }
}
