package import Formats
package import Frames

extension Reducer {
  /// The value that stands for a field of any type. What it takes a missing value for is the
  /// config's business.
  package func reduce(_ field: Field, nulls: FieldConfig.NullMode = .null) -> FieldValue {
    switch self {
    case .allValues, .uniqueValues: return joined(field)
    case .first: return field[0]
    case .last: return field[field.count - 1]
    default: break
    }
    if case .numbers(let column) = field.values {
      let value = reduce(filled(column, nulls))
      if self == .allIsZero || self == .allIsNull { return .boolean(value != 0) }
      return value.map { .number($0) } ?? .missing
    }
    let rows = 0..<field.count
    switch self {
    case .firstNotNull: return rows.lazy.map { field[$0] }.first { !$0.isMissing } ?? .missing
    case .lastNotNull:
      return rows.reversed().lazy.map { field[$0] }.first { !$0.isMissing } ?? .missing
    case .count: return .number(Double(field.count))
    case .distinctCount: return .number(Double(Set(rows.map { field[$0] }).count))
    case .changeCount:
      return .number(Double(rows.dropFirst().count { field[$0] != field[$0 - 1] }))
    case .allIsNull: return .boolean(rows.allSatisfy { field[$0].isMissing })
    case .allIsZero: return .boolean(false)
    case .sum where field.times == nil: return .number(0)
    default: return field.times == nil ? .missing : time(field)
    }
  }

  /// Times reduce as their milliseconds; the ends stay times.
  private func time(_ field: Field) -> FieldValue {
    let column = NumberColumn((0..<field.count).map { field[$0].number })
    guard let number = reduce(column) else { return .missing }
    switch self {
    case .min, .max, .mean, .median:
      return .time(.init(nanoseconds: Int64(exactly: (number * 1e6).rounded()) ?? 0))
    default: return .number(number)
    }
  }

  private func filled(_ column: NumberColumn, _ nulls: FieldConfig.NullMode) -> NumberColumn {
    switch nulls {
    case .null: column
    case .zero: column.contains { $0 == nil } ? NumberColumn(column.map { $0 ?? 0 }) : column
    // A count is of all rows, whatever they hold.
    case .ignored where self == .changeCount || self == .distinctCount:
      NumberColumn(column.compactMap(\.self))
    case .ignored: column
    }
  }

  private func joined(_ field: Field) -> FieldValue {
    var seen = Set<FieldValue>()
    let values = (0..<field.count).map { field[$0] }.filter {
      self == .allValues || seen.insert($0).inserted
    }
    return .string(values.map { $0.text ?? "null" }.joined(separator: ", "))
  }
}
