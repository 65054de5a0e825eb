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
    /// What the columns stand for by name: `field.name`, `field.value`, `field.label`, `unit`,
    /// `displayName`, `__ignore`; what is not named is taken by its own name.
    package var mappings: [String: String]

    package init(mappings: [String: String] = [:]) { self.mappings = mappings }

    private static let fieldLimit = 1_000
    /// What Grafana takes for the config of a field; of these hune has the unit alone.
    private static let settings: Set = [
      "max", "min", "unit", "decimals", "displayname", "displayName", "color", "threshold1",
      "mappings.value", "mappings.color", "mappings.text", "__ignore",
    ]

    func apply(to frames: [Frame]) -> [Frame] {
      let names = Names(frames)
      return frames.map { frame in
        let columns = names.columns(of: frame).map { field, name in
          (field: field, name: name, role: mappings[name] ?? name.lowercased())
        }
        let own = columns.filter { !Self.settings.contains($0.role) }
        let name = own.first { $0.role == "field.name" } ?? own.first { $0.field.strings != nil }
        let value = own.first { $0.role == "field.value" } ?? own.first { $0.field.numbers != nil }
        guard let name, let value else { return frame }
        let labels = own.filter {
          $0.role == "field.label"
            || $0.field.strings != nil && $0.name != name.name && $0.name != value.name
              && $0.role != "field.name"
        }
        let unit = columns.first { $0.role == "unit" }?.field
        let shown = columns.first { mappings[$0.name] == "displayName" }?.field
        let fields = (0..<min(frame.rowCount, Self.fieldLimit)).map { row in
          var field = Field(
            name: name.field[row].text ?? "",
            labels: Labels(
              labels.compactMap { label in
                label.field[row].text.map { (name: label.name, value: $0) }
              }),
            values: .init([value.field[row]]))
          field.unit = unit?[row].text
          field.displayName = shown?[row].text
          return field
        }
        return Frame(
          name: frame.name, refID: frame.refID, fields: fields, notices: frame.notices)
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
