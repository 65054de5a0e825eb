import Formats
import Frames
import Glibc

extension Transformation.CalculateField {
  /// The numbers of the new column; `nil` where a column is missing.
  func calculated(_ frame: Frame, _ names: Names) -> NumberColumn? {
    let count = frame.rowCount
    switch mode {
    case .reduceRow(let reducer, let include):
      let columns = names.columns(of: frame).filter { field, name in
        include.isEmpty
          ? field.numbers != nil : include.contains(name) || include.contains(field.name)
      }.map(\.field)
      return NumberColumn(
        (0..<count).map { row in
          let values = Field(
            name: "", values: .numbers(NumberColumn(columns.map { $0[row].number })))
          return reducer.reduce(values).number
        })
    case .binary(let left, let op, let right):
      guard let left = values(of: left, frame, names), let right = values(of: right, frame, names)
      else { return nil }
      return op.apply(left, right)
    case .unary(let function, let name):
      guard let column = column(named: name, frame, names) else { return nil }
      return NumberColumn(column.map { $0.map(function.apply) })
    case .index(let asShare):
      return NumberColumn((0..<count).map { asShare ? Double($0) / Double(count) : Double($0) })
    case .cumulative(let reducer, let name):
      guard let column = column(named: name, frame, names) else { return nil }
      var total = 0.0
      return NumberColumn(
        column.enumerated().map { row, value in
          total += value ?? 0
          return reducer == .mean ? total / Double(row + 1) : total
        })
    case .window(let reducer, let name, let window):
      return column(named: name, frame, names).map { window.values($0, reducer) }
    }
  }

  /// The numbers of an operand, one for each row.
  func values(of operand: Operand, _ frame: Frame, _ names: Names) -> NumberColumn? {
    switch operand {
    case .field(let name):
      if let index = names.index(of: name, in: frame) { return numbers(frame.fields[index]) }
      return Double(name).map { NumberColumn(Array(repeating: $0, count: frame.rowCount)) }
    case .number(let number):
      return NumberColumn(Array(repeating: number, count: frame.rowCount))
    case .fields: return nil
    }
  }

  func numbers(_ field: Field) -> NumberColumn {
    field.numbers ?? NumberColumn((0..<field.count).map { field[$0].number })
  }

  /// The first numeric column when no name is given.
  private func column(named name: String?, _ frame: Frame, _ names: Names) -> NumberColumn? {
    guard let name else { return frame.fields.lazy.compactMap(\.numbers).first }
    return names.index(of: name, in: frame).flatMap { frame.fields[$0].numbers }
  }

  var rightOperand: Operand {
    if case .binary(_, _, let right) = mode { right } else { .number(0) }
  }

  func name(of operand: Operand) -> String {
    switch operand {
    case .field(let name): name
    case .number(let number): FieldValue.number(number).text ?? ""
    case .fields(let kind): kind.rawValue
    }
  }

  /// How the column is made, as Grafana names it.
  var defaultName: String {
    switch mode {
    case .reduceRow(let reducer, _): reducer.displayName
    case .binary(let left, let op, let right):
      "\(name(of: left)) \(op.rawValue) \(name(of: right))"
    case .unary(let function, let field): "\(function.rawValue)(\(field))"
    case .index: "Row"
    case .cumulative(let reducer, let field):
      "cumulative \(reducer.id)" + (field.map { "(\($0))" } ?? "")
    case .window(let reducer, let field, let window):
      (window.isCentered ? "centered" : "trailing") + " moving \(reducer.id)"
        + (field.map { "(\($0))" } ?? "")
    }
  }
}

extension Transformation.CalculateField.Operator {
  func apply(_ left: NumberColumn, _ right: NumberColumn) -> NumberColumn {
    NumberColumn(
      zip(left, right).map { left, right in
        guard let left, let right else { return nil }
        switch self {
        case .add: return left + right
        case .subtract: return left - right
        case .multiply: return left * right
        case .divide: return left / right
        case .power: return pow(left, right)
        case .remainder: return left.truncatingRemainder(dividingBy: right)
        }
      })
  }
}

extension Transformation.CalculateField.Function {
  func apply(_ number: Double) -> Double {
    switch self {
    case .abs: Swift.abs(number)
    case .exp: Glibc.exp(number)
    case .ln: log(number)
    case .floor: number.rounded(.down)
    case .ceil: number.rounded(.up)
    case .round: (number + 0.5).rounded(.down)
    }
  }
}

extension Transformation.CalculateField.Window {
  /// Each row with its neighbours made one number; the window is cut at the ends.
  func values(_ column: NumberColumn, _ reducer: Reducer) -> NumberColumn {
    let wanted = (isShare ? size * Double(column.count) : size).rounded(.up)
    let width = Int(min(max(1, wanted.isFinite ? wanted : 1), Double(max(1, column.count))))
    let before = isCentered ? width / 2 : width - 1
    let after = isCentered ? (width + 1) / 2 - 1 : 0
    return NumberColumn(
      column.indices.map { row in
        let range = max(0, row - before)...min(column.count - 1, row + after)
        return reducer.reduce(NumberColumn(column[range])) ?? 0
      })
  }
}
