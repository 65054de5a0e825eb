import Frames
import OrderedCollections

/// One table of all frames: rows join where the fields that all frames have are equal, and no field
/// that two of them fill differs. Labels and given names are gone.
struct Merge: FrameTransformer {
  func apply(to frames: [Frame]) -> [Frame] {
    guard frames.count > 1 else { return frames }
    let frames = frames.filter { !$0.fields.isEmpty }
    guard let first = frames.first else { return frames }
    let shared = frames.dropFirst().reduce(Set(first.fields.map(\.name))) {
      $0.intersection($1.fields.map(\.name))
    }
    guard !shared.isEmpty else { return frames }
    let names = OrderedSet(frames.flatMap(\.fields).map(\.name))
    let keys = names.indices.filter { shared.contains(names[$0]) }
    var rows: [[FieldValue]] = []
    var places: [[FieldValue]: [Int]] = [:]
    for frame in frames {
      let columns = names.map { name in frame.fields.first { $0.name == name } }
      for index in 0..<frame.rowCount {
        let row = columns.map { $0?[index] ?? .missing }
        let key = keys.map { row[$0] }
        if let place = places[key]?.first(where: { Self.fits(row, rows[$0]) }) {
          for column in row.indices where rows[place][column].isMissing {
            rows[place][column] = row[column]
          }
        } else {
          places[key, default: []].append(rows.count)
          rows.append(row)
        }
      }
    }
    let fields = names.indices.map { column in
      Field(name: names[column], values: Field.Values(rows.map { $0[column] }))
    }
    return [Frame(refID: first.refID, fields: fields, notices: frames.flatMap(\.notices))]
  }

  private static func fits(_ row: [FieldValue], _ other: [FieldValue]) -> Bool {
    zip(row, other).allSatisfy { $0.isMissing || $1.isMissing || $0 == $1 }
  }
}
