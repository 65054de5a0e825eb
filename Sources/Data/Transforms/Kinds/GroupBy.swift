import Frames
import OrderedCollections

extension Transformation {
  /// One row for each group of equal values, in order of first appearance.
  package struct GroupBy: Hashable, Sendable, FrameTransformer {
    package enum Operation: Hashable, Sendable {
      case group
      /// A column for each reducer, named `name (reducer)`.
      case aggregate([Reducer])
    }

    /// What is done with a column; those without an operation vanish.
    package struct Column: Hashable, Sendable {
      package var name: String
      package var operation: Operation

      package init(_ name: String, _ operation: Operation) {
        self.name = name
        self.operation = operation
      }
    }

    package var columns: [Column]

    package init(_ columns: [Column]) { self.columns = columns }

    func apply(to frames: [Frame]) -> [Frame] {
      guard columns.contains(where: { $0.operation == .group }) else { return frames }
      let names = Names(frames)
      return frames.compactMap { frame in
        let columns = names.columns(of: frame)
        let keys = columns.filter { operation(of: $0.field, $0.name) == .group }.map(\.field)
        guard !keys.isEmpty else { return nil }
        var groups: OrderedDictionary<[FieldValue], [Int]> = [:]
        for row in 0..<frame.rowCount { groups[keys.map { $0[row] }, default: []].append(row) }
        let rows = Array(groups.values)
        var fields = keys.map { $0.rows(rows.map(\.first)) }
        for (field, name) in columns {
          guard case .aggregate(let reducers) = operation(of: field, name) else { continue }
          let parts = rows.map { field.rows($0) }
          for reducer in reducers {
            fields.append(
              Field(
                name: "\(name) (\(reducer.id))",
                values: Field.Values(parts.map { reducer.reduce($0) })))
          }
        }
        return Frame(
          name: frame.name, refID: frame.refID, fields: fields, notices: frame.notices)
      }
    }

    private func operation(of field: Field, _ name: String) -> Operation? {
      let column = columns.first { $0.name == name } ?? columns.first { $0.name == field.name }
      return column?.operation
    }
  }
}
