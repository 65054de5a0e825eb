import Frames
import OrderedCollections

extension Transformation {
  /// The columns of all frames side by side, a row for each value of the field they are joined by.
  package struct JoinByField: Hashable, Sendable, FrameTransformer {
    package enum Mode: String, Hashable, Sendable {
      case outer, inner
      /// Keeps rows of equal keys apart.
      case outerTabular
    }

    /// The time field when `nil`.
    package var field: String?
    package var mode: Mode

    package init(_ field: String? = nil, mode: Mode = .outer) {
      self.field = field
      self.mode = mode
    }

    /// Rows that a join may grow to: keys that repeat multiply.
    static let mostRows = 200_000

    /// A frame with its key and the columns beside it.
    private struct Part {
      var frame: Frame
      var key: Field
      var columns: [Field]
      /// The rows of each key.
      var rows: OrderedDictionary<FieldValue, [Int]> = [:]
    }

    func apply(to frames: [Frame]) -> [Frame] {
      guard frames.count > 1 else { return frames }
      let parts = parts(of: frames)
      guard let first = parts.first else { return frames }
      var key = first.key
      let rows: [(key: FieldValue, places: [Int?])] =
        switch mode {
        case .outer: outer(parts)
        case .inner: inner(parts)
        case .outerTabular: tabular(parts)
        }
      key.values = Field.Values(rows.map(\.key))
      var fields = [key]
      for (index, part) in parts.enumerated() {
        fields += part.columns.map { $0.rows(rows.map { $0.places[index] }) }
      }
      return [Frame(refID: first.frame.refID, fields: fields, notices: frames.flatMap(\.notices))]
    }

    /// Frames without the field are left out.
    private func parts(of frames: [Frame]) -> [Part] {
      let names = Names(frames)
      return frames.compactMap { frame in
        let index =
          field.map { name in
            names.index(of: name, in: frame)
          } ?? frame.fields.firstIndex { $0.times != nil }
        guard let index else { return nil }
        var columns = frame.fields
        let key = columns.remove(at: index)
        // What told the columns apart was the frame's name.
        for place in columns.indices where columns[place].name == "Value" {
          columns[place].name = frame.name ?? "Value"
        }
        var part = Part(frame: frame, key: key, columns: columns)
        for row in 0..<frame.rowCount { part.rows[key[row], default: []].append(row) }
        return part
      }
    }

    /// One row for each key, sorted where keys have a size; of equal keys the last counts.
    private func outer(_ parts: [Part]) -> [(FieldValue, [Int?])] {
      var keys = Array(OrderedSet(parts.flatMap(\.rows.keys)))
      if keys.allSatisfy({ if case .string = $0 { false } else { !$0.isMissing } }) {
        keys.sort { ($0.number ?? 0) < ($1.number ?? 0) }
      }
      return keys.map { key in (key, parts.map { $0.rows[key]?.last }) }
    }

    /// The keys that all have, each row with each.
    private func inner(_ parts: [Part]) -> [(FieldValue, [Int?])] {
      guard let first = parts.first else { return [] }
      var joined: [(FieldValue, [Int?])] = []
      for row in 0..<first.key.count {
        let key = first.key[row]
        var places: [[Int?]] = [[row]]
        for part in parts.dropFirst() {
          let others = part.rows[key] ?? []
          guard others.count * places.count <= Self.mostRows else { return joined }
          places = places.flatMap { place in others.map { place + [$0] } }
        }
        joined += places.map { (key, $0) }
        if joined.count > Self.mostRows { return joined }
      }
      return joined
    }

    /// Each row of each frame with the first of another that has its key; no row twice.
    private func tabular(_ parts: [Part]) -> [(FieldValue, [Int?])] {
      var seen = Set<[Int?]>()
      var joined: [(FieldValue, [Int?])] = []
      for (index, part) in parts.enumerated() {
        for other in parts.indices where other != index {
          for row in 0..<part.key.count {
            let key = part.key[row]
            var places = [Int?](repeating: nil, count: parts.count)
            places[index] = row
            places[other] = parts[other].rows[key]?.first
            if seen.insert(places).inserted { joined.append((key, places)) }
          }
        }
      }
      return joined
    }
  }
}
