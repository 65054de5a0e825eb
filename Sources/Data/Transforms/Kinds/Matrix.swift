package import Frames
import OrderedCollections

extension Transformation {
  /// Three columns of one table as a matrix: a row for each value of one, a column for each value
  /// of another, the third in the cells; of several for a cell the last.
  package struct GroupingToMatrix: Hashable, Sendable, FrameTransformer {
    package var columnField: String
    package var rowField: String
    package var valueField: String
    /// What stands in cells without a value.
    package var empty: FieldValue

    package init(
      column: String = "Time", row: String = "Time", value: String = "Value",
      empty: FieldValue = .missing
    ) {
      (columnField, rowField, valueField, self.empty) = (column, row, value, empty)
    }

    /// A matrix may have this many cells; a larger one stays a table.
    private static let cellLimit = 1_000_000

    func apply(to frames: [Frame]) -> [Frame] {
      guard frames.count == 1, let frame = frames.first else { return frames }
      let names = Names(frames)
      func field(_ name: String) -> Field? {
        names.index(of: name, in: frame).map { frame.fields[$0] }
      }
      guard let columns = field(columnField), let rows = field(rowField),
        let values = field(valueField)
      else { return frames }
      var rowPlaces: OrderedDictionary<FieldValue, Int> = [:]
      var cells: OrderedDictionary<FieldValue, [Int: FieldValue]> = [:]
      for index in 0..<frame.rowCount {
        let row = rowPlaces[rows[index]] ?? rowPlaces.count
        rowPlaces[rows[index]] = row
        cells[columns[index], default: [:]][row] = values[index]
      }
      guard rowPlaces.count * cells.count <= Self.cellLimit else { return frames }
      let head = Field(name: "\(rowField)\\\(columnField)", values: .init(Array(rowPlaces.keys)))
      let others = cells.map { key, column in
        Field(
          name: key.text ?? "",
          values: .init(rowPlaces.values.map { column[$0] ?? empty }))
      }
      return [
        Frame(
          name: frame.name, refID: frame.refID, fields: [head] + others, notices: frame.notices)
      ]
    }
  }

  /// Each row as a field of its own, with one value: for gauges and stats of a table's rows.
  package struct RowsToFields: Hashable, Sendable, FrameTransformer {
    package var mappings: [ConfigMapping]

    package init(_ mappings: [ConfigMapping] = []) { self.mappings = mappings }

    private static let fieldLimit = 1_000

    func apply(to frames: [Frame]) -> [Frame] {
      let names = Names(frames)
      return frames.map { frame in
        let columns = names.columns(of: frame).map { field, name in
          (field: field, name: name, role: mappings.role(of: name))
        }
        let own = columns.filter { !ConfigMapping.settings.contains($0.role.key) }
        let name =
          own.first { $0.role.key == "field.name" } ?? own.first { $0.field.strings != nil }
        let value =
          own.first { $0.role.key == "field.value" } ?? own.first { $0.field.numbers != nil }
        guard let name, let value else { return frame }
        let labels = own.filter {
          $0.role.key == "field.label"
            || $0.field.strings != nil && $0.name != name.name && $0.name != value.name
              && $0.role.key != "field.name"
        }
        let fields = (0..<min(frame.rowCount, Self.fieldLimit)).map { row in
          var field = Field(
            name: name.field[row].text ?? "",
            labels: Labels(
              labels.compactMap { label in
                label.field[row].text.map { (name: label.name, value: $0) }
              }),
            values: .init([value.field[row]]))
          for column in columns { field.set(column.role, to: column.field[row]) }
          return field
        }
        return Frame(
          name: frame.name, refID: frame.refID, fields: fields, notices: frame.notices)
      }
    }
  }

  /// Rows as columns: a row for each field, a column for each row, named by the first field where
  /// that is of texts or times.
  package struct Transpose: Hashable, Sendable, FrameTransformer {
    /// The name of the column of names.
    package var first: String
    /// The name of the others.
    package var rest: String

    package init(first: String = "Field", rest: String = "Value") {
      (self.first, self.rest) = (first, rest)
    }

    private static let columnLimit = 1_000

    func apply(to frames: [Frame]) -> [Frame] {
      let names = Names(frames)
      return frames.map { frame in
        guard let head = frame.fields.first else { return frame }
        let isNamed = head.strings != nil || head.times != nil
        let rows = names.columns(of: frame).dropFirst(isNamed ? 1 : 0)
        let isMixed = Set(rows.map(\.field.kind)).count > 1
        let columns = (0..<min(frame.rowCount, Self.columnLimit)).map { place in
          Field(
            name: rest,
            labels: isNamed
              ? [head.name: head[place].text ?? "null"] : ["row": "\(place + 1)"],
            values: .init(
              rows.map { row in
                let value = row.field[place]
                return isMixed ? value.text.map(FieldValue.string) ?? .missing : value
              }))
        }
        return Frame(
          name: frame.name, refID: frame.refID,
          fields: [Field(name: first, values: .strings(rows.map(\.name)))] + columns,
          notices: frame.notices)
      }
    }
  }

  /// All columns of all frames side by side, in one table.
  package struct Concatenate: Hashable, Sendable, FrameTransformer {
    /// What becomes of the frames' names.
    package enum Mode: Hashable, Sendable {
      case field, drop
      case label(String)
    }

    package var mode: Mode

    package init(_ mode: Mode = .field) { self.mode = mode }

    func apply(to frames: [Frame]) -> [Frame] {
      guard frames.count > 1, let first = frames.first else { return frames }
      let count = frames.map(\.rowCount).max() ?? 0
      var fields: [Field] = []
      for frame in frames {
        for var field in frame.fields {
          if field.count != count { field = field.rows((0..<count).map { $0 }) }
          if let name = frame.name, !name.isEmpty {
            switch mode {
            case .field: field.name = "\(name) · \(field.name)"
            case .label(let label): field.labels = field.labels.setting(label, name)
            case .drop: break
            }
          }
          fields.append(field)
        }
      }
      return [
        Frame(refID: first.refID, fields: fields, notices: frames.flatMap(\.notices))
      ]
    }
  }
}
