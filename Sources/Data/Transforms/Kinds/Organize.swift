import Frames

extension Transformation {
  /// Columns dropped, renamed and put in order, by the names they have before.
  package struct Organize: Hashable, Sendable, FrameTransformer {
    package var excludeByName: Set<String>
    /// When there are any, all others are dropped.
    package var includeByName: Set<String>
    package var renameByName: [String: String]
    /// Places from 0; columns without one come last.
    package var indexByName: [String: Int]

    package init(
      excludeByName: Set<String> = [], includeByName: Set<String> = [],
      renameByName: [String: String] = [:], indexByName: [String: Int] = [:]
    ) {
      self.excludeByName = excludeByName
      self.includeByName = includeByName
      self.renameByName = renameByName
      self.indexByName = indexByName
    }

    func apply(to frames: [Frame]) -> [Frame] {
      let names = Names(frames)
      return frames.map { frame in
        var columns = names.columns(of: frame)
        columns.removeAll { excludeByName.contains($0.name) }
        if !includeByName.isEmpty { columns.removeAll { !includeByName.contains($0.name) } }
        let ordered = columns.enumerated().sorted { a, b in
          let p = indexByName[a.element.name] ?? .max
          let q = indexByName[b.element.name] ?? .max
          return (p, a.offset) < (q, b.offset)
        }
        var frame = frame
        frame.fields = ordered.map { element in
          var field = element.element.field
          if let name = renameByName[element.element.name], !name.isEmpty {
            field.displayName = name
          }
          return field
        }
        return frame
      }
    }
  }
}
