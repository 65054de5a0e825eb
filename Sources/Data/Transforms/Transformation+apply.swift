package import Frames
import OrderedCollections

extension Transformation {
  /// What a list of transformations makes of frames, and the ids of those that are not known: the
  /// data go on without them.
  package static func apply(
    _ transformations: [Transformation], to frames: [Frame]
  ) -> (frames: [Frame], unknown: [String]) {
    var frames = frames
    var unknown: [String] = []
    for transformation in transformations {
      switch transformation {
      case .merge: frames = merged(frames)
      case .organize(let organize): frames = frames.map { organize.apply(to: $0) }
      case .unknown(let id): unknown.append(id)
      }
    }
    return (frames, unknown)
  }

  /// One table of all: rows join where the fields that all frames have are equal, and no field that
  /// two of them fill differs.
  private static func merged(_ frames: [Frame]) -> [Frame] {
    guard frames.count > 1, let first = frames.first else { return frames }
    let shared = frames.dropFirst().reduce(Set(first.fields.map(\.name))) {
      $0.intersection($1.fields.map(\.name))
    }
    guard !shared.isEmpty else { return frames }
    let names = OrderedSet(frames.flatMap(\.fields).map(\.name))
    var rows: [[String: Value]] = []
    var places: [[Value]: [Int]] = [:]
    let keys = names.filter { shared.contains($0) }
    for frame in frames {
      for index in 0..<frame.rowCount {
        let row = row(index, of: frame)
        let key = keys.map { row[$0] ?? .missing }
        if let place = places[key]?.first(where: { fits(row, rows[$0]) }) {
          rows[place].merge(row) { old, new in old == .missing ? new : old }
        } else {
          places[key, default: []].append(rows.count)
          rows.append(row)
        }
      }
    }
    let fields = names.map { name in
      Field(name: name, values: column(rows.map { $0[name] ?? .missing }))
    }
    return [Frame(refID: first.refID, fields: fields, notices: frames.flatMap(\.notices))]
  }

  private static func fits(_ row: [String: Value], _ other: [String: Value]) -> Bool {
    row.allSatisfy { name, value in
      guard let there = other[name], there != .missing, value != .missing else { return true }
      return there == value
    }
  }

  private static func row(_ index: Int, of frame: Frame) -> [String: Value] {
    var row: [String: Value] = [:]
    for field in frame.fields {
      switch field.values {
      case .times(let values): row[field.name] = .time(values[index].nanoseconds)
      case .numbers(let values): row[field.name] = values[index].map { .number($0) } ?? .missing
      case .strings(let values): row[field.name] = values[index].map { .string($0) } ?? .missing
      case .booleans(let values): row[field.name] = values[index].map { .boolean($0) } ?? .missing
      }
    }
    return row
  }

  private static func column(_ values: [Value]) -> Field.Values {
    let sample = values.first { $0 != .missing } ?? .missing
    switch sample {
    case .number, .missing:
      return .numbers(
        NumberColumn(values.map { if case .number(let value) = $0 { value } else { nil } }))
    case .string:
      return .strings(values.map { if case .string(let value) = $0 { value } else { nil } })
    case .boolean:
      return .booleans(values.map { if case .boolean(let value) = $0 { value } else { nil } })
    case .time:
      return .times(
        values.map {
          if case .time(let value) = $0 { .init(nanoseconds: value) } else { .init(nanoseconds: 0) }
        })
    }
  }

  private enum Value: Hashable {
    case missing, number(Double), string(String), boolean(Bool), time(Int64)
  }
}

extension Transformation.Organize {
  /// The frame with fields dropped, put in order and renamed, by the names they had before.
  func apply(to frame: Frame) -> Frame {
    var frame = frame
    frame.fields.removeAll { excludeByName.contains($0.name) }
    frame.fields = frame.fields.enumerated().sorted { a, b in
      let (p, q) = (indexByName[a.element.name] ?? .max, indexByName[b.element.name] ?? .max)
      return (p, a.offset) < (q, b.offset)
    }.map { element in
      var field = element.element
      if let name = renameByName[field.name], !name.isEmpty {
        field.displayName = name
      }
      return field
    }
    return frame
  }
}
