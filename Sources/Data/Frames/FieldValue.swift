package import Times

/// One value of a field of any type, for what handles rows.
package enum FieldValue: Hashable, Sendable {
  case missing
  case number(Double)
  case string(String)
  case boolean(Bool)
  case time(Instant)

  package var isMissing: Bool { self == .missing }

  /// The number that a value counts as; times are milliseconds since the epoch.
  package var number: Double? {
    switch self {
    case .number(let number): number
    case .boolean(let flag): flag ? 1 : 0
    case .time(let instant): instant.seconds * 1000
    case .string(let text): Double(text)
    case .missing: nil
    }
  }

  /// Plain text, as it is matched and grouped by: whole numbers without a point.
  package var text: String? {
    switch self {
    case .missing: nil
    case .string(let text): text
    case .boolean(let flag): flag ? "true" : "false"
    case .number(let number): Self.plain(number)
    case .time(let instant): Self.plain((instant.seconds * 1000).rounded())
    }
  }

  private static func plain(_ number: Double) -> String {
    if let whole = Int64(exactly: number), abs(whole) < 1 << 53 { return String(whole) }
    return number.isNaN
      ? "NaN" : number.isFinite ? "\(number)" : number < 0 ? "-Infinity" : "Infinity"
  }
}

extension Field {
  /// The value of a row; missing past the end.
  package subscript(row: Int) -> FieldValue {
    guard row >= 0, row < count else { return .missing }
    switch values {
    case .times(let values): return values[row] == .none ? .missing : .time(values[row])
    case .numbers(let values): return values[row].map { .number($0) } ?? .missing
    case .strings(let values): return values[row].map { .string($0) } ?? .missing
    case .booleans(let values): return values[row].map { .boolean($0) } ?? .missing
    }
  }

  /// The field with values of rows chosen by their places; a place of `nil` is a missing value.
  package func rows(_ places: some Sequence<Int?>) -> Field {
    var field = self
    switch values {
    case .times(let values):
      field.values = .times(places.map { $0.flatMap { values.at($0) } ?? .none })
    case .numbers(let values):
      field.values = .numbers(
        NumberColumn(places.map { $0.flatMap { values.indices.contains($0) ? values[$0] : nil } }))
    case .strings(let values):
      field.values = .strings(places.map { $0.flatMap { values.at($0) ?? nil } })
    case .booleans(let values):
      field.values = .booleans(places.map { $0.flatMap { values.at($0) ?? nil } })
    }
    return field
  }
}

extension Frame {
  /// The frame with chosen rows, in the order given.
  package func rows(_ places: [Int]) -> Frame {
    var frame = self
    frame.fields = fields.map { $0.rows(places) }
    return frame
  }
}

extension Field.Values {
  /// A column of single values: of the type that they share, else of texts.
  package init(_ values: [FieldValue]) {
    var kinds = Set<Int>()
    for value in values where !value.isMissing { kinds.insert(value.kind) }
    guard kinds.count <= 1 else {
      self = .strings(values.map(\.text))
      return
    }
    switch kinds.first {
    case FieldValue.string("").kind: self = .strings(values.map(\.text))
    case FieldValue.boolean(true).kind:
      self = .booleans(values.map { if case .boolean(let flag) = $0 { flag } else { nil } })
    case FieldValue.time(.none).kind:
      self = .times(values.map { if case .time(let time) = $0 { time } else { .none } })
    default: self = .numbers(NumberColumn(values.map(\.number)))
    }
  }
}

extension FieldValue {
  fileprivate var kind: Int {
    switch self {
    case .missing: 0
    case .number: 1
    case .string: 2
    case .boolean: 3
    case .time: 4
    }
  }
}

extension Instant {
  /// Stands in a column of times for none.
  package static var none: Instant { Instant(nanoseconds: .min) }
}

extension Array {
  fileprivate func at(_ index: Int) -> Element? { indices.contains(index) ? self[index] : nil }
}
