import Frames

extension Transformation {
  /// A column made of others.
  package struct CalculateField: Hashable, Sendable, FrameTransformer {
    package enum Mode: Hashable, Sendable {
      /// A reducer over the numbers of each row; of all columns, or of those named.
      case reduceRow(Reducer, include: [String])
      case binary(Operand, Operator, Operand)
      case unary(Function, field: String)
      /// The number of the row from 0, or its share of all.
      case index(asShare: Bool)
      /// The sum or the mean of the rows so far.
      case cumulative(Reducer, field: String?)
      case window(Reducer, field: String?, Window)
    }

    package enum Operand: Hashable, Sendable {
      case field(String)
      case number(Double)
      /// Each column of a type in turn.
      case fields(FieldMatcher.Kind)
    }

    package enum Operator: String, Hashable, Sendable {
      case add = "+"
      case subtract = "-"
      case multiply = "*"
      case divide = "/"
      case power = "**"
      case remainder = "%"
    }

    package enum Function: String, Hashable, Sendable {
      case abs, exp, ln, floor, ceil, round
    }

    package struct Window: Hashable, Sendable {
      /// Rows, or a share of all rows.
      package var size: Double
      package var isShare: Bool
      package var isCentered: Bool

      package init(size: Double = 0.1, isShare: Bool = true, isCentered: Bool = false) {
        self.size = size
        self.isShare = isShare
        self.isCentered = isCentered
      }
    }

    package var mode: Mode
    /// The name of the column; one that says how it is made when `nil`.
    package var alias: String?
    /// Only time and the result are kept.
    package var replacesFields: Bool
    /// Several series are one table first.
    package var joinsSeries: Bool

    package init(
      _ mode: Mode, alias: String? = nil, replacesFields: Bool = false, joinsSeries: Bool = true
    ) {
      self.mode = mode
      self.alias = alias
      self.replacesFields = replacesFields
      self.joinsSeries = joinsSeries
    }

    func apply(to frames: [Frame]) -> [Frame] {
      let frames = needsOneFrame(frames) ? JoinByField().apply(to: frames) : frames
      let names = Names(frames)
      return frames.compactMap { frame in
        let made = columns(of: frame, names)
        guard !made.isEmpty else { return replacesFields ? nil : frame }
        var frame = frame
        let time = frame.fields.first { $0.times != nil }
        frame.fields = replacesFields ? [time].compactMap(\.self) + made : frame.fields + made
        return frame
      }
    }

    /// Series that share the name of their time; a fixed number needs no other series.
    private func needsOneFrame(_ frames: [Frame]) -> Bool {
      guard joinsSeries, frames.count > 1 else { return false }
      if case .binary(_, _, .number) = mode { return false }
      let times = frames.map { frame in frame.fields.first { $0.times != nil }?.name }
      return times.allSatisfy { $0 != nil && $0 == times[0] }
    }

    private func columns(of frame: Frame, _ names: Names) -> [Field] {
      if case .binary(.fields(let kind), let op, let right) = mode {
        guard let right = values(of: right, frame, names) else { return [] }
        return frame.fields.filter { $0.kind == kind }.map { field in
          var made = Field(
            name: "\(field.name) \(op.rawValue) \(name(of: self.rightOperand))",
            labels: field.labels, values: .numbers([]))
          made.values = .numbers(op.apply(numbers(field), right))
          return made
        }
      }
      guard let values = calculated(frame, names) else { return [] }
      return [Field(name: alias ?? defaultName, values: .numbers(values))]
    }
  }
}
