import Frames
import Times

extension Transformation {
  /// Columns taken as another type; what can't be read as it is missing.
  package struct ConvertFieldType: Hashable, Sendable, FrameTransformer {
    package enum Kind: String, Hashable, Sendable { case number, string, time, boolean }

    package struct Conversion: Hashable, Sendable {
      package var field: String
      package var kind: Kind

      package init(_ field: String, _ kind: Kind) {
        self.field = field
        self.kind = kind
      }
    }

    package var conversions: [Conversion]

    package init(_ conversions: [Conversion]) { self.conversions = conversions }

    func apply(to frames: [Frame]) -> [Frame] {
      let names = Names(frames)
      return frames.map { frame in
        var result = frame
        for conversion in conversions {
          guard let index = names.index(of: conversion.field, in: frame) else { continue }
          let field = frame.fields[index]
          let values = (0..<field.count).map { field[$0] }
          result.fields[index].values =
            switch conversion.kind {
            case .number: .numbers(NumberColumn(values.map(Self.number)))
            case .string: .strings(values.map(\.text))
            case .boolean: .booleans(values.map(Self.boolean))
            case .time: .times(values.map { Self.time($0) ?? .none })
            }
        }
        return result
      }
    }

    /// Separators of thousands are passed over.
    private static func number(_ value: FieldValue) -> Double? {
      guard case .string(let text) = value else { return value.number }
      return Double(text.filter { $0 != "," && !$0.isWhitespace })
    }

    private static func boolean(_ value: FieldValue) -> Bool? {
      switch value {
      case .missing: nil
      case .boolean(let flag): flag
      case .string(let text): !["", "0", "false"].contains(text.lowercased())
      case .number(let number): number != 0 && !number.isNaN
      case .time: true
      }
    }

    /// Milliseconds since the epoch, or a date as ISO 8601 writes it.
    private static func time(_ value: FieldValue) -> Instant? {
      switch value {
      case .time(let time): time
      case .number(let number): instant(milliseconds: number)
      case .string(let text):
        Double(text).flatMap { instant(milliseconds: $0) } ?? Instant(iso8601: text)
      case .boolean, .missing: nil
      }
    }

    private static func instant(milliseconds: Double) -> Instant? {
      // Within 290 years of the epoch, as far as instants go.
      guard abs(milliseconds) < 9.2e12 else { return nil }
      return Int64(exactly: milliseconds.rounded()).map { Instant(milliseconds: $0) }
    }
  }
}
